"""What the verbs make of documents."""

from __future__ import annotations

import json
from pathlib import Path

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.result import CheckedDocument, Result
from mingzhang.performance.project import Project, Register
from mingzhang.performance.project_workbook import write_register
from mingzhang.web.apart.run import apart
from mingzhang.web.apart.verbs import check, in_order


def test_the_worst_come_first_and_what_does_not_fail_last() -> None:
    found = [
        Finding("N-01", verdict, severity, message=str(number))
        for number, (verdict, severity) in enumerate(
            [
                (Verdict.UNDECIDED, Severity.ERROR),
                (Verdict.FAILS, Severity.INFO),
                (Verdict.ROUNDING, Severity.ERROR),
                (Verdict.FAILS, Severity.ERROR),
            ]
        )
    ]
    told = in_order(Result(CheckedDocument("a.txt"), findings=tuple(found)))
    assert [finding.message for finding in told] == ["3", "1", "2", "0"]


def test_findings_are_numbered_as_at_their_marks(tmp_path: Path, root: Path) -> None:
    told = check([root / "examples/fengtai-2020-faults.docx"], tmp_path, 120)
    numbers = [found["number"] for found in told["findings"] if found["verdict"] == "fails"]
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 3
    text = (tmp_path / "text.html").read_text(encoding="utf-8")
    assert 'href="#f1"' in text and "style=" not in text, "no style of an element passes the policy"
    assert json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))["schema"]


def test_a_workbook_of_projects_is_read_apart(tmp_path: Path) -> None:
    write_register(Register("某局", 2025, [Project("001", "河道巡查")]), tmp_path / "项目.xlsx")
    with apart("projects", {"项目.xlsx": tmp_path / "项目.xlsx"}, seconds=60) as done:
        (told,) = done.told["projects"]
    assert (done.told["unit"], done.told["year"], told["typed"]["name"]) == ("某局", 2025, "河道巡查")
