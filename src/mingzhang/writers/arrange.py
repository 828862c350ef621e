"""How a publication stands on paper, the same for every format: what goes together, what is wide, how wide.

A table stands with its caption, number, unit and notes; the contents list parts and sections, and the tables
of a part that has no sections.  Widths are in em of the table's own type: a Chinese character is 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from mingzhang.facts.publication import (
    CAPTION,
    LEVELS,
    NOTE,
    NUMBER,
    PART,
    SECTION,
    SUBSECTION,
    TABLE,
    UNITS,
    Piece,
    Publication,
)
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.writers.words import columns_of, printable

PORTRAIT, LANDSCAPE = 442.0, 728.0  # points between the margins of A4: 28 and 26 mm, or 20 and 20 mm
SIZES = (10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6)  # points of type in tables, from 五号 down
HEIGHTS = {False: 632.0, True: 436.0}  # points between top and bottom margin, upright and lying
SMALLEST = 8.5  # points of type that a table is made smaller to for the sake of one page
LINE = 1.3  # em from line to line
PADDINGS = (0.6, 0.45, 0.3)  # em above and below the text of a cell
_AROUND = {PART: 48, SECTION: 28, SUBSECTION: 28, CAPTION: 30, NUMBER: 18, UNITS: 18, NOTE: 24}  # points
_PADDING = 0.9  # em at both sides of a cell together
_NAME = 14.0  # em from which a name would rather break
_FIGURE = re.compile(r"[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?|[—–-]+")
_CODE = re.compile(r"0\d+|\d{3,}")


@dataclass
class Spread:
    """Pieces that belong on one page as far as it holds them: a table with all about it, or one other piece.

    ``listed`` says that its caption stands in the contents, ``fresh`` that it begins a page.
    """

    pieces: list[Piece]
    wide: bool = False
    listed: bool = False
    fresh: bool = False

    @property
    def table(self) -> Piece | None:
        """The table in it."""
        return next((piece for piece in self.pieces if piece.role == TABLE), None)


def spreads(publication: Publication) -> list[Spread]:
    """The pieces in order, tables with what stands around them.

    A table that the contents list, and a wide one, has its own pages; so has a part.

    >>> pieces = [Piece(Paragraph("第一部分 表"), PART), Piece(Paragraph("甲表"), CAPTION),
    ...           Piece(Table([Cell("1", 0, 0)]), TABLE), Piece(Paragraph("注：略。"), NOTE)]
    >>> [(len(s.pieces), s.listed, s.fresh) for s in spreads(Publication("某局", "决算", 2024, pieces))]
    [(4, True, True)]
    """
    found: list[Spread] = []
    waiting: list[Piece] = []  # headings and captions: they go with what follows
    sectioned = False
    for piece in publication.pieces:
        sectioned = piece.role == SECTION or (sectioned and piece.role != PART)
        if piece.role == NOTE and not waiting and found and found[-1].table:
            found[-1].pieces.append(piece)
        elif piece.role in (*LEVELS, CAPTION, NUMBER, UNITS):
            if piece.role in LEVELS and any(each.role not in LEVELS for each in waiting):
                found += map(_alone, waiting)
                waiting = []
            waiting.append(piece)
        elif piece.role == TABLE:
            found.append(_about_table([*waiting, piece], sectioned))
            waiting = []
        else:
            found += map(_alone, [*waiting, piece])
            waiting = []
    found += map(_alone, waiting)
    for before, after in pairwise(found):
        after.fresh = after.fresh or before.listed or before.wide
    return found


def _alone(piece: Piece) -> Spread:
    return Spread([piece], fresh=piece.role == PART)


def _about_table(pieces: list[Piece], sectioned: bool) -> Spread:
    roles = {piece.role for piece in pieces}
    wide, listed = pieces[-1].wide, CAPTION in roles and not sectioned
    return Spread(pieces, wide, listed, listed or wide or PART in roles)


def entries(publication: Publication) -> list[tuple[int, Piece]]:
    """What the contents list, with levels: parts, sections, and tables where a part has no sections."""
    return [
        (LEVELS.get(piece.role, 2), piece)
        for spread in spreads(publication)
        for piece in spread.pieces
        if piece.role in (PART, SECTION) or (piece.role == CAPTION and spread.listed)
    ]


def pitch(count: int) -> float:
    """Points from line to line in contents of so many entries: one page where that reads well.

    >>> pitch(12), pitch(29), pitch(80)
    (26.0, 19.6, 18.0)
    """
    return max(18.0, min(26.0, round(HEIGHTS[False] * 0.9 / max(1, count), 1)))


def text(piece: Piece) -> str:
    """The printable text of a paragraph; charts and tables have none."""
    return printable(piece.block.text) if isinstance(piece.block, Paragraph) else ""


# -- cells ------------------------------------------------------------------------------------------------


def rows(table: Table) -> Iterator[list[tuple[int, Cell | None]]]:
    """Row by row, the column and the cell that begins there; ``None`` for a hole in the grid.

    >>> [[c and c.text for _, c in row] for row in rows(Table([Cell("a", 0, 0, 2), Cell("b", 0, 1)]))]
    [['a', 'b'], [None]]
    """
    height, width = table.shape
    for row in range(height):
        covered = ((column, table.at(row, column)) for column in range(width))
        yield [(k, c) for k, c in covered if c is None or (c.row, c.column) == (row, k)]


def is_figure(text: str) -> bool:
    """Whether a cell holds one figure and nothing else: digits with thousands, a sign, a percentage, a dash.

    >>> [is_figure(each) for each in ("1,234.50", "-3", "12.5%", "—", "201万元", "")]
    [True, True, True, True, False, False]
    """
    return _FIGURE.fullmatch(text.strip()) is not None


def alignments(piece: Piece) -> dict[tuple[int, int], str]:
    """``left``, ``center`` or ``right`` for the top left corner of every cell.

    Heads are centred, figures stand right and names left; columns of codes or of running numbers do not
    hold amounts.
    """
    table, found = table_of(piece), {}
    quiet: dict[int, str] = {}
    body = [cell for cell in table.cells if cell.row >= piece.heads]
    by_column: dict[int, list[str]] = {}
    for cell in body:
        if cell.text.strip():
            by_column.setdefault(cell.column, []).append(cell.text.strip())
    for column, texts in by_column.items():
        if all(_CODE.fullmatch(each) for each in texts if is_figure(each)):
            quiet[column] = "left"
        elif len(texts) > 1 and all(each.isdecimal() for each in texts) and _running(texts):
            quiet[column] = "center"
    for cell in table.cells:
        centred = cell.row < piece.heads or (cell.colspan > 1 and not is_figure(cell.text))
        plain = quiet.get(cell.column, "right") if is_figure(cell.text) else "left"
        found[cell.row, cell.column] = "center" if centred else plain
    return found


def _running(texts: list[str]) -> bool:
    numbers = [int(each) for each in texts]
    return all(b - a == 1 for a, b in pairwise(numbers))


def table_of(piece: Piece) -> Table:
    """The table of a piece that is one."""
    assert isinstance(piece.block, Table)
    return piece.block


# -- measures ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Measure:
    """The size of type and the widths of the columns in points, and the room above and below a line in em."""

    size: float
    widths: tuple[float, ...]
    padding: float


def measured(spread: Spread) -> Measure:
    """The measures of a table: as large as lets every figure keep to one line and the table to one page.

    A table that would need small type for that runs over several pages instead.

    >>> table = Table([Cell("项目", 0, 0), Cell("决算数", 0, 1), Cell("1,234.50", 1, 1)])
    >>> found = measured(Spread([Piece(table, TABLE)]))
    >>> found.size, found.padding, round(sum(found.widths))
    (10.5, 0.6, 442)
    """
    piece = spread.table
    assert piece is not None
    room = LANDSCAPE if spread.wide else PORTRAIT
    least, wanted = _needs(piece)
    largest = next((size for size in SIZES if sum(least) * size <= room), SIZES[-1])
    height = HEIGHTS[spread.wide] - sum(_AROUND.get(each.role, 0) for each in spread.pieces)
    for size in (each for each in SIZES if min(SMALLEST, largest) <= each <= largest):
        widths = _shared(least, wanted, room / size)
        lines = _lines(table_of(piece), widths)
        for padding in PADDINGS:
            if size * sum(LINE * (count - 1) + 1 + 2 * padding for count in lines) <= height:
                return Measure(size, tuple(size * each for each in widths), padding)
    widths = _shared(least, wanted, room / largest)
    return Measure(largest, tuple(largest * each for each in widths), PADDINGS[1])


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


def _lines(table: Table, widths: list[float]) -> list[int]:
    """For each row the lines of its fullest cell."""
    lines = [1] * table.shape[0]
    for cell in table.cells:
        width = sum(widths[cell.column : cell.column + cell.colspan]) - _PADDING
        count = sum(ceil(columns_of(line) / 2 / width) or 1 for line in printable(cell.text).split("\n"))
        row = cell.row + cell.rowspan - 1
        lines[row] = max(lines[row], count - cell.rowspan + 1)
    return lines


def _needs(piece: Piece) -> tuple[list[float], list[float]]:
    """For each column the width without which a figure would break, and the one where nothing breaks."""
    table = table_of(piece)
    columns = table.shape[1]
    least, wanted = [2.0 + _PADDING] * columns, [2.0 + _PADDING] * columns
    for cell in table.cells:
        whole = max(map(columns_of, printable(cell.text).split("\n"))) / 2 + _PADDING
        if cell.row < piece.heads:
            must, wish = min(whole, 3 + _PADDING), min(whole, 6 + _PADDING)
        elif is_figure(cell.text):
            must = wish = whole * 1.08  # digits are a little wider than half a Chinese character
        else:
            must, wish = min(whole, 5 + _PADDING), min(whole, _NAME + _PADDING)
        for column in range(cell.column, cell.column + cell.colspan):
            least[column] = max(least[column], must / cell.colspan)
            wanted[column] = max(wanted[column], wish / cell.colspan)
    return least, wanted
