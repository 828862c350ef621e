"""What is written into the two workbooks is read back, and wrong rows are told by sheet and cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from mingzhang.appraisal.appraise import appraise
from mingzhang.appraisal.claims import BONUS, PointClaim
from mingzhang.appraisal.described import PLAN_SHEETS, RETURN_SHEETS
from mingzhang.appraisal.plan_workbook import plan_workbook, read_plan
from mingzhang.appraisal.return_workbook import read_returns, return_workbook
from mingzhang.appraisal.returns import Appeal, Decision, OwnRow, Returns, Training, Veto
from mingzhang.appraisal.sealing import digests
from mingzhang.facts.place import cell_name
from mingzhang.facts.workbook import SlotLook
from mingzhang.readers.limits import UnreadableError
from mingzhang.sheets import write_sheets
from tests.appraisal import small


def everything() -> Returns:
    claim = PointClaim(
        "S1", "乙局", BONUS, "R5", "获表彰", Fraction(2), date(2025, 3, 1), "采纳", None, "评审组", "属实",
        proof=small.PROOF,
    )  # fmt: skip
    return small.returns(
        claims=(claim,),
        vetoes=(Veto("丙局", "一票否决", "重大事故", Fraction(60)),),
        appeals=(Appeal("SS1", "甲局", "F1", date(2025, 6, 5), "漏计", "维持", "核对无误"),),
        trainings=(Training(date(2024, 7, 1), "任务书", 40),),
        own=(OwnRow("任务书", "≥3份", "任务书"),),
        decision=Decision(date(2025, 5, 20), "党组会", "同意"),
    )


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("考评")
    paths = folder / "方案.xlsx", folder / "数据.xlsx"
    write_sheets(plan_workbook(small.plan(), 2), paths[0])
    write_sheets(return_workbook(everything(), 2), paths[1])
    return paths


def test_both_workbooks_are_read_back(books: tuple[Path, Path]) -> None:
    plan, first = read_plan(books[0])
    returns, second = read_returns(books[1], plan)
    assert not first.problems and not second.problems
    assert plan.cycle.year == 2024 and plan.cycle.stages[5].last == date(2025, 4, 30)
    found, wanted = appraise(plan, returns), appraise(small.plan(), everything())
    assert found.complete and digests(found) == digests(wanted)
    assert [replace(claim, row=None) for claim in returns.claims] == list(everything().claims)
    assert returns.decision == everything().decision and returns.trainings == everything().trainings


def edited(books: tuple[Path, Path], tmp_path: Path, sheet: str, **cells: str | None) -> list[str]:
    """What is told of the workbook of returns with other cells."""
    book = return_workbook(everything(), 2)
    (leaf,) = (leaf for leaf in book.leaves if leaf.name == sheet)
    for place, slot in enumerate(leaf.slots):
        name = cell_name(*slot.at)
        if name in cells:
            leaf.slots[place] = replace(slot, look=SlotLook.WORDS, value=cells[name])
    path = tmp_path / "改.xlsx"
    write_sheets(book, path)
    plan, _ = read_plan(books[0])
    returns, read = read_returns(path, plan)
    found = appraise(plan, returns, read.problems)
    return list(map(str, read.located(found.problems, RETURN_SHEETS)))


WRONG = [
    ("完成值", {"E8": "二十"}, "单位“甲局”第 8 行“得分”栏（完成值!E8）：“二十”不是数字"),
    ("完成值", {"F5": None}, "“评分人”栏（完成值!F5）：没有填写"),
    ("佐证", {"F5": "abc"}, "（佐证!F5）：“总结.pdf”的 SHA-256“abc”应为 64 位十六进制数字"),
    ("加减分", {"G5": "2025年6月1日"}, "（加减分!G5）：2025年6月1日申报，晚于截止日期2025年4月30日"),
    ("加减分", {"G5": "三月初"}, "（加减分!G5）：“三月初”不是日期"),
    ("任务", {"F5": "尽快"}, "单位“甲局”第 5 行“目标值”栏（任务!F5）：目标值“尽快”没有数和单位"),
    ("任务书", {"C5": "编制"}, "（任务书!C5）：任务书现为“编制”，签订后才能考评"),
    ("申诉", {"F5": "受理"}, "（申诉!F5）：现为“受理”，还没有处理完"),
    ("否决与封顶", {"C5": None}, "（否决与封顶!C5）：没有写明总分或等次不高于多少"),
]


@pytest.mark.parametrize(("sheet", "cells", "told"), WRONG)
def test_a_wrong_row_is_told(
    books: tuple[Path, Path], tmp_path: Path, sheet: str, cells: dict[str, str | None], told: str
) -> None:
    found = edited(books, tmp_path, sheet, **cells)
    assert any(told in said for said in found), found


def test_moved_columns_are_told_where_they_stand(books: tuple[Path, Path], tmp_path: Path) -> None:
    book = openpyxl.load_workbook(books[1])
    book["申诉"].insert_cols(1)
    book["申诉"]["G5"] = "受理"
    path = tmp_path / "移.xlsx"
    book.save(path)
    plan, _ = read_plan(books[0])
    returns, read = read_returns(path, plan)
    (told,) = read.located(appraise(plan, returns).problems, RETURN_SHEETS)
    assert told.cell == "申诉!G5"


def test_another_workbook_is_refused(books: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="没有“考评”工作表"):
        read_plan(books[1])
    with pytest.raises(UnreadableError, match="没有“完成值”工作表"):
        read_returns(books[0], small.plan())
    blank = tmp_path / "空.xlsx"
    write_sheets(plan_workbook(small.plan(cycle=replace(small.plan().cycle, year=0)), 1), blank)
    with pytest.raises(UnreadableError, match="没有填写年度"):
        read_plan(blank)


def test_every_sheet_has_its_columns(books: tuple[Path, Path]) -> None:
    for path, sheets in zip(books, (PLAN_SHEETS, RETURN_SHEETS), strict=True):
        assert openpyxl.load_workbook(path, read_only=True).sheetnames == [sheet.name for sheet in sheets]
