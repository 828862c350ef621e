"""The cells of a table that is to be written: row by row, which hold figures, how each is aligned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mingzhang.facts.publication import Piece
from mingzhang.facts.report import Cell, Table

_FIGURE = re.compile(r"[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?|[—–-]+")
_CODE = re.compile(r"0\d+|\d{3,}")
_CODED = re.compile(r".*(?:编码|代码|科目|[一-龥]号|号码)|[类款项目]|(?:所属|预算|会计)?年[度份]|.*电话")
_COUNTED = re.compile(r".*(?:[序行栏档件页期卷]号|[行栏名位]次|排名)|[序页]")  # as their heads say it
_ZERO = re.compile(r"0\d")
_TOTAL = re.compile(r"\w{0,10}[合总]\s*计")


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


def is_total(text: str) -> bool:
    """Whether a cell names a total.

    >>> [is_total(each) for each in ("合计", "本年收入合计", "总 计", "合计数说明", "年末结转和结余")]
    [True, True, True, False, False]
    """
    return _TOTAL.fullmatch(text.strip()) is not None


def alignments(piece: Piece) -> dict[tuple[int, int], str]:
    """``left``, ``center`` or ``right`` for the top left corner of every cell.

    Heads and the names of totals are centred, figures stand right and other names left; columns of codes or
    of running numbers do not hold amounts: their head says which they are, for whole counts look the same.
    In a column of words the few figures and dashes stand as the words do.  In a form, heads wherever they
    stand and figures are centred, and what is written over several columns stands left.
    """
    table, found, quiet = table_of(piece), {}, _quiet(piece)
    quiet = dict.fromkeys(_worded(piece), "left") | quiet
    for cell in table.cells:
        figure = is_figure(cell.text)
        merged = cell.colspan > 1 and not figure and not piece.labels
        centred = cell.row < piece.heads or merged or is_total(cell.text)
        centred = centred or (bool(piece.labels) and (figure or (cell.row, cell.column) in piece.labels))
        plain = quiet.get(cell.column, "right") if figure else "left"
        found[cell.row, cell.column] = "center" if centred else plain
    return found


def amounts(piece: Piece) -> set[tuple[int, int]]:
    """The top left corners of the cells that hold an amount, wherever figures stand.

    >>> cells = [Cell("编码", 0, 0), Cell("决算数", 0, 1), Cell("201", 1, 0), Cell("6.20", 1, 1)]
    >>> amounts(Piece(Table(cells)))
    {(1, 1)}
    """
    quiet = _quiet(piece)
    body = [c for c in table_of(piece).cells if c.row >= piece.heads and c.column not in quiet]
    return {(cell.row, cell.column) for cell in body if is_figure(cell.text)}


def _quiet(piece: Piece) -> dict[int, str]:
    """Columns whose figures are no amounts, codes or running numbers, and where these stand.

    Without a head their figures alone must tell; below one, a leading zero tells a code.
    """
    found: dict[int, str] = {}
    heads = _heads(piece)
    by_column: dict[int, list[str]] = {}
    for cell in table_of(piece).cells:
        if cell.row >= piece.heads and cell.text.strip():
            by_column.setdefault(cell.column, []).append(cell.text.strip())
    for column, texts in by_column.items():
        place = column_place(heads.get(column, []), texts)
        if place != "right":
            found[column] = place
    return found


def column_place(heads: Sequence[str], texts: Sequence[str]) -> str:
    """Where the figures of a column stand: amounts ``right``, codes ``left``, running numbers ``center``.

    >>> [column_place([head], ["201", "202"]) for head in ("编码", "件数", "行次")]
    ['left', 'right', 'center']
    """
    figures = [each for each in texts if is_figure(each)]
    if _told(heads, _COUNTED) and len(texts) > (not heads) and _running(texts):
        return "left" if not heads and all(map(_CODE.fullmatch, figures)) else "center"
    if heads and _told(heads, _CODED) and all(map(str.isdecimal, figures)):
        return "left"
    coded = not heads or any(_ZERO.match(each) for each in figures)
    return "left" if coded and all(map(_CODE.fullmatch, figures)) else "right"


def _worded(piece: Piece) -> set[int]:
    """Columns in which more cells hold words than figures."""
    more: dict[int, int] = {}
    for cell in table_of(piece).cells:
        text = cell.text.strip()
        if cell.row >= piece.heads and cell.colspan == 1 and text.strip("—–-") and not is_total(text):
            more[cell.column] = more.get(cell.column, 0) + (-1 if is_figure(text) else 1)
    return {column for column, words in more.items() if words > 0}


def _told(heads: Sequence[str], kind: re.Pattern[str]) -> bool:
    """Whether the heads of a column say that it is of a kind, or do not say anything."""
    return not heads or any(kind.fullmatch(head) for head in heads)


def _heads(piece: Piece) -> dict[int, list[str]]:
    """The heads above each column, without blanks; none where a table has no head rows."""
    found: dict[int, list[str]] = {}
    for cell in table_of(piece).cells:
        if cell.row < piece.heads and cell.text.strip():
            for column in range(cell.column, cell.column + cell.colspan):
                found.setdefault(column, []).append("".join(cell.text.split()))
    return found


def _running(texts: Sequence[str]) -> bool:
    if not all(map(str.isdecimal, texts)):
        return False
    numbers = [int(each) for each in texts]
    return all(b - a == 1 for a, b in pairwise(numbers))


def table_of(piece: Piece) -> Table:
    """The table of a piece that is one."""
    assert isinstance(piece.block, Table)
    return piece.block
