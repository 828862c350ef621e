"""Ledgers spoiled at random: one sentence with a cell for each fault, no traceback, and the rest is read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from random import Random

import openpyxl
import pytest

from examples.matters import ledger
from mingzhang.supervision.ledger import EVENTS, MATTERS, ledger_workbook, read_ledger
from mingzhang.supervision.register import MatterRegister
from tests.supervision.test_ledger import TOP, written

pytestmark = pytest.mark.usefixtures("few_rows")
ODD = (
    "",
    "待定",
    "2026-13-40",
    "#REF!",
    "9" * 40,
    "甲" * 3000,
    "=1/0",
    "2026年9月",
    -1,
    3.5,
    True,
    "\u200b",
    "无",
)


def numbers(register: MatterRegister) -> set[str]:
    return set(register.courses)


@pytest.mark.parametrize("seed", range(6))
def test_a_spoiled_cell_never_costs_more_than_its_row_and_what_stands_on_it(
    seed: int, tmp_path: Path
) -> None:
    random = Random(seed)
    book = openpyxl.load_workbook(BytesIO(written()))
    touched = set()
    for _ in range(3):
        sheet = random.choice((MATTERS, EVENTS))
        row = random.randrange(TOP, TOP + 8)
        column = random.randrange(1, len(sheet.fields) + 1)
        touched.add(book[sheet.name].cell(row, 1).value)
        book[sheet.name].cell(row, column).value = random.choice(ODD)
    book.save(tmp_path / "台账.xlsx")
    read, whole = read_ledger(tmp_path / "台账.xlsx"), ledger()
    for problem in read.problems:
        said = str(problem)
        assert "\n" not in said and said.count("：") >= 1 and "Traceback" not in said
        assert "事项!" in said or "经过!" in said or "没有填写" in said
    apart = numbers(whole.register) - touched - {"DC-005"}  # split from another
    assert apart <= numbers(read.register)
    for number in apart:
        assert read.register.courses[number].stage is whole.register.courses[number].stage


@pytest.mark.parametrize(
    ("sheet", "column", "value", "said"),
    [
        ("事项", "A", "DC-002", "已经登记过，编号不能重复"),
        ("事项", "B", None, "“事项内容”栏（事项!B5）：没有填写"),
        ("事项", "F", "2026年5月", "“2026年5月”不是日期，应写成 2026年3月5日"),
        ("事项", "G", "慢", "“慢”不在选项里，应为特急、急、一般、疑难之一"),
        ("经过", "B", "2025年1月1日", "日期 2025年1月1日 早于上一步的 2026年5月6日"),
        ("经过", "C", "研究", "“研究”不在选项里"),
        ("经过", "C", "办结", "现在是“登记”，不能做这一步；可以：拟办"),
        ("经过", "A", "DC-404", "没有登记这件事项"),
        ("经过", "G", None, "没有填写内容或理由"),
        ("经过", "H", "月底", "“月底”不是日期"),
        ("单位变更", "C", "下半年", "“下半年”不是日期"),
    ],
)
def test_each_kind_of_fault_has_its_sentence(
    sheet: str, column: str, value: str | None, said: str, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(BytesIO(written()))
    row = TOP + 1 if said.startswith("已经登记过") else TOP
    target = f"{column}{TOP + 2}" if said.startswith("已经登记过") else f"{column}{row}"
    book[sheet][target] = value
    book.save(tmp_path / "台账.xlsx")
    told = [str(problem) for problem in read_ledger(tmp_path / "台账.xlsx").problems]
    assert any(said in each for each in told), told


def test_a_book_without_free_rows_is_read_like_any_other() -> None:
    leaves = ledger_workbook(ledger()).leaves
    assert [leaf.name for leaf in leaves] == ["封面", "事项", "经过", "单位变更"]
    assert all(slot.value is not None for leaf in leaves[:1] for slot in leaf.slots if slot.at[0] < 2)
