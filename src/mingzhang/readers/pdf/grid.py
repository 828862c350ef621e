"""Rulings to grids: the cells of ruled tables with their spans, however the writer drew the lines.

WPS draws one long stroke per rule, Word thin filled pieces cut at every crossing, OnlyOffice each side of
each cell on its own: all become the same lines here, once near ones are snapped and short gaps closed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate, groupby, pairwise

from mingzhang.facts.place import Box
from mingzhang.facts.report import Cell
from mingzhang.readers.pdf.lines import cell_text
from mingzhang.readers.pdf.page import Run
from mingzhang.readers.pdf.shapes import Segment
from mingzhang.readers.pdf.tuning import ACROSS, CROWDED, GAP, OPEN, SAME_LINE, SNAP, TOUCH

PLAIN = re.compile(r"[-−]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?[%％]?")
AMOUNT = re.compile(r"(?=.*[.,])" + PLAIN.pattern)

Span = tuple[int, int, int, int]  # row, column, rowspan, colspan


@dataclass(slots=True)
class RuledGrid:
    """A ruled table: column edges ``xs``, row edges ``ys`` (points), ``spans`` of its cells in reading order.

    ``owner[row][column]`` is the index of the covering cell or -1; ``broken`` lists the rows where a region
    is not a rectangle, which no table has unless its drawing is damaged.  ``room`` tells, once filled, for
    the columns of the last row how much of the last line is left free, in characters.

    >>> grid, = grids([(y, 0, 90) for y in (0, 20, 40)], [(x, 0, 40) for x in (0, 50, 90)])[0]
    >>> grid.spans
    [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
    """

    xs: list[float]
    ys: list[float]
    spans: list[Span] = field(default_factory=list)
    owner: list[list[int]] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    room: dict[int, float] = field(default_factory=dict)

    def box(self, span: Span) -> Box:
        """Box of a cell."""
        row, column, rows, columns = span
        return (self.xs[column], self.ys[row], self.xs[column + columns], self.ys[row + rows])

    def cell_at(self, x: float, y: float) -> int:
        """Index of the cell at a point, or -1."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owner[row][column]
        return -1

    def fill(self, runs: Iterable[Run], page: int) -> tuple[list[Cell], list[Run]]:
        """The cells with their text, and the runs that stand outside the grid.

        >>> grid, = grids([(y, 0, 90) for y in (0, 20)], [(x, 0, 20) for x in (0, 50, 90)])[0]
        >>> cells, rest = grid.fill([Run("合计", [5, 14, 23], 14, 9), Run("注", [5, 14], 50, 9)], 1)
        >>> [cell.text for cell in cells], [run.text for run in rest]
        (['合计', ''], ['注'])
        """
        held: list[list[Run]] = [[] for _ in self.spans]
        rest: list[Run] = []
        wide: list[tuple[Run, list[int]]] = []
        top, bottom, left, right = self.ys[0], self.ys[-1], self.xs[0], self.xs[-1]
        for run in runs:
            xs, middle = run.xs, run.middle
            if not top < middle < bottom or xs[-1] < left or xs[0] > right:
                rest.append(run)
                continue
            first = self.cell_at((xs[0] + xs[1]) / 2, middle)
            if first == self.cell_at((xs[-2] + xs[-1]) / 2, middle):
                (held[first] if first >= 0 else rest).append(run)
                continue
            pieces = self._split(run)
            if self._is_wide(run, pieces):
                wide.append((run, [index for index, _ in pieces if index >= 0]))
                continue
            for index, part in pieces:
                (held[index] if index >= 0 else rest).append(part)
        for run, crossed in wide:
            held[self._home(run, [index for index in crossed if not held[index]] or crossed)].append(run)
        cells = []
        for span, inside in zip(self.spans, held, strict=True):
            box = self.box(span)
            text = cell_text(inside, page, box[2] - box[0]) if inside else ""
            cells.append(Cell(text, *span, page, box))
            if inside and span[0] + span[2] == len(self.ys) - 1:
                last = max(inside, key=lambda run: run.base)
                line = [run for run in inside if last.base - run.base < SAME_LINE * last.em]
                ends = max(run.xs[-1] for run in line) - min(run.xs[0] for run in line)
                self.room[span[1]] = (box[2] - box[0] - ends) / last.em
        return cells, rest

    def _split(self, run: Run) -> list[tuple[int, Run]]:
        """A run that crosses walls, cut where the middles of its characters change cells."""
        owners = [self.cell_at((a + b) / 2, run.middle) for a, b in pairwise(run.xs)]
        pieces, start = [], 0
        for index, group in groupby(owners):
            end = start + len(list(group))
            pieces.append((index, run.part(start, end)))
            start = end
        return pieces

    def _is_wide(self, run: Run, pieces: list[tuple[int, Run]]) -> bool:
        """Whether a run is one amount that reaches over the wall of its column, not two beside each other.

        One is told by a figure that stands across a wall, or by a piece that is no amount or has fewer
        decimals: amounts that fit their columns end before the wall.  Two are told by a gap at a wall.
        """
        if not AMOUNT.fullmatch(run.text) or all(index < 0 for index, _ in pieces) or _parted(run, pieces):
            return False
        walls = {self.box(self.spans[index])[side] for index, _ in pieces if index >= 0 for side in (0, 2)}
        if any(min(x - a, b - x) > ACROSS * (b - a) for x in walls for a, b in pairwise(run.xs)):
            return True
        decimals = len(run.text.partition(".")[2])
        return any(
            not PLAIN.fullmatch(part.text)
            or ("," in run.text and len(part.text.partition(".")[2]) != decimals)
            for _, part in pieces
        )

    def _home(self, run: Run, crossed: list[int]) -> int:
        """Which of the cells a wide amount belongs to: where it is flush left, flush right or centred."""

        def off(index: int) -> float:
            left, _, right, _ = self.box(self.spans[index])
            start, end = run.xs[0] - left, right - run.xs[-1]
            return min(abs(start), abs(end), abs(start - end) / 2)

        return min(crossed, key=off)


def grids(rows: list[Segment], columns: list[Segment]) -> tuple[list[RuledGrid], list[Segment]]:
    """The ruled tables of a page from top to bottom, and the horizontal rulings that belong to none.

    >>> found, free = grids([(9.0, 0.0, 90.0)], [])
    >>> len(found), free
    (0, [(9.0, 0.0, 90.0)])
    """
    across, down = straightened(rows), straightened(columns)
    if len(across) * len(down) > CROWDED:
        return [], across
    found: list[RuledGrid] = []
    free: list[Segment] = []
    for part_across, part_down in _connected(across, down):
        grid = _grid(part_across, part_down)
        if grid is None:
            free += part_across
        else:
            found.append(grid)
    return sorted(found, key=lambda grid: grid.ys[0]), sorted(free)


def straightened(segments: list[Segment]) -> list[Segment]:
    """Pieces of rulings put together to whole lines, sorted.

    >>> straightened([(10.0, 0.0, 50.0), (10.6, 51.0, 90.0), (40.0, 0.0, 90.0)])
    [(10.3, 0.0, 90.0), (40.0, 0.0, 90.0)]
    """
    lines: list[Segment] = []
    level: list[Segment] = []
    for segment in sorted(segments):
        if level and segment[0] - level[0][0] > SNAP:
            lines += _joined(level)
            level = []
        level.append(segment)
    return lines + (_joined(level) if level else [])


def _joined(level: list[Segment]) -> list[Segment]:
    """Pieces of one line put together where they meet, as (mean position, start, end) in points."""
    position = sum(segment[0] for segment in level) / len(level)
    pieces = sorted((start, end) for _, start, end in level)
    start, end = pieces[0]
    lines = []
    for a, b in pieces:
        if a > end + GAP:
            lines.append((position, start, end))
            start, end = a, b
        elif b > end:
            end = b
    lines.append((position, start, end))
    return lines


def _connected(across: list[Segment], down: list[Segment]) -> list[tuple[list[Segment], list[Segment]]]:
    """Lines grouped by touching each other."""
    parent = list(range(len(across) + len(down)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = item = parent[parent[item]]
        return item

    heights = [line[0] for line in across]
    for number, (x, y0, y1) in enumerate(down, len(across)):
        for index in range(bisect_left(heights, y0 - GAP), bisect_right(heights, y1 + GAP)):
            line = across[index]
            if line[1] - GAP <= x <= line[2] + GAP:
                parent[root(number)] = root(index)
    groups: dict[int, tuple[list[Segment], list[Segment]]] = {}
    for index, line in enumerate(across):
        groups.setdefault(root(index), ([], []))[0].append(line)
    for number, line in enumerate(down, len(across)):
        groups.setdefault(root(number), ([], []))[1].append(line)
    return list(groups.values())


def _grid(across: list[Segment], down: list[Segment]) -> RuledGrid | None:
    if len(across) < 2 or not down or len(across) + len(down) < 4:
        return None
    down = down + _open_sides(across, down)
    across = across + _open_sides(down, across)
    xs, ys = sorted({line[0] for line in down}), sorted({line[0] for line in across})
    if len(xs) < 2 or len(ys) < 2 or (len(xs), len(ys)) == (2, 2):
        return None  # a frame around text is no table
    grid = RuledGrid(xs, ys)
    _Walls(xs, ys, across, down).fill(grid)
    return grid if len(grid.spans) > 1 else None


def _open_sides(across: list[Segment], down: list[Segment]) -> list[Segment]:
    """Closing lines for a table drawn without its outermost ones: where its other lines all end."""
    first, last = min(line[0] for line in down), max(line[0] for line in down)
    sides = []
    for end, beyond in ((min(line[1] for line in across), first), (max(line[2] for line in across), last)):
        at = [line[0] for line in across if min(abs(line[1] - end), abs(line[2] - end)) <= SNAP]
        if abs(end - beyond) > OPEN and len(at) > 1:
            sides.append((end, min(at), max(at)))
    return sides


class _Walls:
    """Which unit cells of a grid have a wall on which side, as bit masks over the columns of each row."""

    def __init__(self, xs: list[float], ys: list[float], across: list[Segment], down: list[Segment]) -> None:
        self.rows, self.columns = len(ys) - 1, len(xs) - 1
        self.upper = [0] * (self.rows + 1)  # wall above row r, bit c
        self.left = [0] * self.rows  # wall left of column c in row r, bit c
        for y, start, end in across:
            low, high = _covered(xs, start, end)
            self.upper[bisect_left(ys, y)] |= (1 << high) - (1 << low) if high > low else 0
        for x, start, end in down:
            bit = 1 << bisect_left(xs, x)
            for row in range(*_covered(ys, start, end)):
                self.left[row] |= bit

    def fill(self, grid: RuledGrid) -> None:
        """Number the cells: most units have all four walls, only the others are flooded."""
        grid.owner = [[-1] * self.columns for _ in range(self.rows)]
        seen = [0] * self.rows
        for row in range(self.rows):
            whole = self.left[row] & (self.left[row] >> 1) & self.upper[row] & self.upper[row + 1]
            for column in range(self.columns):
                bit = 1 << column
                if whole & bit:
                    _own(grid, (row, column, 1, 1))
                elif not seen[row] & bit:
                    self._region(grid, row, column, seen)

    def _region(self, grid: RuledGrid, row: int, column: int, seen: list[int]) -> None:
        """Number the cell around this unit; one that is no rectangle is noted and cut into rows."""
        units, outside = self._flood(row, column, seen)
        if outside:
            return
        columns = [c for _, c in units]
        top, bottom = min(units)[0], max(units)[0]
        left, right = min(columns), max(columns)
        if len(units) == (bottom - top + 1) * (right - left + 1):
            _own(grid, (top, left, bottom - top + 1, right - left + 1))
            return
        grid.broken.append(top)
        for level in range(top, bottom + 1):  # the text keeps its row and column at least
            for start, end in _stretches(sorted(c for r, c in units if r == level)):
                _own(grid, (level, start, 1, end - start + 1))

    def _flood(self, row: int, column: int, seen: list[int]) -> tuple[set[tuple[int, int]], bool]:
        """The units reachable without crossing a wall, and whether they leave the grid at a side."""
        units, todo, outside = {(row, column)}, [(row, column)], False
        while todo:
            r, c = todo.pop()
            seen[r] |= 1 << c
            steps = (
                (self.left[r] >> c & 1, r, c - 1),
                (self.left[r] >> (c + 1) & 1, r, c + 1),
                (self.upper[r] >> c & 1, r - 1, c),
                (self.upper[r + 1] >> c & 1, r + 1, c),
            )
            for wall, r2, c2 in steps:
                if wall or (r2, c2) in units:
                    continue
                if 0 <= r2 < self.rows and 0 <= c2 < self.columns:
                    units.add((r2, c2))
                    todo.append((r2, c2))
                elif not 0 <= c2 < self.columns:
                    outside = True  # a cell cut by the page's edge has no foot or head, but it has its sides
        return units, outside


def _covered(edges: list[float], start: float, end: float) -> tuple[int, int]:
    """The stretches between edges whose middle a line from ``start`` to ``end`` passes, as a range."""
    low = bisect_left(edges, start)
    if low and (edges[low - 1] + edges[min(low, len(edges) - 1)]) / 2 > start:
        low -= 1
    high = bisect_right(edges, end) - 1
    if high < len(edges) - 1 and (edges[high] + edges[high + 1]) / 2 < end:
        high += 1
    return low, high


def _parted(run: Run, pieces: list[tuple[int, Run]]) -> bool:
    """Whether the figures at a wall stand further apart than any others of a run: in two cells."""
    cuts = [end - 1 for end in accumulate(len(part.text) for _, part in pieces[:-1])]
    steps = {n: run.xs[n + 1] - run.xs[n] for n, char in enumerate(run.text) if char.isdigit()}
    most = max((step for n, step in steps.items() if n not in cuts), default=0.0) + TOUCH * run.em
    return any(n in steps and run.text[n + 1].isdigit() and steps[n] > most for n in cuts)


def _stretches(columns: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for column in columns:
        if found and found[-1][1] == column - 1:
            found[-1] = (found[-1][0], column)
        else:
            found.append((column, column))
    return found


def _own(grid: RuledGrid, span: Span) -> None:
    row, column, rows, columns = span
    for line in grid.owner[row : row + rows]:
        line[column : column + columns] = [len(grid.spans)] * columns
    grid.spans.append(span)
