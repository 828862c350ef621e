"""Whether figures stand in the grids of a page as figures do: else rows or columns were lost or doubled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from statistics import median

from mingzhang.readers.pdf.grid import RuledGrid
from mingzhang.readers.scan.certainty import FAINT, UNSURE, ReadLeaf, Word

_AMOUNT = re.compile(r"[-+−]?\d{1,3}(?:[,，]?\d{3})*[.．]\d{1,4}")
_LETTER = 0.62  # height of a digit in the box that is put around its line
_OFF = 1.0  # heights of a digit by which the amounts of one row may stand unevenly
_CORE = 0.3  # of the height of a digit, from its middle: what must lie within its cell
_NEAR = 1.6  # rows from a grid within which amounts belong to it
_WANDER = 3.0  # heights of a digit by which the amounts of one column may be out of line
_MANY = 3  # amounts of a column that tell how they are lined up


def misshapen(leaf: ReadLeaf) -> bool:
    """Whether a row or a column of a ruled table was not seen, or one was seen that is none.

    >>> misshapen(ReadLeaf([], []))
    False
    """
    read = [one for one in leaf.words if one.doubt not in (FAINT, UNSURE) and _AMOUNT.fullmatch(one.text)]
    amounts = [one for one in read if not one.doubt]
    if not amounts or not leaf.grids:
        return False
    letter = _LETTER * median(one.box[3] - one.box[1] for one in amounts)
    if any(_hugs(one, leaf.grids) for one in amounts if one.cell is None and one.alone):
        return True
    for number, grid in enumerate(leaf.grids):
        own = [one for one in amounts if one.cell and one.cell[0] == number]
        if (
            _crowded([one for one in read if one.cell and one.cell[0] == number])
            or _uneven(own, grid, letter)
            or _cut(own, grid, letter)
        ):
            return True
    return False


def _crowded(amounts: list[Word]) -> bool:
    """Whether two amounts stand in one cell."""
    return len({one.cell for one in amounts}) < len(amounts)


def _uneven(amounts: list[Word], grid: RuledGrid, letter: float) -> bool:
    """Whether the amounts of a row stand at two heights, or those of a column in two lines."""
    for row in _along(amounts, grid, 0):
        middles = [(one.box[1] + one.box[3]) / 2 for one in row]
        if max(middles) - min(middles) > _OFF * letter:
            return True
    for column in _along(amounts, grid, 1):
        sides = [
            [one.box[0] for one in column],
            [one.box[2] for one in column],
            [(one.box[0] + one.box[2]) / 2 for one in column],
        ]
        if len(column) >= _MANY and min(max(side) - min(side) for side in sides) > _WANDER * letter:
            return True
    return False


def _along(amounts: Iterable[Word], grid: RuledGrid, axis: int) -> Iterator[list[Word]]:
    """The amounts in cells of a single row (0) or a single column (1), together."""
    found: dict[int, list[Word]] = {}
    for one in amounts:
        span = grid.spans[one.cell[1]] if one.cell else (0, 0, 0, 0)
        if span[2 + axis] == 1:
            found.setdefault(span[axis], []).append(one)
    yield from found.values()


def _cut(amounts: list[Word], grid: RuledGrid, letter: float) -> bool:
    """Whether a ruling runs through an amount."""
    for one in amounts:
        assert one.cell
        x0, y0, x1, y1 = grid.box(grid.spans[one.cell[1]])
        middle = (one.box[1] + one.box[3]) / 2
        if not y0 + _CORE * letter <= middle <= y1 - _CORE * letter:
            return True
        if one.box[0] < x0 - letter or one.box[2] > x1 + letter:
            return True
    return False


def _hugs(one: Word, grids: list[RuledGrid]) -> bool:
    """Whether an amount stands right beside a grid, in no cell of it: its last row or column has no edge."""
    x, y = (one.box[0] + one.box[2]) / 2, (one.box[1] + one.box[3]) / 2
    for grid in grids:
        high = _NEAR * median(b - a for a, b in zip(grid.ys, grid.ys[1:], strict=False))
        wide = _NEAR * median(b - a for a, b in zip(grid.xs, grid.xs[1:], strict=False))
        inside = grid.xs[0] < x < grid.xs[-1], grid.ys[0] < y < grid.ys[-1]
        if inside[0] and (grid.ys[0] - high < y < grid.ys[-1] + high):
            return True
        if inside[1] and (grid.xs[0] - wide < x < grid.xs[-1] + wide):
            return True
    return False
