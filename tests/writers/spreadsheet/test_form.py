"""The workbook to be filled: formulas, lists, notes, protection, paper, nothing that Excel would run."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from mingzhang.facts.workbook import Slot, SlotLook, Workbook, Worksheet
from mingzhang.writers.spreadsheet.form import LONGEST, workbook_file
from tests.writers.results import HOSTILE


def sample(*slots: Slot, **more: Any) -> Workbook:
    leaf = Worksheet("表", list(slots), {0: 20}, {0: 30}, still=(2, 1), heads=1, wide=True)
    for name, value in more.items():
        setattr(leaf, name, value)
    areas = {"单位": ("表", 0, 0, 0, 0), "科目": ("码", 0, 0, 1, 1)}
    codes = [
        Slot((0, 0), SlotLook.WORDS, "201"),
        Slot((0, 1), SlotLook.WORDS, "甲"),
        Slot((1, 0), SlotLook.WORDS, "202"),
    ]
    return Workbook("填报", [leaf, Worksheet("码", codes, locked=False)], areas, money="单位")


def opened(book: Workbook, values: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook_file(book)), data_only=values)


def test_the_same_input_gives_the_same_bytes() -> None:
    book = sample(
        Slot((0, 0), SlotLook.TITLE, "填报表"), Slot((2, 0), SlotLook.AMOUNT, Decimal("1.50"), note="说明")
    )
    assert workbook_file(book) == workbook_file(book)


def test_formulas_have_their_results() -> None:
    book = sample(
        Slot((2, 1), SlotLook.SUM, Decimal("3.5"), parts=((3, 1, 9, 1), (12, 1, 12, 1))),
        Slot((3, 0), SlotLook.NAME, "甲", listed="科目", source=(3, 1)),
        Slot((0, 1), SlotLook.ECHO, "金额单位：元", listed="单位", lead="金额单位："),
    )
    sheet, results = opened(book)["表"], opened(book, values=True)["表"]
    assert (sheet["B3"].value, results["B3"].value) == ("=SUM(B4:B10,B13:B13)", 3.5)
    assert sheet["A4"].value.startswith('=IF(B4="","",IFERROR(VLOOKUP(LEFT(B4&" "')
    assert (sheet["B1"].value, results["B1"].value) == ('="金额单位："&单位', "金额单位：元")


def test_only_what_is_to_be_filled_is_unlocked() -> None:
    looks = (
        SlotLook.TITLE,
        SlotLook.HEAD,
        SlotLook.SUM,
        SlotLook.NAME,
        SlotLook.AMOUNT,
        SlotLook.COUNT,
        SlotLook.WORDS,
        SlotLook.KEY,
    )
    sheet = opened(sample(*(Slot((row, 0), look) for row, look in enumerate(looks))))["表"]
    locked = [sheet.cell(row, 1).protection.locked for row in range(1, len(looks) + 1)]
    assert locked == [True] * 4 + [False] * 4
    assert sheet.protection.sheet and not sheet.protection.password
    assert not opened(sample())["码"].protection.sheet


def test_lists_and_checks_of_input() -> None:
    book = sample(
        Slot((0, 0), SlotLook.WORDS, choices=("元", "万元")),
        Slot((1, 0), SlotLook.KEY, "201", listed="科目"),
        Slot((2, 0), SlotLook.AMOUNT),
        Slot((3, 0), SlotLook.COUNT),
        Slot((4, 0), SlotLook.COUNT, decimals=2),
    )
    rules = {str(rule.sqref): rule for rule in opened(book)["表"].data_validations.dataValidation}
    assert rules["A1"].formula1 == '"元,万元"' and rules["A1"].showErrorMessage
    assert rules["A2"].formula1 == "科目" and not rules["A2"].showErrorMessage
    assert [rules[f"A{row}"].type for row in (3, 4, 5)] == ["decimal", "whole", "decimal"]
    assert rules["A1"].error == "请从列表里选择：元、万元。"


def test_heads_over_money_show_the_unit() -> None:
    sheet = opened(sample(Slot((0, 0), SlotLook.MONEY_HEAD, "金额"), Slot((0, 1), SlotLook.HEAD, "原因")))[
        "表"
    ]
    assert sheet["A1"].number_format == '@"（元）"' and sheet["B1"].number_format == "General"
    (ranges,) = list(sheet.conditional_formatting)
    assert str(ranges.sqref) == "A1" and ranges.rules[0].formula == ['单位="万元"']


def test_notes_sheets_and_paper() -> None:
    book = opened(sample(Slot((0, 0), SlotLook.HEAD, "金额", note="含税")))
    sheet = book["表"]
    assert sheet["A1"].comment.text == "含税"
    assert sheet.freeze_panes == "B3" and sheet.print_title_rows == "$2:$2"
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
    assert book.defined_names["科目"].attr_text == "'码'!$A$1:$B$2"
    assert sheet.column_dimensions["A"].width >= 20


def test_amounts_keep_every_digit() -> None:
    sheet = opened(sample(Slot((0, 0), SlotLook.AMOUNT, Decimal("9999999999999.99"))))["表"]
    assert Decimal(str(sheet["A1"].value)) == Decimal("9999999999999.99")


@pytest.mark.parametrize("text", [*HOSTILE[:20], "=1+1", "+1", "@SUM(A1)", "http://a"])
def test_texts_stay_texts(text: str) -> None:
    cell = opened(sample(Slot((0, 0), SlotLook.WORDS, text)))["表"]["A1"]
    assert cell.data_type in ("s", "n") and cell.hyperlink is None
    assert cell.value is None or isinstance(cell.value, str)


def test_a_text_that_no_cell_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="工作表“表”的 A1 文字超过 32767 字"):
        workbook_file(sample(Slot((0, 0), SlotLook.WORDS, "字" * (LONGEST + 1))))


def test_rows_below_the_last_take_the_same_and_are_ruled_when_filled() -> None:
    """What is drawn is printed, even empty: below the last row there are formats and checks, no cells."""
    slots = (
        Slot((0, 0), SlotLook.HEAD, "编码"),
        Slot((1, 0), SlotLook.KEY),
        Slot((1, 1), SlotLook.WORDS, choices=("是", "否")),
    )
    plain, sheet = (opened(sample(*slots, further=further))["表"] for further in (0, 30))
    assert sheet.dimensions == plain.dimensions == "A1:B2"
    assert [str(rule.sqref) for rule in plain.data_validations.dataValidation] == ["B2"]
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["B2", "B3:B32"]
    (ruled,) = sheet.conditional_formatting
    assert str(ruled.sqref) == "A3:B32" and ruled.rules[0].formula == ["COUNTA($A3:$B3)>0"]
    dimension = sheet.column_dimensions["A"]
    assert dimension.number_format == "@" and not dimension.protection.locked
    assert dimension.border.left.style is None and dimension.fill.fill_type is None
