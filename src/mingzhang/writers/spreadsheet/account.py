"""The tables of a publication as an Excel workbook, one sheet each, whose totals are live formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, BinaryIO

from mingzhang.facts.number import rounded
from mingzhang.facts.publication import CAPTION, LEVELS, NUMBER, UNITS, Piece, Position, Publication
from mingzhang.facts.report import Cell
from mingzhang.writers.arrange import Spread, spreads, text
from mingzhang.writers.cells import alignments, amounts, is_figure, table_of
from mingzhang.writers.words import lines_of, printable

LONGEST_FORMULA = 8000  # characters; Excel takes 8192
_POINTS = 5.6  # of width in one character of a column
_LEAST = 6  # characters of a column
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
Part = tuple[int, str, Position]


def write_xlsx(publication: Publication, stream: BinaryIO) -> None:
    """Write the tables as a workbook in their printed layout.

    Figures are numbers, unrounded where :attr:`Piece.exact` has them, shown with the printed decimals.
    A cell with :attr:`Piece.sums` becomes a formula with its value stored, unless the parts do not give what
    is printed: then it stays a number, so that nothing changes when the workbook is calculated anew.
    """
    import xlsxwriter

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(stream, options)
    workbook.set_properties({
        "title": printable(f"{publication.unit}{publication.title}"), "author": printable(publication.unit),
    })  # fmt: skip
    made = [spread for spread in spreads(publication) if spread.table is not None]
    book = _Book(made)
    looks = _Looks(workbook, publication.grid)
    for spread, name in zip(made, book.names, strict=True):
        _Sheet(workbook.add_worksheet(name), spread, book, looks).write()
    if not made:
        workbook.add_worksheet("没有表")
    workbook.close()


class _Book:
    """All tables: the names of their sheets, where they begin, and the values of their cells."""

    def __init__(self, made: list[Spread]) -> None:
        pieces = [spread.table for spread in made if spread.table is not None]
        self.names = list(_sheet_names(pieces))
        self._at = {}
        for spread, piece, name in zip(made, pieces, self.names, strict=True):
            self._at[piece.name] = (name, len(_above(spread)))
        self._cells = {p.name: {(c.row, c.column): c for c in table_of(p).cells} for p in pieces}
        self._pieces = {p.name: p for p in pieces}
        self._amounts = {p.name: amounts(p) for p in pieces}

    def value(self, table: str, position: Position) -> Fraction | None:
        """The value of a cell as the sheet holds it; ``None`` where it holds text or nothing."""
        piece, cell = self._pieces.get(table), self._cells.get(table, {}).get(position)
        if piece is None or cell is None or position not in self._amounts[table]:
            return None
        if position in piece.exact:
            return piece.exact[position]
        return value_of(cell.text)

    def formula(self, here: str, parts: tuple[Part, ...]) -> str | None:
        """The sum of some cells as Excel writes it, runs of them as ranges."""
        terms: list[str] = []
        known = [part for part in parts if self.value(part[1], part[2]) is not None]
        for sign, table, first, last in _runs(known):
            name, top = self._at[table]
            ends = [f"{_letters(column)}{row + top + 1}" for row, column in (first, last)]
            cells = ("" if table == here else f"'{name}'!") + (ends[0] if first == last else ":".join(ends))
            cells = cells if first == last else f"SUM({cells})"
            terms.append(f"{'-' if sign < 0 else '+' if terms else ''}{cells}")
        whole = "=" + "".join(terms)
        return whole if terms and len(whole) <= LONGEST_FORMULA else None


def _runs(parts: list[Part]) -> Iterator[tuple[int, str, Position, Position]]:
    """Sign, table, first and last cell of parts that follow one another down a column or along a row."""
    run: list[Part] = []
    for part in parts:
        if run and not _goes_on(run, part):
            yield *run[0][:2], run[0][2], run[-1][2]
            run = []
        run.append(part)
    if run:
        yield *run[0][:2], run[0][2], run[-1][2]


def _goes_on(run: list[Part], part: Part) -> bool:
    (sign, table, first), (_, _, last), (row, column) = run[0], run[-1], part[2]
    if (sign, table) != part[:2]:
        return False
    step = (row - last[0], column - last[1])
    return step in ((1, 0), (0, 1)) and (len(run) == 1 or step[0] == (last[0] > first[0]))


def value_of(text: str) -> Fraction | None:
    """The figure a cell prints; ``None`` for what is no figure, a dash among it.

    >>> value_of("1,234.50"), value_of("12.5%"), value_of("—")
    (Fraction(2469, 2), Fraction(1, 8), None)
    """
    bare = text.strip().replace(",", "").replace("−", "-").removesuffix("%")
    if not is_figure(text) or not re.search(r"\d", bare):
        return None
    return Fraction(bare) / (100 if "%" in text else 1)


def number_format(text: str) -> str:
    """The number format that shows a figure as it is printed.

    >>> number_format("1,234.50"), number_format("12"), number_format("3.5%")
    ('#,##0.00', '0', '0.0%')
    """
    whole = "#,##0" if "," in text else "0"
    bare = text.strip().removesuffix("%")
    decimals = len(bare.partition(".")[2])
    return whole + ("." + "0" * decimals if decimals else "") + ("%" if "%" in text else "")


def _sheet_names(pieces: list[Piece]) -> Iterator[str]:
    """A name Excel takes for each table: short, without marks, no two alike."""
    taken: set[str] = set()
    for number, piece in enumerate(pieces, 1):
        bare = _FORBIDDEN.sub("", printable(piece.name)).strip()[:31] or f"表{number}"
        name = bare
        while name.casefold() in taken or name.casefold() == "history":
            name = f"{bare[:27]}（{number}）"
            number += 1
        taken.add(name.casefold())
        yield name


def _letters(column: int) -> str:
    """The letters Excel names a column by."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _above(spread: Spread) -> list[Piece]:
    """The lines above a table: its caption, or the heading that stands for one, its number and units."""
    found = [piece for piece in spread.pieces if piece.role in (CAPTION, NUMBER, UNITS)]
    if any(piece.role == CAPTION for piece in found):
        return found
    return [*[piece for piece in spread.pieces if piece.role in LEVELS][-1:], *found]


class _Looks:
    """Cell formats, each made once."""

    def __init__(self, workbook: Any, grid: str) -> None:
        self._workbook, self._full = workbook, grid != "three-line"
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def line(self, size: float, place: str, bold: bool = False) -> Any:
        """A line above or below a table."""
        face = "黑体" if bold else "宋体"
        return self._format(font_name=face, font_size=size, align=place, valign="vcenter", text_wrap=True)

    def cell(self, place: str, number: str, strong: bool, head: bool, edges: tuple[bool, bool]) -> Any:
        """A cell: alignment, number format, whether a total or a head, whether at the top or foot."""
        look: dict[str, Any] = {
            "font_name": "黑体" if head or strong else "宋体",
            "font_size": 10,
            "align": place,
            "valign": "vcenter",
            "text_wrap": place != "right",
        }
        if number:
            look["num_format"] = number
        if self._full:
            look |= {"border": 1} | ({"bg_color": "#F1F1F1"} if head else {})
        else:
            look |= {"top": 2 if edges[0] else 0, "bottom": 2 if edges[1] else 1 if head else 0}
        return self._format(**look)

    def _format(self, **look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(look)
        return self._made[key]


class _Sheet:
    """One table on its sheet, with the lines above and below it."""

    def __init__(self, sheet: Any, spread: Spread, book: _Book, looks: _Looks) -> None:
        assert spread.table is not None
        self._sheet, self._spread, self._book, self._looks = sheet, spread, book, looks
        self._piece = spread.table
        self._table = table_of(self._piece)
        self._above = _above(spread)
        after = spread.pieces.index(self._piece) + 1
        self._below = spread.pieces[after:]
        self._top = len(self._above)
        widths = spread.measure.widths
        self._widths = [max(_LEAST, round(width / _POINTS)) for width in widths]
        self._aligned = alignments(self._piece)

    def write(self) -> None:
        """Write it all and set up paper and panes."""
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, width)
        for row, piece in enumerate(self._above):
            title = piece.role not in (NUMBER, UNITS)
            self._line(
                row, piece, self._looks.line(16 if title else 10, "center" if title else "right", title)
            )
            self._sheet.set_row(row, 24 * text(piece).count("\n") + 30 if title else 16)
        for cell in self._table.cells:
            self._cell(cell)
        for row in range(self._table.shape[0]):
            self._sheet.set_row(self._top + row, self._tall(row))
        for row, piece in enumerate(self._below, self._top + self._table.shape[0]):
            self._line(row, piece, self._looks.line(10, "left"))
            self._sheet.set_row(row, 5 + 13 * lines_of(text(piece), sum(self._widths)))
        self._paper()

    def _line(self, row: int, piece: Piece, look: Any) -> None:
        last = self._table.shape[1] - 1
        if last > 0:
            self._sheet.merge_range(row, 0, row, last, "", look)
        self._sheet.write_string(row, 0, text(piece), look)

    def _cell(self, cell: Cell) -> None:
        """Write a cell as formula, number or text, merged over its spans."""
        row, column = self._top + cell.row, cell.column
        look = self._look(cell)
        if cell.rowspan > 1 or cell.colspan > 1:
            self._sheet.merge_range(row, column, row + cell.rowspan - 1, column + cell.colspan - 1, "", look)
        here, position = self._piece.name, (cell.row, cell.column)
        value = self._book.value(here, position)
        if value is None:
            if cell.text:
                self._sheet.write_string(row, column, printable(cell.text), look)
            else:
                self._sheet.write_blank(row, column, None, look)
            return
        number = float(value)  # what the format keeps; the exact value lies within its fifteen digits
        formula = self._formula(cell)
        if formula:
            self._sheet.write_formula(row, column, formula, look, number)
        else:
            self._sheet.write_number(row, column, number, look)

    def _formula(self, cell: Cell) -> str | None:
        """The formula of a total, if what it gives prints as the cell does."""
        parts = self._piece.sums.get((cell.row, cell.column))
        if not parts:
            return None
        return self._book.formula(self._piece.name, parts) if agrees(self._book, parts, cell.text) else None

    def _look(self, cell: Cell) -> Any:
        place = self._aligned[position := (cell.row, cell.column)]
        number = number_format(cell.text) if self._book.value(self._piece.name, position) is not None else ""
        edges = (cell.row == 0, cell.row + cell.rowspan == self._table.shape[0])
        head = cell.row + cell.rowspan == self._piece.heads
        strong = cell.row in self._piece.strong
        return self._looks.cell(place, number, strong, head or cell.row < self._piece.heads, edges)

    def _tall(self, row: int) -> float:
        """The height of a row in points."""
        lines = [1]
        for cell in self._table.row(row):
            if cell.rowspan == 1 and not is_figure(cell.text):
                width = sum(self._widths[cell.column : cell.column + cell.colspan])
                lines.append(lines_of(cell.text, width))
        return 13.0 * max(lines) + 6

    def _paper(self) -> None:
        """Set up how the sheet scrolls and prints: head rows fixed and repeated, one page wide."""
        heads = min(self._piece.heads, self._table.shape[0])
        self._sheet.freeze_panes(self._top + heads, 0)
        self._sheet.set_paper(9)
        if self._piece.wide or sum(self._widths) > 90:
            self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.center_horizontally()
        self._sheet.set_margins(0.6, 0.6, 0.8, 0.8)
        self._sheet.set_footer("&C— &P —")
        if heads:
            self._sheet.repeat_rows(self._top, self._top + heads - 1)


def agrees(book: _Book, parts: tuple[Part, ...], printed: str) -> bool:
    """Whether the parts, added up as the workbook will, print as the cell does."""
    total = sum((sign * (book.value(table, at) or Fraction(0)) for sign, table, at in parts), Fraction(0))
    wanted = value_of(printed)
    if wanted is None:
        return False
    percent = 2 if "%" in printed else 0
    decimals = len(printed.strip().removesuffix("%").partition(".")[2]) + percent
    return rounded(total, decimals) == wanted
