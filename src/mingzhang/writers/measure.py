"""How large the type of a table is, how wide its columns are, and whether it lies: the same for Word and PDF.

Widths are in em of the table's own type: a Chinese character is 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from mingzhang.facts.publication import CAPTION, NOTE, NUMBER, PART, SECTION, SUBSECTION, TABLE, UNITS, Piece
from mingzhang.facts.report import Paragraph, Table
from mingzhang.writers.cells import is_figure, table_of
from mingzhang.writers.words import ems, printable

PORTRAIT, LANDSCAPE = 442.0, 728.0  # points between the margins of A4: 28 and 26 mm, or 20 and 20 mm
SIZES = (10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6)  # points of type in tables, from 五号 down
HEIGHTS = {False: 632.0, True: 436.0}  # points between top and bottom margin, upright and lying
WHOLE = 3  # tables in the text are kept whole up to so small a part of a page: else much stays empty
SMALLEST = 8.5  # points of type that a table is made smaller to for the sake of one page
DENSEST = 7.5  # the same of a form, and of a table that stands upright so as not to lie on two pages
LINE = 1.3  # em from line to line
PADDINGS = (0.6, 0.45, 0.3)  # em above and below the text of a cell
TIGHTEST = 0.2  # the same with the smallest type, for the sake of one page
_AROUND = {PART: 48, SECTION: 28, SUBSECTION: 28, CAPTION: 30, NUMBER: 18, UNITS: 18}  # points of one line
_TYPE = {PART: 22, SECTION: 16, SUBSECTION: 16, CAPTION: 18, NUMBER: 12, UNITS: 12}  # points of type
_NOTE = 12  # points of type in notes, and of the room about each of them
_PADDING = 0.9  # em at both sides of a cell together
_NAME = 14.0  # em from which a name would rather break
_LAST = 3  # rows that the last page of a table holds at least
_DOUBT = 1.02  # programs set rows a little higher than they are told to
_WORD = re.compile(r"[!-~]+")
_TOKEN = re.compile(r"[!-~]+|.")
_DATE = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?")
_SPACED = 1.25  # em that programs put between the digits and the words of a date
_SPARED = 4, 3  # smaller type is taken for the sake of so many pages fewer: three instead of four
_SMALL = 9  # points of type that a long table is made smaller to for that


@dataclass(frozen=True)
class Measure:
    """The size of type and the widths of the columns in points, and the room above and below a line in em.

    ``pages`` are how many the table takes, ``height`` is its own on one page, in points.
    """

    size: float
    widths: tuple[float, ...]
    padding: float
    pages: int = 1
    height: float = 0


def measured(pieces: Sequence[Piece], wide: bool = False, fresh: bool = True) -> Measure:
    """The measures of the table among pieces that stand together: as large as lets every figure keep to one
    line and the table to one page.

    A table that would need small type for that runs over several pages instead, with some rows on the last.
    One that does not begin a page, not being ``fresh``, keeps its type, a little tighter where that keeps it
    whole.

    >>> from mingzhang.facts.report import Cell
    >>> table = Table([Cell("项目", 0, 0), Cell("决算数", 0, 1), Cell("1,234.50", 1, 1)])
    >>> found = measured([Piece(table, TABLE)])
    >>> found.size, found.padding, found.pages, round(sum(found.widths))
    (10.5, 0.6, 1, 442)
    """
    sheet = _Sheet(pieces, wide)
    dense = sheet.piece.labels or (sheet.piece.wide and not wide)
    tried = list(sheet.tried(min(DENSEST if dense else SMALLEST, sheet.largest)))
    whole = next((each for each in tried if each.pages == 1), None)
    if not fresh:
        whole = next(
            (e for e in tried if e.height <= HEIGHTS[wide] / WHOLE and e.size == sheet.largest), None
        )
    several = [tried[1], *tried]  # neither too loose nor too tight, if it ends well
    spared = [each for each in tried if _spares(each, tried[1])]  # names that broke all the way down
    several = [*spared, *several]
    return whole or next((each for each in several if sheet.ends_well(each)), tried[1])


def _spares(smaller: Measure, usual: Measure) -> bool:
    """Whether smaller type that is not tight takes so many pages fewer that it is worth it."""
    legible = smaller.size >= _SMALL and smaller.padding >= usual.padding
    return legible and _SPARED[0] * smaller.pages <= _SPARED[1] * usual.pages


def lies(pieces: Sequence[Piece]) -> bool:
    """Whether a table stands on a landscape page: if it is wide, but not where only an upright page holds it.

    >>> from mingzhang.facts.report import Cell
    >>> cells = [Cell("1.00", row, column) for row in range(40) for column in range(8)]
    >>> lies([Piece(Table(cells[:80]), TABLE, wide=True)]), lies([Piece(Table(cells), TABLE, wide=True)])
    (True, False)
    """
    if not _table_among(pieces).wide:
        return False
    if measured(pieces, wide=True).pages == 1:
        return True
    return measured(pieces, wide=False).pages > 1


def _table_among(pieces: Sequence[Piece]) -> Piece:
    return next(piece for piece in pieces if piece.role == TABLE)


class _Sheet:
    """A table on a page of its own, with what stands above and below it."""

    def __init__(self, pieces: Sequence[Piece], wide: bool) -> None:
        self.piece = _table_among(pieces)
        self._table = table_of(self.piece)
        self._room = LANDSCAPE if wide else PORTRAIT
        self._height = HEIGHTS[wide]
        self._least, self._wanted = _needs(self.piece)
        around = [(piece.role, _text(piece)) for piece in pieces if piece.role != TABLE]
        self._above = sum(
            _AROUND[role] * _lines_of(text, _TYPE[role], self._room)
            for role, text in around
            if role in _AROUND
        )
        self._below = sum(
            _NOTE + 18 * _lines_of(text, _NOTE, self._room) for role, text in around if role == NOTE
        )

    @property
    def largest(self) -> float:
        """The largest type in which no figure breaks."""
        return next((size for size in SIZES if sum(self._least) * size <= self._room), SIZES[-1])

    def tried(self, smallest: float) -> Iterator[Measure]:
        """The measures from the largest type down, with less and less room between the lines."""
        for size in (each for each in SIZES if smallest <= each <= self.largest):
            widths = _shared(self._least, self._wanted, self._room / size)
            lines = _lines(self._table, widths)
            for padding in (*PADDINGS, *((TIGHTEST,) if size == smallest else ())):
                rows = [size * (LINE * (count - 1) + 1 + 2 * padding) for count in lines]
                pages, _ = self._paged(rows)
                yield Measure(size, tuple(size * each for each in widths), padding, pages, sum(rows))

    def ends_well(self, measure: Measure) -> bool:
        """Whether some rows stand on the last page together with the notes, also if rows come out higher."""
        lines = _lines(self._table, [width / measure.size for width in measure.widths])
        for doubt in (1, _DOUBT):
            high = [doubt * measure.size * (LINE * (n - 1) + 1 + 2 * measure.padding) for n in lines]
            if self._paged(high)[1] < _LAST:
                return False
        return True

    def _paged(self, rows: list[float]) -> tuple[int, int]:
        """How many pages rows of such heights take, and how many stand on the last, with the notes below."""
        heads = rows[: self.piece.heads]
        pages, used, last = 1, self._above + sum(heads), 0
        for high in rows[self.piece.heads :]:
            if used + high > self._height and last:
                pages, used, last = pages + 1, sum(heads), 0
            used, last = used + high, last + 1
        return (pages, last) if used + self._below <= self._height else (pages + 1, 0)


def _text(piece: Piece) -> str:
    return printable(piece.block.text) if isinstance(piece.block, Paragraph) else ""


def _lines_of(text: str, size: float, room: float) -> int:
    return sum(max(1, ceil(ems(line) * size / room)) for line in text.split("\n"))


def _shared(least: list[float], wanted: list[float], width: float) -> list[float]:
    """Columns that fill a width: at least what each needs, then what each would like, then in proportion."""
    needed = sum(least)
    free = width - needed
    if free <= 0:
        return [width * each / needed for each in least]
    spare = [max(0.0, wish - must) for must, wish in zip(least, wanted, strict=True)]
    if sum(spare) >= free:
        return [must + free * more / sum(spare) for must, more in zip(least, spare, strict=True)]
    rest = (free - sum(spare)) / needed
    return [must * (1 + rest) + more for must, more in zip(least, spare, strict=True)]


def _lines(table: Table, widths: Sequence[float]) -> list[int]:
    """For each row the lines of its fullest cell."""
    lines = [1] * table.shape[0]
    for cell in table.cells:
        width = sum(widths[cell.column : cell.column + cell.colspan]) - _PADDING
        count = sum(_broken(line, width) for line in printable(cell.text).split("\n"))
        row = cell.row + cell.rowspan - 1
        lines[row] = max(lines[row], count - cell.rowspan + 1)
    return lines


def _broken(text: str, width: float) -> int:
    """How many lines a text takes where numbers and words do not break."""
    if ems(text) <= width:
        return 1
    lines, used = 1, 0.0
    for long in map(ems, _TOKEN.findall(text)):
        if used and used + long > width:
            lines, used = lines + 1, 0.0
        used += long
        while used > width:
            lines, used = lines + 1, used - width
    return lines


def _needs(piece: Piece) -> tuple[list[float], list[float]]:
    """For each column the width without which a figure would break, and the one that its text would like.

    A column of much text would like more, though not in proportion: twice the text, 1.4 times the width.
    """
    table = table_of(piece)
    columns = table.shape[1]
    least, wanted = [2.0 + _PADDING] * columns, [2.0 + _PADDING] * columns
    for cell in table.cells:
        said = printable(cell.text)
        whole = max(map(ems, said.split("\n"))) + _PADDING
        words = max(map(ems, _WORD.findall(said)), default=0) + _PADDING
        if cell.row < piece.heads:
            must, wish = min(whole, 3 + _PADDING), min(whole, 3.5 + _PADDING)
        elif is_figure(cell.text):
            must = wish = whole
        elif _dated(said):
            must = wish = whole + _SPACED
        else:
            must = max(min(whole, 6 + _PADDING), min(words, _NAME))
            wish = whole if whole <= _NAME else _NAME * sqrt(whole / _NAME)
        for column in range(cell.column, cell.column + cell.colspan):
            least[column] = max(least[column], must / cell.colspan)
            wanted[column] = max(wanted[column], wish / cell.colspan)
    return least, wanted


def _dated(text: str) -> bool:
    """Whether a cell holds dates, one in a line, of which one may be wanting."""
    lines = text.split("\n")
    return any(map(_DATE.fullmatch, lines)) and all(_DATE.fullmatch(x) or len(x) <= 1 for x in lines)
