"""Tables without a grid: rows from baselines, columns from white gaps that the rows share.

What makes a table of some lines are figures that end at the same place, one below the other, or rulings
above and below; contents pages, numbered lists and justified text have no such columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mingzhang.facts.report import Cell, Table
from mingzhang.readers.pdf_flow import LEADER, NUMBERED, PageItems, PlacedTable
from mingzhang.readers.pdf_lines import VisualLine, cell_text, middle
from mingzhang.readers.pdf_page import Run

ROWS = 3  # rows that must share a column of figures
APART = 0.8  # em; a gap this wide may part two columns
GUTTER = 0.5  # em; white left between two columns by all rows
ALIGNED = 0.35  # em; edges no further apart are in line
SPREAD = 1.2  # em; a head reaching this far over the next column's edge stands over that column too
FAR = 3.2  # em; baselines further apart do not belong to one table
FIGURE = re.compile(r"[-+−(（]?(?:\d[\d,]*)?(?:\d|\.\d+)[%％)）]?|[-—–/]+")
COUNT = re.compile(r"\d{1,3}")
LABELLED = re.compile(r"[^：:]{1,10}[：:]")


@dataclass(slots=True)
class _Row:
    """One line, and further ones set into it, as pieces apart from each other."""

    lines: list[VisualLine]
    pieces: list[list[Run]]

    @property
    def em(self) -> float:
        return self.lines[0].em

    def figures(self) -> Iterator[tuple[float, float]]:
        """Left and right edges of the figures behind the first piece."""
        for piece in self.pieces[1:]:
            if FIGURE.fullmatch("".join(run.text for run in piece)):
                yield piece[0].xs[0], piece[-1].xs[-1]


def with_gap_tables(page: PageItems) -> None:
    """Replace lines of the page that stand in columns by tables with ``ruled=False``.

    >>> def row(y, name, amount):
    ...     runs = [Run(name, [72.0, 84, 96], y, 12), Run(amount, [300.0, 306, 312], y, 12)]
    ...     return VisualLine(name + " " + amount, [72.0, 312.0], y, 12, 1, runs, True)
    >>> rows = [row(100, "收入", "12"), row(120, "支出", "13"), row(140, "结余", "-1")]
    >>> page = PageItems(1, 595, 842, rows)
    >>> with_gap_tables(page)
    >>> [[cell.text for cell in item.table.cells] for item in page.items]
    [['收入', '12', '支出', '13', '结余', '-1']]
    """
    if sum(isinstance(item, VisualLine) and len(item.runs) > 1 for item in page.items) < 2:
        return
    items: list[VisualLine | PlacedTable] = []
    block: list[_Row] = []
    for item in page.items:
        row = _row(item) if isinstance(item, VisualLine) else None
        if block and not (row and _belongs(row, block)):
            items += _settled(block, page)
            block = []
        if row and (block or len(row.pieces) > 1):
            block.append(row)
        else:
            items.append(item)
    page.items = items + _settled(block, page)


def _row(line: VisualLine) -> _Row | None:
    if LEADER.search(line.text) or not line.runs:
        return None
    pieces: list[list[Run]] = []
    for run in line.runs:
        if pieces and run.xs[0] - pieces[-1][-1].xs[-1] < APART * line.em:
            pieces[-1].append(run)
        else:
            pieces.append([run])
    return _Row([line], pieces)


def _belongs(row: _Row, block: list[_Row]) -> bool:
    """A line goes on with the rows above when near, and in more than the first column or within it."""
    if row.lines[0].base - block[-1].lines[-1].base > FAR * row.em:
        return False
    if len(row.pieces) > 1:
        return True
    starts = [other.pieces[1][0].xs[0] for other in block if len(other.pieces) > 1]
    return row.pieces[0][-1].xs[-1] < min(starts)


def _settled(block: list[_Row], page: PageItems) -> list[VisualLine | PlacedTable]:
    """The block with its tables, if it holds any, or its lines as they were."""
    start, end = _between_rules(block, page)
    while start < end and _is_caption(block[start]):
        start += 1
    while end > start and (len(block[end - 1].pieces) < 2 or _is_caption(block[end - 1])):
        end -= 1
    table = _table(block[start:end], page)
    if table is None:
        return [line for row in block for line in row.lines]
    before, after = block[:start], block[end:]  # rulings may show the second of two tables first
    return [*_settled(before, page), table, *_settled(after, page)]


def _is_caption(row: _Row) -> bool:
    """Unit and department above a table, signatures below it: each piece is labelled."""
    texts = ["".join(run.text for run in piece) for piece in row.pieces]
    return sum(bool(LABELLED.match(text)) for text in texts) > len(texts) / 2


def _rules(block: list[_Row], page: PageItems) -> list[float]:
    """Heights of the rulings drawn across the block."""
    if not block:
        return []
    lines = [line for row in block for line in row.lines]
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    top, bottom = lines[0].y0 - FAR * lines[0].em, lines[-1].y1 + FAR * lines[-1].em
    return [y for y, x0, x1 in page.rules if top < y < bottom and x1 - x0 > 0.6 * (right - left)]


def _between_rules(block: list[_Row], page: PageItems) -> tuple[int, int]:
    """The rows between the outermost rulings, or all where there are not two."""
    rules = _rules(block, page)
    if len(rules) < 2:
        return 0, len(block)
    inside = [i for i, row in enumerate(block) if min(rules) < row.lines[0].base < max(rules) + 0.3 * row.em]
    return (inside[0], inside[-1] + 1) if inside else (0, len(block))


def _table(rows: list[_Row], page: PageItems) -> PlacedTable | None:
    body = [row for row in rows if any(row.figures())]
    several = [row for row in rows if len(row.pieces) > 1]
    if not _aligned(body) and not (len(_rules(rows, page)) > 1 and len(several) >= ROWS):
        return None
    if _counts_pages(several):
        return None
    columns = _columns(body if len(body) >= ROWS else several)
    if len(columns) < 2 or not all(_fits(row, columns) for row in body):
        return None
    rows = _wrapped(rows, columns)
    edges = [columns[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1]]
    cells = [cell for index, row in enumerate(rows) for cell in _cells(row, index, columns, edges, page.page)]
    table = Table(cells, page.page, ruled=False)
    return PlacedTable(table, edges, rows[0].lines[0].y0, rows[-1].lines[-1].y1)


def _aligned(body: Sequence[_Row]) -> bool:
    """Whether figures of enough rows end, or are centred, at one place."""
    if len(body) < ROWS:
        return False
    near = ALIGNED * middle(row.em for row in body)
    for share in (0.0, 0.5):
        at = sorted((x1 - share * (x1 - x0), i) for i, row in enumerate(body) for x0, x1 in row.figures())
        for start, (x, _) in enumerate(at):
            if len({index for other, index in at[start:] if other - x <= near}) >= ROWS:
                return True
    return False


def _counts_pages(rows: Sequence[_Row]) -> bool:
    """Contents without leader dots: titles, and page numbers that never go back."""
    if any(len(row.pieces) != 2 for row in rows):
        return False
    ends = ["".join(run.text for run in row.pieces[1]) for row in rows]
    if not all(COUNT.fullmatch(end) for end in ends):
        return False
    numbers = [int(end) for end in ends]
    titled = sum(bool(NUMBERED.match(row.lines[0].text)) for row in rows)
    return numbers == sorted(numbers) and titled >= len(rows) / 2


def _columns(rows: Sequence[_Row]) -> list[tuple[float, float]]:
    """Stretches of the page's width that the rows fill, white gaps between them."""
    spans = sorted((piece[0].xs[0], piece[-1].xs[-1]) for row in rows for piece in row.pieces)
    gutter = GUTTER * middle(row.em for row in rows)
    columns: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if columns and x0 - columns[-1][1] < gutter:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _fits(row: _Row, columns: list[tuple[float, float]]) -> bool:
    """No two pieces of a row in one column: two amounts must never become one."""
    taken = [_across(piece, columns) for piece in row.pieces]
    return all(a[1] < b[0] for a, b in pairwise(taken))


def _across(piece: list[Run], columns: list[tuple[float, float]]) -> tuple[int, int]:
    """First and last column a piece stands in; between two columns, the nearer one."""
    x0, x1 = piece[0].xs[0], piece[-1].xs[-1]
    inside = [i for i, (left, right) in enumerate(columns) if x0 < right and x1 > left]
    if inside:
        return inside[0], inside[-1]
    middle = (x0 + x1) / 2
    nearest = min(range(len(columns)), key=lambda i: abs(sum(columns[i]) / 2 - middle))
    return nearest, nearest


def _wrapped(rows: list[_Row], columns: list[tuple[float, float]]) -> list[_Row]:
    """Second lines of a name put back into their row: nearer to it than rows stand to each other."""
    steps = [b.lines[0].base - a.lines[0].base for a, b in pairwise(rows) if len(b.pieces) > 1]
    usual = middle(steps) if steps else 0.0
    found: list[_Row] = []
    for row in rows:
        step = row.lines[0].base - found[-1].lines[-1].base if found else usual
        first_only = len(row.pieces) == 1 and _across(row.pieces[0], columns) == (0, 0)
        if found and (step < row.em or (first_only and step < 0.8 * usual)):
            found[-1] = _Row(found[-1].lines + row.lines, found[-1].pieces + row.pieces)
        else:
            found.append(row)
    return found


def _cells(
    row: _Row, index: int, columns: list[tuple[float, float]], edges: list[float], page: int
) -> Iterator[Cell]:
    taken = [_across(piece, columns) for piece in row.pieces]
    if not any(row.figures()):
        taken = _spread(row, taken, edges)
    held: dict[int, tuple[int, list[Run]]] = {}
    for (first, last), piece in zip(taken, row.pieces, strict=True):
        end, runs = held.get(first, (last, []))
        held[first] = (max(end, last), runs + piece)
    y0, y1 = row.lines[0].y0, row.lines[-1].y1
    column = 0
    while column < len(columns):
        last, runs = held.get(column, (column, []))
        last = min([last, *(start - 1 for start in held if column < start)])
        box = (edges[column], y0, edges[last + 1], y1)
        text = cell_text(runs, page, box[2] - box[0]) if runs else ""
        yield Cell(text, index, column, 1, last - column + 1, page, box)
        column = last + 1


def _spread(row: _Row, taken: list[tuple[int, int]], edges: list[float]) -> list[tuple[int, int]]:
    """A head that reaches well into the next column, where that has none of its own, stands over both."""
    occupied = {column for first, last in taken for column in range(first, last + 1)}
    spread = []
    for (first, last), piece in zip(taken, row.pieces, strict=True):
        x0, x1 = piece[0].xs[0], piece[-1].xs[-1]
        while first and first - 1 not in occupied and edges[first] - x0 > SPREAD * row.em:
            first -= 1
        while last + 2 < len(edges) and last + 1 not in occupied and x1 - edges[last + 1] > SPREAD * row.em:
            last += 1
        spread.append((first, last))
    return spread
