"""Units answer their problems by workbook: whole and with their files, or not at all."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from mingzhang.sheets import FIRST
from mingzhang.verification.answers import UnitAnswer, answer_workbook
from mingzhang.verification.problem import ProblemAct
from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Person, Role
from mingzhang.web.verification import moves
from mingzhang.web.verification.answering import answers_file, take_answers
from mingzhang.web.verification.moves import FieldMoveError
from mingzhang.web.verification.problem_models import FoundProblem, ProblemEvidence
from mingzhang.writers.spreadsheet.form import workbook_file
from tests.web.conftest import District
from tests.web.verification.campaigns import problem_now, told, upload
from tests.web.verification.here import read_here

__all__ = ["read_here"]
pytestmark = pytest.mark.usefixtures("read_here")
A = ProblemAct


def said(problem: FoundProblem, act: ProblemAct | None, text: str = "", *files: str) -> UnitAnswer:
    return UnitAnswer(
        str(problem.verification.year), problem.number, problem.organisation.name, act, text, files
    )


def take(who: Person, *answers: UnitAnswer, files: tuple[str, ...] = ()) -> tuple[int, list[str]]:
    book = upload("答复.xlsx", workbook_file(answer_workbook(answers)))
    return take_answers(who, {"file": book, "proofs": [upload(name) for name in files]})


def test_an_answer_goes_out_and_comes_in_with_its_files(district: District) -> None:
    problem, approver = told(district), district.person(Role.APPROVER)
    sheet: Any = openpyxl.load_workbook(BytesIO(answers_file(approver, {})))["整改答复"]
    assert sheet.cell(FIRST + 1, 2).value == problem.number and sheet.cell(FIRST + 1, 5).value == "倒伏两处"
    steps = (
        said(problem, A.OWN),
        said(problem, A.MEND, "已派人"),
        said(problem, A.REPORT, "已扶正", "照片.jpg"),
    )
    assert take(approver, *steps, files=("照片.jpg",)) == (3, [])
    now = problem_now(problem)
    assert now.state == "已报完成" and [step.act for step in now.steps.all()][-1] == "报完成"
    assert [step.evidence for step in now.steps.all()][
        -1
    ] == "照片.jpg" and ProblemEvidence.objects.count() == 1


def test_a_draft_waits_for_the_head_and_is_offered_again(district: District) -> None:
    problem, preparer = told(district), district.person(Role.PREPARER)
    assert take(preparer, said(problem, None, "正在加固")) == (1, [])
    assert problem_now(problem).draft == "正在加固" and problem_now(problem).state == "告知"
    sheet: Any = openpyxl.load_workbook(BytesIO(answers_file(preparer, {})))["整改答复"]
    assert sheet.cell(FIRST + 1, 8).value == "正在加固"


def test_one_wrong_row_and_none_is_taken(district: District) -> None:
    problem, approver = told(district), district.person(Role.APPROVER)
    before = Entry.objects.count()
    good, other = said(problem, A.OWN), UnitAnswer("2026", "A-999-1", problem.organisation.name, A.OWN)
    for rows, files, why in (
        ((good, other), (), "年没有告知过这个问题"),
        ((good, said(problem, A.OWN)), (), "不能做这一步"),
        ((good, said(problem, A.REPORT, "已扶正")), (), "没有填写佐证材料"),
        ((good, said(problem, A.REPORT, "已扶正", "没传.pdf")), (), "没有上传佐证材料“没传.pdf”"),
        ((good,), ("多余.pdf",), "“多余.pdf”没有写在哪一行"),
        ((good, said(problem, A.REPORT, "已扶正", "照.jpg")), ("照.jpg", "照.jpg"), "“照.jpg”上传了 2 份"),
    ):
        taken, wrong = take(approver, *rows, files=files)
        assert taken == 0 and len(wrong) == 1 and why in wrong[0]
    assert problem_now(problem).state == "告知" and not ProblemEvidence.objects.exists()
    assert Entry.objects.count() == before
    with pytest.raises(FieldMoveError, match="没有填写答复"):
        take(approver)


def test_only_the_head_reports_and_only_ones_own_unit_is_there(district: District) -> None:
    problem = told(district)
    taken, wrong = take(district.person(Role.PREPARER), said(problem, A.OWN))
    assert taken == 0 and "没有“签发核验问题答复”的权限" in wrong[0]
    stranger = district.person(Role.APPROVER, district.other_department)
    taken, wrong = take(stranger, said(problem, A.OWN))
    assert taken == 0 and "没有告知过" in wrong[0] and problem_now(problem).state == "告知"


def test_the_page_takes_the_workbook_and_tells_what_is_wrong(district: District) -> None:
    problem, client = told(district), district.client(Role.APPROVER)
    listed = client.get("/verification/problems/").content.decode()
    assert "下载整改答复表" in listed and "导入整改答复" in listed
    answer = client.get("/verification/problems/answers/?year=2026")
    assert answer.content[:2] == b"PK" and "attachment" in answer.headers["Content-Disposition"]
    book = upload("答复.xlsx", workbook_file(answer_workbook([said(problem, A.OWN)])))
    page = client.post("/verification/problems/answers/import/", {"file": book}).content.decode()
    assert "收下 1 项" in page and problem_now(problem).state == "认领"
    book.seek(0)
    again = client.post("/verification/problems/answers/import/", {"file": book}).content.decode()
    assert "要改正的 1 处" in again and "不能做这一步" in again
    office = district.client(Role.SUPERVISION)
    assert "导入整改答复" not in office.get("/verification/problems/").content.decode()
    assert office.get("/verification/problems/answers/import/").status_code == 403


def test_what_units_were_not_told_of_is_not_in_the_workbook(district: District) -> None:
    problem = told(district)
    moves.make(A.CLOSE.value, problem, district.person(Role.LEADER), "地块列入征收")
    sheet: Any = openpyxl.load_workbook(BytesIO(answers_file(district.person(Role.APPROVER), {})))["整改答复"]
    assert sheet.cell(FIRST + 1, 2).value is None
