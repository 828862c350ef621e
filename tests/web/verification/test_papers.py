"""What a verification publishes is what the command line writes; deductions are claims."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from mingzhang.verification.draw import FIRST, SECOND
from mingzhang.web.verification import papers
from mingzhang.web.verification.moves import FieldMoveError
from tests.web.conftest import District
from tests.web.verification.campaigns import draw, found, points, prepared, problem_now, told, visit


def test_papers_are_written_in_word(district: District) -> None:
    made = told(district).verification
    for kind in papers.PAPERS:
        data, name = papers.paper(made, kind, "docx")
        assert data[:2] == b"PK" and name.endswith(".docx") and "察访核验" in name
    for kind, form in (("problems", "exe"), ("poem", "docx")):
        with pytest.raises(FieldMoveError, match="没有这种文书"):
            papers.paper(made, kind, form)


def test_every_visited_unit_has_its_report(district: District) -> None:
    made = prepared(district)
    with pytest.raises(FieldMoveError, match="还没有核验结果"):
        papers.all_feedback(made)
    for point in draw(district, made, FIRST, district.department, district.other_department):
        visit(point, found("1", "合格"))
    with zipfile.ZipFile(io.BytesIO(papers.all_feedback(made))) as archive:
        assert sorted(archive.namelist()) == ["甲区档案馆.docx", "甲区水务局.docx"]
    with pytest.raises(FieldMoveError, match="还没有核验结果"):
        papers.feedback_of(made, district.unit, "docx")


def test_a_failed_look_back_is_a_claim_with_the_rule_of_the_appraisal(district: District) -> None:
    problem = told(district)
    draw(district, problem.verification, SECOND, district.department)
    visit(points(problem.verification).get(origin=problem), found("1", note="仍然倒伏"))
    (claim,) = papers.claims(problem_now(problem).verification)
    assert (claim.unit, claim.source, claim.rule, claim.claimed) == ("甲区水务局", problem.number, "JF-03", 1)
    book = openpyxl.load_workbook(io.BytesIO(papers.claim_file(problem.verification)))
    assert book.sheetnames == ["加减分"]
