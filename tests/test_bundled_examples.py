"""The bundled examples say what they were made from, and the planted faults are found, each by its rule."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from examples import budget, matters, purchases, visits
from examples.faults import FAULTS
from examples.make import clean, faulty
from examples.projects import register
from mingzhang.disclosure.filing import amounts, read_filing
from mingzhang.disclosure.filing_template import write_template
from mingzhang.facts.coverage import Worth
from mingzhang.facts.fact import Fact
from mingzhang.facts.number import printed
from mingzhang.facts.report import Paragraph, Report, Table
from mingzhang.performance.evaluate import evaluate
from mingzhang.performance.project_workbook import read_register
from mingzhang.purchasing.workbook import read_purchases
from mingzhang.readers import read_report
from mingzhang.supervision.ledger import read_ledger
from mingzhang.understanding.understand import understand
from mingzhang.verification.workbook import read_campaign
from mingzhang.work.build import build_file, drafted, told
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


@cache
def kept(name: str) -> Report:
    return read_report(ROOT / "examples" / name)


@cache
def checked(name: str) -> CheckResult:
    return check(understand(kept(name)))


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_what_the_program_makes(name: str) -> None:
    assert texts(kept(name)) == texts(FILES[name]()), "run python -m examples.make"


def test_the_register_in_the_folder_is_the_one_made() -> None:
    read, problems = read_register(ROOT / "examples" / "fengtai-2020" / "项目.xlsx")
    assert not problems and read.projects == register().projects, "run python -m examples.make"
    evaluation = evaluate(read)
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


# -- the invented budget ----------------------------------------------------------------------------------


def test_the_budget_of_the_folder_is_built_clean_with_its_target_forms(tmp_path: Path) -> None:
    folder = budget.FOLDER
    built = build_file(folder / "预算填报.xlsx", tmp_path / "预算", ["docx"], projects=folder / "项目.xlsx")
    assert told(built.draft) == [] and built.draft.findings == [] and built.draft.unused == []
    result = check(understand(read_report(built.files[0])))
    assert [finding.message for finding in result.failed] == []
    assert len(result.coverage.of(Worth.CHECKED)) > 300
    assert "单位和数字均为虚构" in "".join(texts(read_report(built.files[0])))


def test_the_budget_in_the_folder_is_the_one_made() -> None:
    read = read_filing(budget.FOLDER / "预算填报.xlsx")
    assert amounts(read.facts) == amounts(budget.filing().facts), "run python -m examples.budget"
    assert read.words == budget.filing().words
    projects, problems = read_register(budget.FOLDER / "项目.xlsx")
    assert not problems and projects.projects == budget.register().projects


def test_a_register_that_contradicts_the_budget_is_told(tmp_path: Path) -> None:
    made = budget.filing()
    made.facts.add(Fact("绩效.目标项目数", printed("4", "个"), table=False))
    write_template(made.place, made.year, tmp_path / "a.xlsx", filing=made)
    draft = drafted(tmp_path / "a.xlsx", projects=budget.FOLDER / "项目.xlsx")
    assert any("填的是 4个，按项目表算为 3个" in sentence for sentence in told(draft))


def test_the_ledger_and_the_visits_in_the_folders_are_those_made() -> None:
    read, made = read_ledger(ROOT / "examples" / "supervision-2026" / "督查台账.xlsx"), matters.ledger()
    assert not read.problems, "run python -m examples.matters"
    found = {number: (course.matter, course.stage) for number, course in read.register.courses.items()}
    wanted = {number: (course.matter, course.stage) for number, course in made.register.courses.items()}
    assert found == wanted and len(read.register.events) == len(made.register.events)
    visited = read_campaign(ROOT / "examples" / "verification-2026" / "核验.xlsx")
    assert not visited.problems and visited.campaign == visits.campaign(), "run python -m examples.visits"
    bought = read_purchases(ROOT / "examples" / "purchasing-2020" / "采购台账.xlsx")
    assert not bought.problems and bought.ledger == purchases.ledger(), "run python -m examples.purchases"
