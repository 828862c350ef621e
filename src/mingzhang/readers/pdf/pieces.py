"""What stands in the cells of a table without a grid: pieces of lines, put together to blocks and levels.

A line falls into pieces where the white is too wide for a blank.  Pieces one below the other and nearer than
rows stand to each other are one block, the lines of one cell; blocks at one height make a level.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mingzhang.readers.pdf.flow import LEADER
from mingzhang.readers.pdf.lines import VisualLine, first_word_width
from mingzhang.readers.pdf.page import Run
from mingzhang.readers.pdf.tuning import APART, BESIDE, FULL, LEADING, LEVEL, TIGHT, USUAL
from mingzhang.readers.printed import NUMBERED

FIGURE = re.compile(r"[-+−(（]?(?:\d[\d,]*)?(?:\d|\.\d+)[%％)）]?|[-—–/]+")


@dataclass(slots=True)
class CellLines:
    """The lines of one cell, as far as white and pitch tell: ``lines`` from top to bottom, each its runs.

    >>> one, two = Run("住房保障", [72.0, 84, 96, 108, 120.0], 100.0, 12.0), Run("支出", [84.0, 96, 108], 116, 12)
    >>> block = CellLines([[one], [two]])
    >>> block.x0, block.x1, block.middle, block.figure
    (72.0, 120.0, 108.0, False)
    """

    lines: list[list[Run]]

    @property
    def x0(self) -> float:
        """Left edge."""
        return min(line[0].xs[0] for line in self.lines)

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(line[-1].xs[-1] for line in self.lines)

    @property
    def centre(self) -> float:
        """Middle between left and right edge."""
        return (self.x0 + self.x1) / 2

    @property
    def first(self) -> float:
        """Baseline of the first line."""
        return self.lines[0][0].base

    @property
    def last(self) -> float:
        """Baseline of the last line."""
        return self.lines[-1][0].base

    @property
    def middle(self) -> float:
        """The height halfway between the first and the last baseline."""
        return (self.first + self.last) / 2

    @property
    def runs(self) -> list[Run]:
        """All runs."""
        return [run for line in self.lines for run in line]

    @property
    def figure(self) -> bool:
        """Whether this is a number or a dash and nothing else."""
        return len(self.lines) == 1 and is_figure(self.lines[0])

    def meets(self, x0: float, x1: float) -> bool:
        """Whether it stands above or below a stretch of the page's width."""
        return self.x0 < x1 and self.x1 > x0


def is_figure(runs: Sequence[Run]) -> bool:
    """Whether runs side by side are a number or a dash.

    >>> is_figure([Run("1,234.50", [0.0, 40.0], 9, 9)]), is_figure([Run("合计", [0.0, 9.0, 18.0], 9, 9)])
    (True, False)
    """
    return FIGURE.fullmatch("".join(run.text for run in runs)) is not None


def pieces(line: VisualLine) -> list[list[Run]]:
    """The runs of a line, apart where a column may end; none for an entry of the contents.

    >>> runs = [Run("一、收入", [0, 9, 18, 27, 36], 9, 9), Run("12", [43, 47, 51], 9, 9)]
    >>> len(pieces(VisualLine("一、收入 12", [0, 51], 9, 9, 1, runs)))
    2
    """
    if LEADER.search(line.text):
        return []
    found: list[list[Run]] = []
    for run in line.runs:
        gap = run.xs[0] - found[-1][-1].xs[-1] if found else 0.0
        beside = found and (is_figure(found[-1]) or is_figure([run]))
        if found and gap < (BESIDE if beside else APART) * line.em:
            found[-1].append(run)
        else:
            found.append([run])
    return found


def row_pitch(lines: Iterable[Sequence[Sequence[Run]]], em: float) -> float | None:
    """How far apart, in points, the baselines of lines stand that follow each other closest and begin rows.

    A line begins a row if it holds a figure behind its first piece, or a numbered name.

    >>> line = lambda y: [[Run("收入", [0, 9, 18], y, 9)], [Run("12", [43, 47, 51], y, 9)]]
    >>> row_pitch([line(10), line(30), line(50), line(100)], 9.0)
    20
    """
    bases = [line[-1][0].base for line in lines if _begins_row(line)]
    steps = sorted(b - a for a, b in pairwise(bases) if b - a > 0.9 * em)
    return steps[len(steps) // 4] if steps else None


def _begins_row(line: Sequence[Sequence[Run]]) -> bool:
    return any(is_figure(piece) for piece in line[1:]) or any(NUMBERED.match(piece[0].text) for piece in line)


def blocks(lines: Iterable[Sequence[list[Run]]], em: float, pitch: float | None) -> list[CellLines]:
    """The pieces of all lines put together to blocks, from top to bottom.

    >>> above, below = Run("机构运", [0, 9, 18, 27], 9, 9), Run("行", [0, 9], 21, 9)
    >>> [len(block.lines) for block in blocks([[[above]], [[below]]], 9.0, 30.0)]
    [2]
    """
    near = min(TIGHT * pitch, LEADING * em) if pitch else USUAL * em
    lines = list(lines)
    wide: dict[int, float] = {}
    for piece in (piece for line in lines for piece in line):
        at = round(piece[0].xs[0] / em)
        wide[at] = max(wide.get(at, 0.0), piece[-1].xs[-1] - piece[0].xs[0])
    found: list[CellLines] = []
    for line in lines:
        for piece in line:
            x0, x1, base = piece[0].xs[0], piece[-1].xs[-1], piece[0].base
            above = next((b for b in reversed(found[-40:]) if b.meets(x0, x1)), None)
            step = base - above.last if above else near
            if above and 0.5 * em < step < near and _continues(above, piece, wide, em):
                above.lines.append(piece)
            else:
                found.append(CellLines([piece]))
    return found


def _continues(above: CellLines, piece: list[Run], wide: dict[int, float], em: float) -> bool:
    """Whether a piece may be a further line of a cell: the line above is full if both begin at one place."""
    upper = above.lines[-1]
    if above.figure or NUMBERED.match(piece[0].text):
        return False
    left, right = piece[0].xs[0] - upper[0].xs[0], piece[-1].xs[-1] - upper[-1].xs[-1]
    if abs(left) > 0.3 * em:
        return not is_figure(piece) and (abs(left + right) < 0.6 * em or abs(right) < 0.3 * em)
    at = round(upper[0].xs[0] / em)
    room = max(wide.get(at + step, 0.0) for step in (-1, 0, 1)) - (upper[-1].xs[-1] - upper[0].xs[0])
    return room < first_word_width(VisualLine(piece[0].text, piece[0].xs, 0.0, em, 0)) + FULL * em


def levels(found: Sequence[CellLines], em: float) -> list[list[CellLines]]:
    """Blocks at one height, from top to bottom; one of several lines has that of its middle, first or last.

    >>> one, two = Run("办公费", [0, 9, 18, 27], 9, 9), Run("1.50", [60, 80], 9, 9)
    >>> [len(level) for level in levels([CellLines([[one]]), CellLines([[two]])], 9.0)]
    [2]
    """
    heights = sorted(block.middle for block in found if len(block.lines) == 1)
    placed = sorted(((_height(block, heights, em), block) for block in found), key=lambda each: each[0])
    grouped: list[list[CellLines]] = []
    start = 0.0
    for height, block in placed:
        if grouped and height - start <= LEVEL * em:
            grouped[-1].append(block)
        else:
            grouped.append([block])
            start = height
    return [sorted(level, key=lambda block: block.x0) for level in grouped]


def _height(block: CellLines, heights: Sequence[float], em: float) -> float:
    if len(block.lines) == 1:
        return block.middle
    for height in (block.middle, block.first, block.last):
        if any(abs(other - height) < 0.3 * em for other in heights):
            return height
    return block.middle
