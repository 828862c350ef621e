"""Units answer by workbook: out with the reports, back by ``collect``; what does not fit is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mingzhang.sheets import sheets_of, write_sheets
from mingzhang.verification.answers import UnitAnswer, answer_workbook, read_answers
from mingzhang.verification.campaign import Campaign, judged, with_points
from mingzhang.verification.draw import FIRST
from mingzhang.verification.problem import ProblemAct, ProblemEvent
from mingzhang.verification.workbook import campaign_workbook, read_campaign
from mingzhang.work.visit_answers import answer_files, answered
from mingzhang.work.visits import collect
from tests.verification.campaigns import population, prepared, result

DAY, A = date(2026, 10, 12), ProblemAct


@pytest.fixture(scope="module")
def told() -> Campaign:
    """A campaign with two problems, of the first of which its unit was told."""
    made = with_points(prepared(), FIRST, population())
    first, second = made.points[:2]
    made.results = [
        result(point.number, "1", "不合格", point.inspector, date(2026, 10, 9)) for point in (first, second)
    ]
    made.events = [ProblemEvent(f"{first.number}-1", date(2026, 10, 10), A.TELL)]
    assert not judged(made)[1]
    return made


def said(made: Campaign, act: ProblemAct | None, *files: str, **more: str) -> UnitAnswer:
    problem = next(iter(judged(made)[0].values()))
    about: dict[str, Any] = {"year": "2026", "problem": problem.number, "unit": problem.unit} | more
    return UnitAnswer(**about, act=act, text="已加固", evidence=files)


def written(folder: Path, *answers: UnitAnswer) -> Path:
    write_sheets(answer_workbook(answers), folder / "答复.xlsx", force=True)
    return folder / "答复.xlsx"


def test_each_unit_that_was_told_gets_a_workbook(told: Campaign, tmp_path: Path) -> None:
    ((name, data),) = answer_files(told).items()
    (tmp_path / "一.xlsx").write_bytes(data)
    assert name.startswith("整改答复/") and read_answers(tmp_path / "一.xlsx") == ([], [])
    sheet = openpyxl.load_workbook(tmp_path / "一.xlsx")["整改答复"]
    assert "告知" in [cell.value for cell in sheet[5]]


def test_steps_in_one_workbook_follow_each_other(told: Campaign, tmp_path: Path) -> None:
    write_sheets(campaign_workbook(told), tmp_path / "核验.xlsx")
    path = written(tmp_path, said(told, A.OWN), said(told, A.REPORT, "照片.jpg"))
    assert collect(tmp_path / "核验.xlsx", [path], None, tmp_path / "新.xlsx") == (2, [])
    read = read_campaign(tmp_path / "新.xlsx")
    first = next(iter(judged(read.campaign)[0].values()))
    assert first.state.value == "已报完成" and first.events[-1].evidence == "照片.jpg" and not read.problems
    count, wrong = collect(tmp_path / "新.xlsx", [path], None, tmp_path / "再.xlsx")
    assert count == 0 and len(wrong) == 2 and "不能做这一步" in str(wrong[0])


@pytest.mark.parametrize(
    ("changed", "act", "why"),
    [
        ({"year": "2025"}, A.OWN, "2025年的这个问题不在这份核验表里"),
        ({"problem": "A-099-1"}, A.OWN, "的这个问题不在这份核验表里"),
        ({"unit": "别的局"}, A.OWN, "的问题，写的是“别的局”"),
        ({}, None, "没有填步骤"),
        ({}, A.MEND, "不能做这一步"),
    ],
)
def test_what_does_not_fit_is_told_and_left_out(
    changed: dict[str, str], act: ProblemAct | None, why: str, told: Campaign, tmp_path: Path
) -> None:
    taken, (wrong,) = answered(told, sheets_of(written(tmp_path, said(told, act, **changed))), DAY)
    assert taken == [] and why in str(wrong) and str(wrong).endswith("没有汇入")
