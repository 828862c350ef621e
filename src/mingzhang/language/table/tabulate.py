"""Write forms: from facts to the published table, by the same description that reads it.

The layout follows from the shape of the form: two sides stand next to each other with their totals level,
codes stand in rows below 项目, economic codes in two blocks (people left, the rest right), a crossed form
is one row of figures under its heads.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from mingzhang.facts.fact import WHOLE, Facts
from mingzhang.facts.number import MONEY, shown
from mingzhang.facts.report import Cell, Table
from mingzhang.language.table.form import Form, Naming, Side
from mingzhang.language.text.numerals import numeral

_PEOPLE = ("301", "303")


@dataclass(frozen=True)
class TableStyle:
    """What a place prints in its tables.

    ``names`` maps codes to their names in the year, ``lines`` are the functional lines of the summary
    tables (class code, label), without which those with an amount are printed.  ``numbered`` prints 行次
    and 栏次, ``thousands`` a comma before every three digits; ``unit`` is the printed unit of money; ``kind``
    is what the tables belong to, ``single`` tells that it is that of one unit.
    """

    names: dict[str, str] = field(default_factory=dict)
    lines: tuple[tuple[str, str], ...] = ()
    numbered: bool = False
    unit: str = "万元"
    kind: str = "final_account"
    single: bool = False
    thousands: bool = False


@dataclass
class Laid:
    """A table laid out: where each fact stands, how many rows are heads, which rows are totals."""

    table: Table
    cells: dict[str, tuple[int, int]]
    heads: int
    strong: frozenset[int]


def tabulate(form: Form, facts: Facts, style: TableStyle) -> Laid:
    """The table of a form with the figures that the facts know; cells of unknown figures stay empty.

    >>> from mingzhang.facts.fact import stated
    >>> side = Side(columns=(Naming("合计"),), rows="functional", lines=(Naming("合计"),))
    >>> said = stated("表[201].合计 1", "表[合计].合计 1")
    >>> laid = tabulate(Form("T", "表", sides=(side,)), said, TableStyle({"201": "甲"}))
    >>> [[cell.text for cell in laid.table.row(row)] for row in range(1, 4)]
    [['科目编码', '科目名称', '合计'], ['合计', '1.00'], ['201', '甲', '1.00']]
    >>> laid.cells["表[201].合计"], laid.heads, laid.strong
    ((3, 2), 2, frozenset({2, 3}))
    """
    sheet = _Sheet(form, facts, style)
    if form.sides[0].crossed and len(form.sides[0].columns) > 1:
        return sheet.across()
    if len(form.sides) > 1:
        return sheet.beside()
    if form.sides[0].rows == "economic" and len(sheet.columns(form.sides[0])) == 1:
        return sheet.pairs()
    return sheet.coded() if form.sides[0].rows in ("functional", "economic") else sheet.plain()


def _printed(
    known: tuple[Naming, ...],
    listed: tuple[str, ...],
    optional: tuple[str, ...],
    filled: set[str],
    first_total: str = "",
) -> list[Naming]:
    """The lines or columns that are printed, in the order of the list where there is one.

    What the list leaves out and the account fills comes before the totals: no money may get lost.
    """
    if not listed:
        return [each for each in known if each.name not in optional or each.name in filled]
    by_name = {each.name: each for each in known}
    printed = [by_name[name] for name in listed]
    more = [e for e in known if e.name in filled and e.name not in (*listed, *optional)]
    totals = next((i for i, each in enumerate(printed) if each.name == first_total), len(printed))
    return [*printed[:totals], *more, *printed[totals:]]


class _Sheet:
    """One table in the making."""

    def __init__(self, form: Form, facts: Facts, style: TableStyle) -> None:
        self.form, self.facts, self.style = form, facts, style
        self.cells: list[Cell] = []
        self.where: dict[str, tuple[int, int]] = {}
        self.strong: set[int] = set()

    def put(self, text: str, row: int, column: int, rowspan: int = 1, colspan: int = 1) -> None:
        """One cell."""
        self.cells.append(Cell(text, row, column, rowspan, colspan))

    def figure(self, name: str, row: int, column: int, none: bool = False) -> None:
        """The cell of a fact; a money amount in the printed unit, a count as it is.

        ``none`` says that there is no amount where none is known.
        """
        fact = self.facts.get(name)
        text = self._amount(Fraction(0)) if none and fact is None else ""
        if fact is not None and not fact.figure.blank:
            money = fact.figure.unit == MONEY
            text = self._amount(fact.figure.value) if money else shown(fact.figure.value, "", 0)
        if fact is not None:
            self.where[name] = (row, column)
        self.put(text, row, column)

    def _amount(self, value: Fraction) -> str:
        text = shown(value, self.style.unit, 2).removesuffix(self.style.unit)
        return f"{Decimal(text):,}" if self.style.thousands else text

    def told(self, side: Side) -> set[str]:
        """The columns of a side of which anything is known: a code that is not named there has none."""
        rows = [(key, False) for key in self.rows()] + [(line.name, True) for line in side.lines]
        return {
            column.name
            for column in side.columns
            if any(self.known(side, row, column.name, named) for row, named in rows)
        }

    def laid(self, heads: int) -> Laid:
        """The finished table."""
        ordered = sorted(self.cells, key=lambda cell: (cell.row, cell.column))
        return Laid(Table(ordered), self.where, heads, frozenset(self.strong))

    def known(self, side: Side, row: str, column: str, named: bool) -> bool:
        """Whether the account has this figure."""
        return self.facts.get(side.fact_name(self.form.name, row, column, named)) is not None

    def some(self, side: Side, row: str, column: str, named: bool) -> bool:
        """Whether the account has an amount there."""
        fact = self.facts.get(side.fact_name(self.form.name, row, column, named))
        return fact is not None and bool(fact.figure.value)

    def rows(self) -> list[str]:
        """The coded rows of the form, ascending."""
        return sorted(key for key in self.facts.rows(self.form.name) if key.isdigit())

    def columns(self, side: Side) -> list[Naming]:
        """The columns of a side: those every table has, and others where the account fills them."""
        rows = [(key, False) for key in self.rows()] + [(line.name, True) for line in side.lines]
        filled = {
            column.name
            for column in side.columns
            if any(self.some(side, row, column.name, named) for row, named in rows)
        }
        return _printed(side.columns, side.print_columns, side.optional, filled)

    def lines(self, side: Side) -> list[Naming]:
        """The lines of a side, as :meth:`columns`."""
        filled = {
            line.name
            for line in side.lines
            if any(self.some(side, line.name, column.name, True) for column in side.columns)
        }
        return _printed(side.lines, side.print_lines, side.optional, filled, side.first_total)

    def coded(self) -> Laid:
        """Codes below 项目: a row for the whole, then every code."""
        side = self.form.sides[0]
        columns = self.columns(side)
        self.put("项目", 0, 0, 1, 2)
        self.put("科目编码", 1, 0)
        self.put("科目名称", 1, 1)
        for index, column in enumerate(columns, 2):
            self.put(column.official, 0, index, 2)
        heads = 2
        if self.style.numbered:
            self.put("栏次", 2, 0, 1, 2)
            for index in range(len(columns)):
                self.put(str(index + 1), 2, index + 2)
            heads = 3
        row = heads
        lines = [(line.official, line.name, True) for line in self.lines(side)]
        codes = [("", key, False) for key in self.rows()] or [("", "", False)]  # one row where there is none
        told = self.told(side)
        for title, key, named in (*codes, *lines) if self.form.total_last else (*lines, *codes):
            if named:
                self.put(title, row, 0, 1, 2)
            else:
                self.put(key, row, 0)
                self.put(self.style.names.get(key, key), row, 1)
            for index, column in enumerate(columns, 2):
                none = bool(key) and not named and column.name in told
                name = side.fact_name(self.form.name, key, column.name, named)
                self.figure(name, row, index, none)
            if named or len(key) == 3:
                self.strong.add(row)
            row += 1
        return self.laid(heads)

    def _figures(self, side: Side, key: str, named: bool, columns: list[Naming], row: int, left: int) -> None:
        for index, column in enumerate(columns, left):
            self.figure(side.fact_name(self.form.name, key, column.name, named), row, index)

    def plain(self) -> Laid:
        """Named lines in rows; other rows of the account, by their own names, before them."""
        side = self.form.sides[0]
        columns = self.columns(side)
        for index, text in enumerate(("项目", *(column.official for column in columns))):
            self.put(text, 0, index)
        row = 1
        named = {line.name for line in side.lines}
        for key in [key for key in self.facts.rows(self.form.name) if key not in named]:
            self.put(key, row, 0)
            self._figures(side, key, False, columns, row, 1)
            row += 1
        for line in self.lines(side):
            self.put(line.official, row, 0)
            self._figures(side, line.name, True, columns, row, 1)
            if line.name == WHOLE or line.name in side.sums:
                self.strong.add(row)
            row += 1
        return self.laid(1)

    def beside(self) -> Laid:
        """Two sides: the lines that are added up level with each other, then the totals."""
        blocks = [_Block(self, side) for side in self.form.sides]
        body = max(len(block.body) for block in blocks)
        tail = max(len(block.tail) for block in blocks) + (1 if self.form.spare else 0)
        heads, left, number = 2 + (1 if self.style.numbered else 0), 0, 0
        for block, over in zip(blocks, ("收入", "支出"), strict=True):
            self._side_heads(block, over, left, number)
            number += len(block.columns)
            self._side_rows(block, left, heads, body, tail, blocks.index(block))
            left += block.width
        self.strong |= {heads + body, heads + body + tail - 1}
        return self.laid(heads)

    def _side_heads(self, block: _Block, over: str, left: int, number: int) -> None:
        self.put(over, 0, left, 1, block.width)
        words = ["项目", *(["行次"] if self.style.numbered else []), *(c.official for c in block.columns)]
        for index, text in enumerate(words):
            self.put(text, 1, left + index)
        if self.style.numbered:
            numbers = ["栏次", "", *(str(number + index + 1) for index in range(len(block.columns)))]
            for index, text in enumerate(numbers):
                self.put(text, 2, left + index)

    def _side_rows(self, block: _Block, left: int, heads: int, body: int, tail: int, side: int) -> None:
        """Lay out the rows of one side: body, totals level with the other side's, the last at the bottom."""
        last = block.tail[-1:]
        rows = [*block.body, *[None] * (body - len(block.body)), *block.tail[:-1]]
        rows += [*[None] * (body + tail - len(rows) - len(last)), *last]
        for index, entry in enumerate(rows):
            text, key, named = entry or ("", "", False)
            row = heads + index
            self.put(text, row, left)
            if self.style.numbered:
                self.put(str(side * (body + tail) + index + 1), row, left + 1)
            first = left + (2 if self.style.numbered else 1)
            told = self.told(block.side)
            for offset, column in enumerate(block.columns):
                if key:
                    name = block.side.fact_name(self.form.name, key, column.name, named)
                    self.figure(name, row, first + offset, not named and column.name in told)
                else:
                    self.put("", row, first + offset)

    def pairs(self) -> Laid:
        """Economic codes: what goes to people left, the rest right, each with its total."""
        side = self.form.sides[0]
        column = side.columns[0]
        people = [key for key in self.rows() if key[:3] in _PEOPLE]
        others = [key for key in self.rows() if key[:3] not in _PEOPLE]
        self.put("人员经费", 0, 0, 1, 3)
        self.put("公用经费", 0, 3, 1, 3)
        height = max(len(people), len(others), 1)
        for left, keys, total in ((0, people, "人员经费"), (3, others, "公用经费")):
            for offset, text in enumerate(("科目编码", "科目名称", column.official)):
                self.put(text, 1, left + offset)
            for index in range(height):
                key = keys[index] if index < len(keys) else ""
                self.put(key, 2 + index, left)
                self.put(self.style.names.get(key, key), 2 + index, left + 1)
                name = side.fact_name(self.form.name, key, column.name, False) if key else ""
                self.figure(name, 2 + index, left + 2)
            line = next(line for line in side.lines if line.name == total)
            self.put(line.official, 2 + height, left, 1, 2)
            name = side.fact_name(self.form.name, total, column.name, True)
            self.figure(name, 2 + height, left + 2)
        self.strong.add(2 + height)
        if any(line.name == WHOLE for line in side.lines):
            name = side.fact_name(self.form.name, WHOLE, column.name, True)
            if self.facts.get(name) is not None:
                self.put("合计", 3 + height, 0, 1, 5)
                self.figure(name, 3 + height, 5)
                self.strong.add(3 + height)
        return self.laid(2)

    def across(self) -> Laid:
        """A crossed form: for each column its lines as heads, and one row of figures."""
        side = self.form.sides[0]
        left = 0
        for column in reversed(side.columns):  # 预算数 stands before 决算数
            lines = [line for line in self.lines(side) if self.known(side, line.name, column.name, True)]
            if not lines:
                continue
            self.put(column.official, 0, left, 1, len(lines))
            self._crossed_heads(side, [line.name for line in lines], left)
            for offset, line in enumerate(lines):
                self.figure(side.fact_name(self.form.name, line.name, column.name, True), 3, left + offset)
            left += len(lines)
        return self.laid(3)

    def _crossed_heads(self, side: Side, names: list[str], left: int) -> None:
        """Heads in two rows: a line with parts stands over them and its own 小计."""
        official = {line.name: line.official for line in side.lines}
        offset = 0
        while offset < len(names):
            name = names[offset]
            parts = [part for part in side.parts.get(name, ()) if part in names]
            if parts:
                self.put(official[name], 1, left + offset, 1, 1 + len(parts))
                for index, text in enumerate(("小计", *(official[part] for part in parts))):
                    self.put(text, 2, left + offset + index)
            else:
                self.put(official[name], 1, left + offset, 2)
            offset += 1 + len(parts)


class _Block:
    """One side of a two-sided table: its lines with ordinals, and the totals below them."""

    def __init__(self, sheet: _Sheet, side: Side) -> None:
        self.side = side
        self.columns = sheet.columns(side)
        self.width = len(self.columns) + (2 if sheet.style.numbered else 1)
        self.body: list[tuple[str, str, bool] | None] = []
        self.tail: list[tuple[str, str, bool] | None] = []
        if side.rows == "class":
            known = dict(sheet.style.lines)
            codes = [*known, *(key for key in sheet.rows() if key not in known)]
            for number, code in enumerate(codes, 1):
                name = known.get(code) or sheet.style.names.get(code, code)
                self.body.append((f"{numeral(number)}、{name}", code, False))
        number = part = 0
        within = {name for parts in side.parts.values() for name in parts}
        for line in sheet.lines(side):
            if line.name in within:
                part += 1
                text = f"{part}．{line.official}"
            elif line.name in side.numbered:
                number, part = number + 1, 0
                text = f"{numeral(number)}、{line.official}"
            else:
                number, text = 0, line.official
            totals = self.tail or line.name == side.first_total or side.rows == "class"
            (self.tail if totals else self.body).append((text, line.name, True))
