"""Write the workbook that an office fills, empty or filled with what is known."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from mingzhang.catalogue import NATION, readable_pages
from mingzhang.catalogue.files import UnfitCatalogueError
from mingzhang.disclosure.filing_lists import TITLES, choices_area, code_books, codes_sheet, guide
from mingzhang.facts.fact import WHOLE
from mingzhang.facts.number import MONEY, SCALES
from mingzhang.facts.workbook import Slot, SlotLook, Workbook, Worksheet
from mingzhang.language.workbook import form as described
from mingzhang.language.workbook.cell import CodeBook
from mingzhang.language.workbook.form import (
    DISTRICT,
    FINAL,
    FISCAL,
    MONEY_UNIT,
    UNIT,
    Filing,
    InputBlock,
    InputColumn,
    Key,
    Page,
)
from mingzhang.language.workbook.reader import NAMES
from mingzhang.writers.spreadsheet.form import workbook_file
from mingzhang.writers.written import UnwritableError, writable, written

_Placed = dict[int, InputColumn]  # the inputs of a block by the column they stand in
_Texts = tuple[str, ...]
ROOM = 60  # rows to be filled under a key
SPARE = 10  # rows left empty behind those that are filled
_WIDTHS = {
    "key": 24,
    "name": 26,
    "label": 42,
    SlotLook.AMOUNT: 18,
    SlotLook.COUNT: 18,
    SlotLook.WORDS: 30,
    SlotLook.SUM: 18,
}


def write_template(
    place: str,
    year: int,
    out: str | Path,
    force: bool = False,
    filing: Filing | None = None,
    kind: str = FINAL,
) -> None:
    """Write the workbook of a place and a year for a final account or a budget.

    It is filled with what ``filing`` knows, which then says itself what it is for.

    Raises :class:`UnwritableError`: no file may be written there, or place or year are none.
    """
    writable(out, force)
    what = "决算" if (filing.kind if filing else kind) == FINAL else "预算"
    if not 2000 <= year < 2100:
        raise UnwritableError(out, f"“{year}”不是{what}年度，应为四位数，例如 2020")
    try:
        content = workbook_file(filled(filing or Filing(year=year, place=place, kind=kind)))
    except UnfitCatalogueError:
        raise
    except ValueError as fault:  # no place, or a text that is too long for a cell
        raise UnwritableError(out, str(fault)) from fault
    with written(out, force) as stream:
        stream.write(content)


def filled(filing: Filing, *, more: bool = True) -> Workbook:
    """The workbook of the place and year of a filing, with its figures and texts in their cells.

    What the filing says and its place does not ask has cells too, unless there is to be no ``more``.

    >>> [leaf.name for leaf in filled(Filing(place="110106", year=2020)).leaves][:3]
    ['封面', '填表说明', '部门概况']
    """
    books = code_books(filing.place or NATION, filing.year)
    known = {*filing.facts.names(), *filing.words} if more else set[str]()
    every = readable_pages(filing.place or NATION, filing.year, filing.kind)
    pages = [asked for page in every if (asked := page.asked(known))]
    book = Workbook(f"{filing.unit}{filing.year}年度{pages[0].title}", money=MONEY_UNIT)
    for page in pages:
        book.leaves.append(_Layout(page, filing, books, book).leaf())
    book.leaves.insert(1, guide())
    book.leaves.append(codes_sheet(pages, books, book))
    return book


class _Layout:
    """One page of the description laid out cell by cell."""

    def __init__(self, page: Page, filing: Filing, books: dict[str, CodeBook], book: Workbook) -> None:
        self._page, self._filing, self._books, self._book = page, filing, books, book
        self._money = filing.words.get(MONEY_UNIT, MONEY)
        self._leaf = Worksheet(page.name)
        self._values: dict[tuple[int, int], Decimal] = {}
        self._row = 0

    def leaf(self) -> Worksheet:
        """The sheet."""
        self._title()
        for block in self._page.blocks:
            head = self._row
            if block.lines:
                self._lines(block)
            elif block.key:
                self._rows(block, block.key)
            else:
                self._lists(block)
            if len(self._page.blocks) == 1:
                columns = 0 if not block.first_head else 2 if block.key and block.key.codes else 1
                self._leaf.still, self._leaf.heads = (head + 1, columns), head
            self._row += 1
        self._leaf.wide = sum(self._leaf.widths.values()) > 100
        return self._leaf

    def _put(
        self, row: int, column: int, look: SlotLook, value: str | Decimal | None = None, **more: object
    ) -> None:
        slot = Slot((row, column), look, value, **more)  # type: ignore[arg-type]
        self._leaf.slots.append(slot)
        if isinstance(value, Decimal):
            self._values[row, column] = value

    def _title(self) -> None:
        """The top of a sheet: title, office and money unit (on the cover: the names of its cells), notes."""
        self._put(0, 0, SlotLook.TITLE, self._page.title)
        self._leaf.tall[0] = 30
        self._row = 1
        if any(line.name == MONEY_UNIT for block in self._page.blocks for line in block.lines):
            self._cover_names()
        else:
            self._put(1, 0, SlotLook.ECHO, f"填报单位：{self._filing.unit}", listed=UNIT, lead="填报单位：")
            if self._any_money():
                lead = "金额单位："
                self._put(1, 2, SlotLook.ECHO, f"{lead}{self._money}", listed=MONEY_UNIT, lead=lead)
            self._row = 2
        for note in self._page.notes:
            self._put(self._row, 0, SlotLook.REMARK, note)
            self._row += 1
        self._row += 1

    def _any_money(self) -> bool:
        columns = [
            line.column(column)
            for block in self._page.blocks
            for column in block.columns
            for line in (block.lines or [described.InputLine("", "")])
        ]
        return any(column.kind == described.AMOUNT for column in columns)

    def _cover_names(self) -> None:
        """Name the cells of the cover that other sheets repeat."""
        first = 1 + len(self._page.notes) + 2  # title, notes, an empty row, heads
        for offset, line in enumerate(self._page.blocks[0].lines):
            if line.name in (UNIT, MONEY_UNIT):
                row = first + offset
                self._book.areas[line.name] = (self._page.name, row, 1, row, 1)

    # -- blocks ------------------------------------------------------------------------------------------

    def _head(self, column: int, text: str, kind: str, note: str = "", unit: str = "") -> None:
        look = SlotLook.MONEY_HEAD if kind == described.AMOUNT else SlotLook.HEAD
        self._put(self._row, column, look, f"{text}（{unit}）" if unit else text, note=note)
        self._leaf.tall[self._row] = 30

    def _widen(self, column: int, width: int) -> None:
        self._leaf.widths[column] = max(width, self._leaf.widths.get(column, 0))

    def _columns(self, block: InputBlock, left: int) -> _Placed:
        """Write the heads of the inputs; the columns by position."""
        placed = dict(enumerate(block.columns, left))
        for position, column in placed.items():
            mixed = any(line.kind for line in block.lines)
            self._head(position, column.head, "" if mixed else column.kind, column.note, column.unit)
            self._widen(position, _width(column))
        return placed

    def _input(self, row: int, position: int, column: InputColumn, name: str) -> None:
        """A cell to be filled, with what is known."""
        value: str | Decimal | None = self._known(column, name)
        self._put(row, position, _look(column), value, choices=column.choices, decimals=column.decimals)

    def _known(self, column: InputColumn, name: str) -> str | Decimal | None:
        if not column.fact:
            return self._word(column.name(name))
        fact = self._filing.facts.get(column.name(name))
        if fact is None:
            return None
        scale = SCALES[self._money] if column.kind == described.AMOUNT else 1
        return _decimal(fact.figure.value / scale)

    def _word(self, name: str) -> str:
        filing = self._filing
        stated = {
            UNIT: filing.unit,
            DISTRICT: filing.place,
            FISCAL: str(filing.year or ""),
            MONEY_UNIT: self._money,
        }
        return stated.get(name) or filing.words.get(name, "")

    def _lines(self, block: InputBlock) -> None:
        """A block with fixed lines: cells to be filled, and formulas in the lines that sum others."""
        self._head(0, block.head, "")
        self._widen(0, _WIDTHS["label"])
        placed = self._columns(block, 1)
        first = self._row + 1
        at = {line.name: first + offset for offset, line in enumerate(block.lines)}
        for line in block.lines:
            look = SlotLook.MONEY_LABEL if line.kind == described.AMOUNT else SlotLook.LABEL
            self._put(at[line.name], 0, look, line.shown, note=line.note)
            for position, column in placed.items():
                if not block.asks(column, line):
                    self._put(at[line.name], position, SlotLook.LABEL)
                elif not line.sums:
                    self._input(at[line.name], position, line.column(column), line.name)
        for line in block.lines:
            for position, column in placed.items() if line.sums else ():
                if block.asks(column, line):
                    self._sum(at[line.name], position, [(at[name], position) for name in line.sums], column)
        self._row = first + len(block.lines)

    def _sum(self, row: int, position: int, cells: list[tuple[int, int]], column: InputColumn) -> None:
        """A cell that adds up others; texts have no sum."""
        if not column.fact:
            self._put(row, position, SlotLook.LABEL)
            return
        look = SlotLook.SUM if column.kind == described.AMOUNT else SlotLook.COUNT_SUM
        total = sum((self._values.get(cell, Decimal(0)) for cell in cells), Decimal(0))
        self._put(row, position, look, total, parts=tuple((*cell, *cell) for cell in cells))

    def _rows(self, block: InputBlock, key: Key) -> None:
        """A block with a row for each key and spare ones, its totals in formulas above them."""
        self._head(0, key.head, "")
        self._widen(0, _WIDTHS["key"])
        left = 1
        if key.codes:
            self._head(1, NAMES, "")
            self._widen(1, _WIDTHS["name"])
            left = 2
        if block.sum:
            self._head(left, block.sum, described.AMOUNT)
            self._widen(left, _WIDTHS[SlotLook.SUM])
        placed = self._columns(block, left + bool(block.sum))
        totals, first = self._row + 1, self._row + 1 + bool(block.sum or block.total)
        keys = self._keys(block)
        count = max(ROOM, len(keys) + SPARE)
        for offset in range(count):
            name = keys[offset] if offset < len(keys) else ""
            self._keyed_row(key, first + offset, name, placed, left if block.sum else None)
        if first > totals:
            self._totals(
                totals, first, first + count - 1, placed, left if block.sum else None, bool(key.codes)
            )
        self._row = first + count

    def _keyed_row(self, key: Key, row: int, name: str, placed: _Placed, whole: int | None) -> None:
        """One row under a key; ``whole`` is the position of its total."""
        listed = choices_area(key) if key.codes else ""
        known = self._filing.words.get(f"科目:{name}", "")
        self._put(row, 0, SlotLook.KEY, f"{name} {known}".strip(), listed=listed)
        if key.codes:
            entry = self._books[key.codes].entry(name)
            shown = WHOLE if name == WHOLE else entry.name if entry else ""
            self._put(row, 1, SlotLook.NAME, shown, listed=TITLES[key.codes], source=(row, 0))
        for position, column in placed.items():
            self._input(row, position, column, name)
        if whole is not None:
            money = [position for position, column in placed.items() if column.fact]
            total = sum((self._values.get((row, position), Decimal(0)) for position in money), Decimal(0))
            parts = ((row, min(money), row, max(money)),)
            self._put(row, whole, SlotLook.SUM, total if name else None, parts=parts)

    def _totals(
        self, row: int, first: int, last: int, placed: _Placed, whole: int | None, coded: bool
    ) -> None:
        """The line above the rows that adds them up."""
        self._put(row, 0, SlotLook.LABEL, WHOLE)
        if coded:
            self._put(row, 1, SlotLook.LABEL)
        columns = [p for p, column in placed.items() if column.fact] + ([whole] if whole is not None else [])
        for column in columns:
            amounts = (self._values.get((r, column), Decimal(0)) for r in range(first, last + 1))
            self._put(
                row, column, SlotLook.SUM, sum(amounts, Decimal(0)), parts=((first, column, last, column),)
            )
        for column in placed.keys() - set(columns):
            self._put(row, column, SlotLook.LABEL)

    def _keys(self, block: InputBlock) -> list[str]:
        """The rows that are known, and every code where all are listed."""
        names = (*self._filing.facts.names(), *self._filing.words)
        known = dict.fromkeys(
            row for name in names for column in block.columns if (row := column.row_of(name)) is not None
        )
        key = block.key
        if key is not None and key.codes:
            known = {row: None for row in known if row.isdigit() or row == block.whole}
        if key is not None and key.codes == "economic":
            known = dict.fromkeys((*(e.code for e in self._books[key.codes].current(key)), *known))
            return sorted(known)
        if key is not None and key.codes:
            return sorted(known, key=lambda code: (code != WHOLE, code))
        return list(known)

    def _lists(self, block: InputBlock) -> None:
        placed = self._columns(block, 0)
        count = max(ROOM, len(self._keys(block)) + SPARE)
        for offset in range(count):
            for position, column in placed.items():
                self._input(self._row + 1 + offset, position, column, str(offset + 1))
        self._row += 1 + count


def _width(column: InputColumn) -> int:
    """Room for the head with its unit on one line; a broken head would not show the unit everywhere."""
    return column.width or max(_WIDTHS[_look(column)], (len(column.head) + 3) * 18 // 10 + 1)


def _look(column: InputColumn) -> SlotLook:
    return {described.AMOUNT: SlotLook.AMOUNT, described.COUNT: SlotLook.COUNT}.get(
        column.kind, SlotLook.WORDS
    )


def _decimal(value: Fraction) -> Decimal:
    """An exact decimal; amounts are whole 分."""
    return Decimal(value.numerator) / Decimal(value.denominator)
