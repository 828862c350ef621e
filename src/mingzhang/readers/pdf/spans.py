"""Which columns and rows a cell without walls covers: text in the middle of what it stands over.

Across, the middle of a merged head is the middle of its columns.  Down, a cell begins where the one above it
ends, and ends as far below its middle as it begins above it: a column of heads whose last one so ends at the
ruling below the heads has told the edges of their rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mingzhang.readers.pdf.columns import TextColumn
from mingzhang.readers.pdf.lines import middle
from mingzhang.readers.pdf.pieces import CellLines
from mingzhang.readers.pdf.tuning import ABOVE, ALIGNED, CENTRED, CLOSES, LOWEST, MIDDLE, OVER

Rule = tuple[float, float, float]


@dataclass(slots=True)
class Placed:
    """A block and the cell it stands in."""

    block: CellLines
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(slots=True)
class TableLayout:
    """What is known of the table: its columns, their edges in points, the size of its type."""

    columns: Sequence[TextColumn]
    edges: Sequence[float]
    em: float

    def centre(self, first: int, last: int) -> float:
        """The middle of some columns."""
        return (self.edges[first] + self.edges[last + 1]) / 2

    def under(self, block: CellLines) -> tuple[int, int]:
        """The first and last column whose text the block stands above or below; else the one it stands in."""
        slack = OVER * self.em
        met = [n for n, c in enumerate(self.columns) if block.meets(c.x0 + slack, c.x1 - slack)]
        if met:
            return met[0], met[-1]
        inner = sum(edge < block.centre for edge in self.edges[1:-1])
        return inner, inner


def across(level: Sequence[CellLines], sheet: TableLayout, body: bool = False) -> list[tuple[int, int]]:
    """First and last column of each block of a level, what stands in the middle of several over all of them.

    A row of the ``body`` begins with its name: a name further right may stand over the columns before it.

    >>> sheet = TableLayout([TextColumn([], 2.0, 9.0), TextColumn([], 12.0, 19.0)], [0.0, 10.0, 20.0], 4.0)
    >>> from mingzhang.readers.pdf.page import Run
    >>> across([CellLines([[Run("项", [8.0, 12.0], 9, 4)]])], sheet)
    [(0, 1)]
    """
    found = [sheet.under(block) for block in level]
    for n, block in enumerate(level):
        if found[n][0] == found[n][1] and (
            block.figure or _in_line(block, sheet.columns[found[n][0]], sheet.em)
        ):
            continue
        wide = _centred(block, sheet, found[n], *_room(found, n, sheet))
        named = [each for each in wide if body and n == 0 and not block.figure and each[0] == 0]
        if wide:
            found[n] = (named or wide)[0]
    return found


def _room(found: Sequence[tuple[int, int]], n: int, sheet: TableLayout) -> tuple[int, int]:
    """First and last column that the neighbours of a block leave to it."""
    low = found[n - 1][1] + 1 if n else 0
    return low, found[n + 1][0] - 1 if n + 1 < len(found) else len(sheet.columns) - 1


def _tiled(level: Sequence[CellLines], sheet: TableLayout) -> list[tuple[int, int]] | None:
    """The columns of heads that stand over the whole table together, each over as many as it may."""
    found = [sheet.under(block) for block in level]
    wide = [_centred(block, sheet, found[n], *_room(found, n, sheet)) for n, block in enumerate(level)]
    if len(level) < 2 or not all(wide):
        return None
    spans = [ranges[-1] for ranges in wide]
    covered = [k for first, last in spans for k in range(first, last + 1)]
    return spans if covered == list(range(len(sheet.columns))) else None


def _spans(found: Sequence[Sequence[CellLines]], sheet: TableLayout) -> dict[int, tuple[int, int]]:
    """First and last column of every head."""
    rows = [across(level, sheet) for level in found]
    if len(found) == 1 or found[1][0].middle - found[0][0].middle > ABOVE * sheet.em:
        rows[0] = _tiled(found[0], sheet) or rows[0]
    return {
        id(b): span
        for level, row in zip(found, rows, strict=True)
        for b, span in zip(level, row, strict=True)
    }


def _in_line(block: CellLines, column: TextColumn, em: float) -> bool:
    """Whether a block begins, or ends, where others of the column do that are not as wide."""
    if column.side == "centre":
        return False
    for other in column.blocks:
        off = other.x0 - block.x0 if column.side == "left" else other.x1 - block.x1
        alike = abs(other.x1 - other.x0 - block.x1 + block.x0) < ALIGNED * em
        if other is not block and not alike and abs(off) < ALIGNED * em:
            return True
    return False


def _centred(
    block: CellLines, sheet: TableLayout, least: tuple[int, int], low: int, high: int
) -> list[tuple[int, int]]:
    """Ranges of columns that the block stands in the middle of, the smallest first."""
    near = ALIGNED * sheet.em
    ranges = [
        (first, last)
        for first in range(low, least[0] + 1)
        for last in range(least[1], high + 1)
        if abs(sheet.centre(first, last) - block.centre) <= near
    ]
    return sorted(ranges, key=lambda each: each[1] - each[0])


def head_rows(
    found: Sequence[Sequence[CellLines]], sheet: TableLayout, top: float | None, bottoms: Sequence[float]
) -> tuple[int, float] | None:
    """Number of the most levels that fill all columns from one height to another, and the lower height.

    ``bottoms`` says where the heads would end if they had one level, two and so on; where ``top`` is known,
    their middles tell it better.
    """
    spans = _spans(found, sheet)
    for count, bottom in reversed(list(enumerate(bottoms, 1))):
        level = found[count - 1]
        stacks = _stacks(found[:count], spans, sheet)
        if not all(stacks):
            continue
        ends = [
            _upward(each, bottom, sheet.em) if top is None else _end(each, top, sheet.em) for each in stacks
        ]
        low = [end for end in ends if end is not None]
        if len(low) < len(ends) or max(low) - min(low) > CLOSES * sheet.em:
            continue
        if top is None and low[0] < found[0][0].middle - (MIDDLE + 0.4) * sheet.em:
            return count, bottom
        if top is not None and level[0].middle < low[0] < found[count][0].middle:
            return count, middle(low)
    return None


def _end(stack: list[CellLines], top: float, em: float) -> float:
    for block in stack:
        top = 2 * (block.middle - MIDDLE * em) - top
    return top


def heads(
    found: Sequence[Sequence[CellLines]],
    sheet: TableLayout,
    top: float | None,
    bottom: float,
    rules: Sequence[Rule],
) -> tuple[list[Placed], int]:
    """The cells of the heads, whose levels are ``found``, between two heights; and the number of their rows.

    ``rules`` are rulings that stand between the heads of some columns.
    """
    spans = _spans(found, sheet)
    known = [
        sorted(y for y, x0, x1 in rules if x0 < sheet.centre(k, k) < x1) for k in range(len(sheet.columns))
    ]
    stacks = _stacks(found, spans, sheet)
    if top is None:
        top = _top([_upward(stack, bottom, sheet.em) for stack in stacks], found[0][0].middle, sheet.em)
    if top is None:
        return _by_levels(found, spans), len(found)
    _widen(found, spans, sheet, _Heads(top, bottom, known, sheet.em))
    frame = _Heads(top, bottom, known, sheet.em)
    chains = [frame.down(stack, k) for k, stack in enumerate(_stacks(found, spans, sheet))]
    ends = _edges([y for chain in chains if chain for y in chain], sheet.em)
    if len(ends) < 2:
        return _by_levels(found, spans), len(found)
    return _cells(found, spans, ends, sheet.em), len(ends) - 1


def _stacks(
    found: Sequence[Sequence[CellLines]], spans: dict[int, tuple[int, int]], sheet: TableLayout
) -> list[list[CellLines]]:
    """The blocks that cover each column, from top to bottom."""
    return [
        [b for level in found for b in level if spans[id(b)][0] <= k <= spans[id(b)][1]]
        for k in range(len(sheet.columns))
    ]


def _top(starts: list[float | None], first: float, em: float) -> float | None:
    """Where most columns say that the heads begin."""
    agreed = [y for y in starts if y is not None and y < first - (MIDDLE + 0.4) * em]
    return max(
        agreed, key=lambda y: (sum(abs(y - other) < CLOSES * em for other in agreed), -y), default=None
    )


def _widen(
    found: Sequence[Sequence[CellLines]], spans: dict[int, tuple[int, int]], sheet: TableLayout, frame: _Heads
) -> None:
    """A head in the middle of several columns stands over all that would else lack their uppermost cell."""
    for level in found[:-1]:
        for block in level:
            first, last = spans[id(block)]
            stacks = _stacks(found, spans, sheet)
            lacking = [
                first <= k <= last
                or (
                    bool(stack)
                    and frame.down(stack, k) is None
                    and frame.down(sorted([block, *stack], key=lambda each: each.middle), k) is not None
                )
                for k, stack in enumerate(stacks)
            ]
            low, high = first, last
            while low and lacking[low - 1]:
                low -= 1
            while high + 1 < len(lacking) and lacking[high + 1]:
                high += 1
            wide = _centred(block, sheet, (first, last), low, high)
            if wide:
                spans[id(block)] = wide[-1]


@dataclass(slots=True)
class _Heads:
    """Where the heads begin and end, and the rulings between the heads of each column."""

    top: float
    bottom: float
    walls: list[list[float]]
    em: float

    def down(self, stack: list[CellLines], column: int) -> list[float] | None:
        """The edges of the cells of one column, if they come out at the bottom."""
        found = [self.top]
        for n, block in enumerate(stack):
            height = block.middle - MIDDLE * self.em
            after = (
                stack[n + 1].middle - MIDDLE * self.em if n + 1 < len(stack) else self.bottom - 0.1 * self.em
            )
            wall = next((y for y in self.walls[column] if height < y < after), None)
            if any(found[-1] + CLOSES * self.em < y < height for y in self.walls[column]):
                return None
            end = 2 * height - found[-1] if wall is None else wall
            if end - found[-1] < LOWEST * self.em or (n + 1 < len(stack) and end > after):
                return None
            found.append(end)
        closed = len(found) > 1 and abs(found[-1] - self.bottom) <= CLOSES * self.em
        return [*found[:-1], self.bottom] if closed else None


def _upward(stack: list[CellLines], bottom: float, em: float) -> float | None:
    """Where the first cell of a column begins, its last one ending at the bottom."""
    end = bottom
    for n in range(len(stack) - 1, -1, -1):
        height = stack[n].middle - MIDDLE * em
        start = 2 * height - end
        if end - start < LOWEST * em or (n and start < stack[n - 1].middle - MIDDLE * em):
            return None
        end = start
    return end if stack else None


def _edges(heights: list[float], em: float) -> list[float]:
    groups: list[list[float]] = []
    for height in sorted(heights):
        if groups and height - groups[-1][0] <= CLOSES * em:
            groups[-1].append(height)
        else:
            groups.append([height])
    return [middle(group) for group in groups]


def _by_levels(found: Sequence[Sequence[CellLines]], spans: dict[int, tuple[int, int]]) -> list[Placed]:
    return [
        Placed(block, row, spans[id(block)][0], 1, spans[id(block)][1] - spans[id(block)][0] + 1)
        for row, level in enumerate(found)
        for block in level
    ]


def _cells(
    found: Sequence[Sequence[CellLines]], spans: dict[int, tuple[int, int]], ends: list[float], em: float
) -> list[Placed]:
    """Each block in the rows it stands in the middle of; no two in one place."""
    taken: set[tuple[int, int]] = set()
    placed = []
    single = sorted((b for level in found for b in level), key=lambda b: (_rows(b, ends, em)[1], b.middle))
    for block in single:
        first, last = spans[id(block)]
        row, count = _rows(block, ends, em)
        area = {(r, k) for r in range(row, row + count) for k in range(first, last + 1)}
        if area & taken:
            row, count = sum(y <= block.middle - MIDDLE * em for y in ends[1:-1]), 1
            area = {(row, k) for k in range(first, last + 1)}
        taken |= area
        placed.append(Placed(block, row, first, count, last - first + 1))
    return placed


def _rows(block: CellLines, ends: list[float], em: float) -> tuple[int, int]:
    """First row and number of rows."""
    height = block.middle - MIDDLE * em
    fitting = [
        (below - above, above)
        for above in range(len(ends) - 1)
        for below in range(above + 1, len(ends))
        if abs((ends[above] + ends[below]) / 2 - height) <= CENTRED * em
    ]
    if fitting:
        count, row = min(fitting)
        return row, count
    return sum(y <= height for y in ends[1:-1]), 1
