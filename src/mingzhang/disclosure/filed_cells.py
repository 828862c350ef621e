"""The workbook of an office filled in cell by cell, not in a spreadsheet: what was typed, and what it says.

The sheets, the names of their cells and the reader are those of the workbook itself: what is refused here is
what would be refused there, in the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from mingzhang.disclosure.filing import read_tables
from mingzhang.disclosure.filing_lists import CODES, GUIDE
from mingzhang.disclosure.filing_template import filled
from mingzhang.facts.place import cell_name
from mingzhang.facts.report import Cell, Table
from mingzhang.facts.workbook import Position, Slot, SlotLook, Workbook, Worksheet
from mingzhang.language.table.cell import FIGURE, NOTHING, reading
from mingzhang.language.workbook.form import Filing

Texts = Mapping[str, str]  # what stands in the cells to be filled, by the name of the cell: D7
INPUTS = frozenset({SlotLook.AMOUNT, SlotLook.COUNT, SlotLook.WORDS, SlotLook.KEY})
SUMS = frozenset({SlotLook.SUM, SlotLook.COUNT_SUM})
_SAID = frozenset({SlotLook.HEAD, SlotLook.MONEY_HEAD, SlotLook.LABEL, SlotLook.MONEY_LABEL})


@lru_cache(maxsize=32)
def blank(unit: str, year: int, place: str, kind: str) -> Workbook:
    """The empty workbook of a unit; not to be changed.

    >>> [sheet.name for sheet in sheets(blank("某局", 2024, "310107", "final_account"))][:3]
    ['封面', '部门概况', '收入']
    """
    return filled(Filing(unit, year, place, kind=kind))


def sheets(book: Workbook) -> list[Worksheet]:
    """The sheets that are filled in."""
    return [sheet for sheet in book.leaves if sheet.name not in (CODES, GUIDE)]


def texts_of(sheet: Worksheet) -> dict[str, str]:
    """What stands in the cells to be filled, codes that every workbook lists included.

    >>> cover = sheets(blank("某局", 2024, "310107", "final_account"))[0]
    >>> [text for text in texts_of(cover).values() if text]
    ['某局', '310107', '2024', '元']
    """
    return {cell_name(*slot.at): _stands(slot) for slot in sheet.slots if slot.look in INPUTS}


def read_texts(book: Workbook, typed: Mapping[str, Texts]) -> Filing:
    """The filing that a workbook says with these texts by sheet, and what is wrong with it.

    >>> book = blank("某局", 2024, "310107", "final_account")
    >>> read_texts(book, {"收入": {"A7": "2010301", "D7": "约三万"}}).problems[0].sentence
    '工作表“收入”的 D7：“约三万”不是数字，应填金额（元）。'
    """
    return read_tables([_table(sheet, typed.get(sheet.name, {})) for sheet in sheets(book)])


def _table(sheet: Worksheet, typed: Texts) -> Table:
    said = {slot.at: _stands(slot) for slot in sheet.slots if slot.look in _SAID}
    said |= {slot.at: _text(slot, typed) for slot in sheet.slots if slot.look in INPUTS}
    return Table([Cell(text, row, column) for (row, column), text in sorted(said.items())], name=sheet.name)


def _text(slot: Slot, typed: Texts) -> str:
    return typed.get(cell_name(*slot.at), _stands(slot))


def _stands(slot: Slot) -> str:
    """What stands in a cell of the workbook itself: 0 is a figure, and not nothing."""
    return "" if slot.value is None else f"{slot.value:f}" if isinstance(slot.value, Decimal) else slot.value


def totals(sheet: Worksheet, typed: Texts) -> dict[str, Decimal | None]:
    """What the formulas of a sheet add up to; ``None`` where a part is no figure.

    >>> sheet = sheets(blank("某局", 2024, "310107", "final_account"))[2]
    >>> totals(sheet, {"A7": "2010301", "D7": "1,200.50", "E7": "３"})["C7"]
    Decimal('1203.50')
    """
    slots = {slot.at: slot for slot in sheet.slots}
    found: dict[Position, Decimal | None] = {}

    def value(at: Position) -> Decimal | None:
        slot = slots.get(at)
        if slot is None or slot.look not in INPUTS | SUMS:
            return Decimal(0)
        if slot.look in INPUTS:
            return _figure(_text(slot, typed))
        if at not in found:
            found[at] = None  # a sum of itself is none
            parts = [value(part) for area in slot.parts for part in _cells(area)]
            found[at] = None if None in parts else sum((part or Decimal(0) for part in parts), Decimal(0))
        return found[at]

    return {cell_name(*slot.at): value(slot.at) for slot in sheet.slots if slot.look in SUMS}


def _cells(area: tuple[int, int, int, int]) -> Iterator[Position]:
    top, left, bottom, right = area
    return ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def _figure(text: str) -> Decimal | None:
    read = reading(text)
    if read.kind == NOTHING:
        return Decimal(0)
    return Decimal(read.digits.replace(",", "").replace("，", "")) if read.kind == FIGURE else None


def options(book: Workbook, area: str) -> list[str]:
    """The drop-down list that an area of the workbook holds.

    >>> options(blank("某局", 2024, "310107", "final_account"), "支出功能分类科目_项")[:2]
    ['合计', '2010101 行政运行']
    """
    return [first for first, _ in _area(book, area)]


def names(book: Workbook, area: str) -> dict[str, str]:
    """The names by code that an area of the workbook holds.

    >>> names(blank("某局", 2024, "310107", "final_account"), "支出功能分类科目")["2010301"]
    '行政运行'
    """
    return dict(_area(book, area))


def _area(book: Workbook, area: str) -> Iterator[tuple[str, str]]:
    """The first and the last cell of each row of an area."""
    if area not in book.areas:
        return
    sheet, top, left, bottom, right = book.areas[area]
    held = {slot.at: str(slot.value) for leaf in book.leaves if leaf.name == sheet for slot in leaf.slots}
    for row in range(top, bottom + 1):
        if (row, left) in held:
            yield held[row, left], held.get((row, right), "")
