"""The bundled examples say what they were made from, and the planted faults are found, each by its rule."""

from __future__ import annotations

from fractions import Fraction

import pytest

from examples.faults import FAULTS
from examples.make import clean, faulty
from examples.projects import register
from mingzhang.facts.coverage import Worth
from mingzhang.facts.report import Paragraph, Report, Table
from mingzhang.performance.evaluate import evaluate
from mingzhang.performance.project_workbook import read_register
from mingzhang.readers import read_report
from mingzhang.understanding.understand import understand
from mingzhang.work.check import CheckResult, check
from tests.conftest import ROOT

FILES = {"fengtai-2020.docx": clean, "fengtai-2020-faults.docx": faulty}


def texts(report: Report) -> list[str]:
    """Everything printed, block by block."""
    found: list[str] = []
    for block in (b for b in report.blocks if getattr(b, "kind", "") != "contents"):
        if isinstance(block, Paragraph):
            found.append(block.text.strip())
        elif isinstance(block, Table):
            found += [cell.text.strip() for cell in sorted(block.cells, key=lambda c: (c.row, c.column))]
    return ["".join(text.split()) for text in found if text]


def checked(name: str) -> CheckResult:
    return check(understand(read_report(ROOT / "examples" / name)))


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_what_the_program_makes(name: str) -> None:
    assert texts(read_report(ROOT / "examples" / name)) == texts(FILES[name]()), "run python -m examples.make"


def test_the_register_in_the_folder_is_the_one_made() -> None:
    kept, problems = read_register(ROOT / "examples" / "fengtai-2020" / "项目.xlsx")
    assert not problems and kept.projects == register().projects, "run python -m examples.make"
    evaluation = evaluate(kept)
    assert not evaluation.open
    marks = [99, 98, 100, 88, 89, 91, 94, 92, 95, Fraction("92.1")]
    assert [scored.total for scored in evaluation.scored] == marks


def test_nothing_is_wrong_with_the_clean_one() -> None:
    result = checked("fengtai-2020.docx")
    assert [finding.message for finding in result.failed] == []
    assert len(result.coverage.of(Worth.UNREAD)) < 20 and result.coverage.meant > 600


def test_every_planted_fault_is_found_by_its_rule_and_nothing_else() -> None:
    result = checked("fengtai-2020-faults.docx")
    told = {rule for finding in result.failed for rule in (finding.rule, *finding.consequences)}
    assert {fault.rule for fault in FAULTS} <= told
    for finding in result.failed:
        words = finding.printed + finding.message + "".join(place.quote for place in finding.places)
        assert any(fault.wrong in words or fault.near in words for fault in FAULTS), str(finding)


def test_what_should_stand_there_is_said() -> None:
    result = checked("fengtai-2020-faults.docx")
    expected = {finding.expected for finding in result.failed}
    amounts = {fault.right for fault in FAULTS if fault.rule not in ("N-52", "P-02", "T02-01")}
    assert amounts <= expected
    assert "131.67万元" in expected and "98" in expected


def test_a_fault_without_its_place_is_refused() -> None:
    with pytest.raises(ValueError, match="例子里没有"):
        FAULTS[0].plant(Report("空", "txt", []))
