"""Rows read under their heads wherever they stand, and sheets laid out to be filled."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

from mingzhang.facts.report import Cell, Table
from mingzhang.facts.workbook import SlotLook, Workbook
from mingzhang.language.workbook.form import DATE, TEXT, InputColumn, InputSheet
from mingzhang.performance.project import GOALS, PAYMENTS
from mingzhang.readers.limits import UnreadableError
from mingzhang.sheets import FIRST, ROOM, SheetReader, laid_out, row_of, sheets_of, write_sheets
from mingzhang.writers.written import UnwritableError


def table(*lines: list[str]) -> Table:
    return Table(
        [Cell(text, row, column) for row, line in enumerate(lines) for column, text in enumerate(line)]
    )


def test_columns_are_found_by_their_heads_in_any_order() -> None:
    sheet = table(
        ["说明"], ["支付金额（万元）", "合同编号", "项目编码"], ["1.5", "C1", "X1"], ["", "C2", "X1"]
    )
    reader = SheetReader({PAYMENTS.name: sheet})
    rows = list(reader.rows(PAYMENTS))
    assert [row.text("contract") for row in rows] == ["C1", "C2"]
    assert [row.figure("paid") for row in rows] == [Fraction(15000), None]
    assert [row.number for row in rows] == [3, 4] and not reader.problems
    assert rows[0].texts("project", "name") == {"project": "X1", "name": ""}


def test_problems_name_owner_row_and_cell() -> None:
    sheet = table(["项目编码", "合同编号", "支付金额"], ["X1", "", "一万"])
    reader = SheetReader({PAYMENTS.name: sheet}, lambda owner: {"X1": "河道巡查"}.get(owner, ""))
    list(reader.rows(PAYMENTS))
    assert [str(problem).split("：")[0] for problem in reader.problems] == [
        "项目“河道巡查”第 2 行“支付金额”栏（合同与支付!C2）",
        "项目“河道巡查”第 2 行“合同编号”栏（合同与支付!B2）",
    ]


def test_problems_name_what_the_owner_is() -> None:
    reader = SheetReader({PAYMENTS.name: table(["项目编码", "合同编号"], ["7", ""])}, kind="事项")
    list(reader.rows(PAYMENTS))
    assert str(reader.problems[0]).startswith("事项“7”第 2 行“合同编号”栏")


def test_error_cells_are_not_empty_cells() -> None:
    cells = [Cell("项目编码", 0, 0), Cell("预期目标", 0, 1), Cell("X1", 1, 0), Cell("", 1, 1, error="#REF!")]
    reader = SheetReader({GOALS.name: Table(cells)})
    assert [row.text("goal") for row in reader.rows(GOALS)] == [""]
    assert "错误值 #REF!" in str(reader.problems[0])


def test_a_sheet_that_is_not_there_has_no_rows() -> None:
    assert not list(SheetReader({}).rows(GOALS))


def test_what_is_laid_out_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    rows: list[dict[str, str | Fraction | None]] = [
        {"project": "X1", "contract": "C1", "paid": Fraction(12345, 100)}
    ]
    write_sheets(Workbook("表", [laid_out(PAYMENTS, rows)]), path)
    (row,) = SheetReader(sheets_of(path)).rows(PAYMENTS)
    assert row.number == FIRST + 1
    assert (row.text("project"), row.figure("paid")) == ("X1", Fraction(12345, 100))
    with pytest.raises(UnwritableError):
        write_sheets(Workbook("表", [laid_out(PAYMENTS, rows)]), path)
    assert openpyxl.load_workbook(path).sheetnames == [PAYMENTS.name]


def test_fixed_fields_look_like_labels() -> None:
    leaf = laid_out(GOALS, [{"project": "X1", "goal": "完成"}], room=0, fixed=("project",))
    looks = {slot.value: slot.look for slot in leaf.slots}
    assert looks["X1"] == SlotLook.LABEL and looks["完成"] == SlotLook.WORDS
    assert len(laid_out(GOALS, []).slots) - len(laid_out(GOALS, [], 0).slots) == 3 * ROOM


def test_only_workbooks_are_read(tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    path.write_text("表", encoding="utf-8")
    with pytest.raises(UnreadableError, match="xlsx"):
        sheets_of(path)


def test_rows_are_as_high_as_their_longest_text() -> None:
    rows: list[dict[str, str | Fraction | None]] = [
        {"project": "X1", "goal": "短"},
        {"project": "X1", "goal": "长" * 60},
        {"goal": "更长" * 60},
    ]
    tall = laid_out(GOALS, rows).tall
    assert FIRST not in tall and 20 < tall[FIRST + 1] < tall[FIRST + 2]


def test_a_head_longer_than_its_column_gets_a_second_line() -> None:
    narrow = InputSheet(
        "甲", "", (("a", InputColumn("编号", width=8)), ("b", InputColumn("甲乙丙丁戊己", width=8)))
    )
    assert laid_out(narrow, []).tall[FIRST - 1] > 20 and FIRST - 1 not in laid_out(GOALS, []).tall


def test_a_sheet_stands_ready_for_few_rows_and_goes_on_below_them() -> None:
    assert laid_out(GOALS, []).further > 10 * ROOM and not laid_out(GOALS, [], room=0).further
    assert max(slot.at[0] for slot in laid_out(GOALS, [{}]).slots) == FIRST + ROOM


DATED = InputSheet(
    "日程",
    "",
    (
        ("number", InputColumn("编号", kind=TEXT)),
        ("day", InputColumn("日期", kind=DATE)),
        ("said", InputColumn("说明", kind=TEXT)),
    ),
)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-09-01", date(2026, 9, 1)),
        ("2026-09-01 0:00:00", date(2026, 9, 1)),
        ("2026年9月1日", date(2026, 9, 1)),
        ("2026/9/1", date(2026, 9, 1)),
        ("2026年9月", None),
        ("2026年2月30日", None),
        ("月底", None),
    ],
)
def test_a_day_is_whole_or_a_problem_with_its_cell(written: str, day: date | None) -> None:
    reader = SheetReader({"日程": table(["编号", "日期"], ["7", written])}, kind="事项", owners=("number",))
    (row,) = reader.rows(DATED)
    assert reader.day(DATED, row, "day") == day and row.cells == {"number": "A2", "day": "B2"}
    told = [str(problem) for problem in reader.problems]
    assert told == ([] if day else [told[0]])
    assert all(said.startswith("事项“7”第 2 行“日期”栏（日程!B2）：") for said in told)


def test_an_empty_day_is_no_problem() -> None:
    reader = SheetReader({"日程": table(["编号", "日期"], ["7", ""])})
    (row,) = reader.rows(DATED)
    assert reader.day(DATED, row, "day") is None and not reader.problems


@pytest.mark.parametrize("free", [True, False])
def test_columns_of_ones_own_are_taken_where_heads_are_free(free: bool) -> None:
    lines = ["编号", "日期", "自己的"], ["7", "2026-09-01", "别的"]
    reader = SheetReader({"日程": table(*lines)}, free=free)
    assert [row.text("number") for row in reader.rows(DATED)] == (["7"] if free else [])
    assert not reader.problems or not free


def test_a_sheet_that_lost_its_heads_is_told_where_heads_are_free() -> None:
    reader = SheetReader({"日程": table(["7", "2026-09-01"])}, free=True)
    assert not list(reader.rows(DATED))
    said = "工作表“日程”：没有找到表头，这张表没有读取；表头应为：编号、日期、说明"
    assert [str(problem) for problem in reader.problems] == [said]


def test_a_row_that_repeats_another_is_told_by_its_owner_and_left_out() -> None:
    reader = SheetReader(
        {GOALS.name: table(["项目编码", "预期目标"], ["甲", "一"], ["乙", "二"], ["甲", "三"])}
    )
    assert [row.text("goal") for row in reader.distinct(GOALS, "project")] == ["一", "二"]
    (problem,) = reader.problems
    assert problem.project == "甲" and problem.row == 4 and "与前面的重复" in problem.message


def test_a_record_becomes_the_cells_of_its_sheet() -> None:
    record = SimpleNamespace(project="甲", goal=None, outcome=3, other="不在表里")
    assert row_of(record, GOALS) == {"project": "甲", "goal": None, "outcome": Fraction(3)}


@pytest.mark.parametrize("lines", [False, True])
def test_line_breaks_stay_where_a_column_has_several_lines(tmp_path: Path, lines: bool) -> None:
    sheet = InputSheet(
        "稿",
        "",
        (("name", InputColumn("名称", kind=TEXT)), ("text", InputColumn("正文", kind=TEXT, lines=lines))),
    )
    leaf = laid_out(sheet, [{"name": "甲 乙", "text": "第一段，\t有空格。\n\n 第二段。\n"}])
    write_sheets(Workbook("稿", [leaf]), tmp_path / "稿.xlsx")
    (row,) = SheetReader(sheets_of(tmp_path / "稿.xlsx")).rows(sheet)
    wanted = "第一段， 有空格。\n\n第二段。" if lines else "第一段， 有空格。 第二段。"
    assert row.texts("name", "text") == {"name": "甲 乙", "text": wanted}
