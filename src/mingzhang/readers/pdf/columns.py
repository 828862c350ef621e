"""The columns of a table without vertical rulings: from white that its rows share, and from how they align.

Names that begin at one place and figures that end at one place tell where their column begins and ends but
for the cell's margin; heads stand in the middle of their columns and tell the other edge.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from mingzhang.readers.pdf.pieces import CellLines
from mingzhang.readers.pdf.tuning import AGREE, ALIGNED, EXACT, MARGIN, NEAR, OVER, WIDEST

Levels = Sequence[Sequence[CellLines]]


@dataclass(slots=True)
class TextColumn:
    """What stands in one column: ``blocks``; ``x0``…``x1`` is the width its aligned blocks fill.

    ``side`` is ``left``, ``right`` or ``centre``.

    >>> TextColumn([], 0.0, 9.0, "left").blocks
    []
    """

    blocks: list[CellLines]
    x0: float = 0.0
    x1: float = 0.0
    side: str = "left"
    rest: list[CellLines] = field(default_factory=list)


def columns(levels: Levels, em: float, pitch: float, head: int = 0) -> list[TextColumn]:
    """The columns of a table whose rows stand no nearer than ``pitch`` to each other, from left to right.

    The first ``head`` levels are heads.

    What reaches over two columns of most rows belongs to none of them.  Parts that no row fills together are
    one column.
    """
    heads = {id(block) for level in levels[:head] for block in level}
    groups = _settled(_touching(_narrow(levels, em), em), NEAR * pitch)
    return [_aligned(group, heads, em) for group in groups]


def _settled(groups: list[list[CellLines]], near: float) -> list[list[CellLines]]:
    """Groups that never stand side by side put together, for one column has one cell at a height.

    A group between two that do stand side by side, and never beside either, reaches over both.
    """
    k = 1
    while k < len(groups):
        left, here, right = groups[k - 1], groups[k], groups[k + 1] if k + 1 < len(groups) else []
        if _beside(left, here, near):
            k += 1
        elif right and _beside(left, right, near) and not _beside(here, right, near) and not _figures(here):
            del groups[k]
        elif min(_figures(left), _figures(here)) > 1:
            k += 1  # figures that end at two places
        else:
            groups[k - 1 : k + 1] = [left + here]
    return groups


def _figures(group: Sequence[CellLines]) -> int:
    return sum(block.figure for block in group)


def _beside(left: Sequence[CellLines], right: Sequence[CellLines], near: float) -> bool:
    """Whether two blocks stand nearer to the same height than rows do."""
    heights = sorted(block.middle for block in right)
    for block in left:
        at = bisect_left(heights, block.middle - near)
        if at < len(heights) and heights[at] < block.middle + near:
            return True
    return False


def _narrow(levels: Levels, em: float) -> list[CellLines]:
    """The blocks without those that cover white which at least as many levels share."""
    single = [block for level in levels for block in level]
    given_up: set[int] = set()
    while True:
        groups = {id(block): n for n, group in enumerate(_touching(single, em)) for block in group}
        white = [
            (a.x1, b.x0, groups[id(a)])
            for level in levels
            for a, b in pairwise(block for block in level if id(block) in groups)
            if groups[id(a)] == groups[id(b)] and id(a) not in given_up
        ]
        if not white:
            return single
        shared, at, group = max(
            (_sharing(x, white), x, n) for x0, x1, n in white for x in (x0 + em / 9, (x0 + x1) / 2)
        )
        over = {id(b) for b in single if groups[id(b)] == group and b.x0 < at < b.x1}
        if len(over) > shared:
            given_up |= {key for key, n in groups.items() if n == group}
        else:
            single = [block for block in single if id(block) not in over]


def _sharing(x: float, white: Sequence[tuple[float, float, int]]) -> int:
    return sum(x0 < x < x1 for x0, x1, _ in white)


def _touching(single: Iterable[CellLines], em: float) -> list[list[CellLines]]:
    groups: list[list[CellLines]] = []
    end = 0.0
    for block in sorted(single, key=lambda block: block.x0):
        if groups and block.x0 < end - OVER * em:
            groups[-1].append(block)
            end = max(end, block.x1)
        else:
            groups.append([block])
            end = block.x1
    return groups


def _aligned(group: list[CellLines], heads: set[int], em: float) -> TextColumn:
    """The column of these blocks, its edges and side by what most of its body aligns to."""
    body = [block for block in group if id(block) not in heads]
    rest = [block for block in group if id(block) in heads]
    if not body:
        lowest = max(group, key=lambda block: block.middle)
        return TextColumn(group, lowest.x0, lowest.x1, "centre", rest)
    left = clustered(((b.x0, b) for b in body), em)[0]
    right = clustered(((b.x1, b) for b in body), em)[0]
    centre = clustered(((b.centre, b) for b in body), em)[0]
    most = max(len(left), len(right))
    below = any(abs(block.centre - centre[0].centre) < EXACT * em for block in rest)
    if len(centre) > most or (len(centre) == most and below):
        side, kept = "centre", centre
    elif len(right) > len(left) or (len(right) == len(left) and right[0].figure):
        side, kept = "right", right
    else:
        side, kept = "left", left
    inside = {id(block) for block in kept}
    rest += [block for block in body if id(block) not in inside]
    return TextColumn(group, min(b.x0 for b in kept), max(b.x1 for b in kept), side, rest)


def clustered(at: Iterable[tuple[float, CellLines]], em: float) -> list[list[CellLines]]:
    """Blocks whose values agree, the most numerous first.

    >>> clustered([], 9.0)
    []
    """
    groups: list[list[CellLines]] = []
    start = 0.0
    for value, block in sorted(at, key=lambda each: each[0]):
        if groups and value - start <= ALIGNED * em:
            groups[-1].append(block)
        else:
            groups.append([block])
            start = value
    return sorted(groups, key=lambda group: (len(group), group[0].figure), reverse=True)


def edges(found: Sequence[TextColumn], em: float, sides: tuple[float, float] | None) -> list[float]:
    """The edges of columns, one more than there are columns; ``sides`` are the ends of rulings if any."""
    first, last = found[0], found[-1]
    margin = MARGIN * em
    if sides:
        white = [first.x0 - sides[0]] if first.side == "left" else []
        white += [sides[1] - last.x1] if last.side == "right" else []
        margin = min((w for w in white if 0 <= w <= WIDEST * em), default=margin)
    known: list[float | None] = [None] * (len(found) + 1)
    known[0], known[-1] = sides or (None, None)
    for k, column in enumerate(found):
        if column.side == "left":
            known[k] = _mean(known[k], column.x0 - margin) if k else known[k] or column.x0 - margin
            continue
        ends = [column.x1] if column.side == "right" else []
        if column.side == "centre":  # figures that end right of the middle say where the column does
            ends = [
                b.x1
                for b in column.rest
                if b.figure and 2 * (b.centre - ALIGNED * em) > column.x0 + column.x1
            ]
        if ends and (k + 1 < len(found) or not sides):
            known[k + 1] = max(ends) + margin
    _reflected(known, found, em)
    ends = [first.x0 - margin, *((a.x1 + b.x0) / 2 for a, b in pairwise(found)), last.x1 + margin]
    return _rising([end if each is None else each for each, end in zip(known, ends, strict=True)], ends)


def _reflected(known: list[float | None], found: Sequence[TextColumn], em: float) -> None:
    """Edges that heads tell, standing in the middle between one that is known and one that is not."""
    while True:
        told = {k: _told(k, known, found, em) for k in range(len(known)) if known[k] is None}
        sure = {k: sum(pair) / 2 for k, (ours, theirs) in told.items() if (pair := _agreed(ours, theirs, em))}
        for k, (ours, theirs) in () if sure else told.items():
            if ours or theirs:
                sure = {k: (ours + theirs)[0]}
                break
        if not sure:
            return
        for k, edge in sure.items():
            known[k] = edge


def _told(
    k: int, known: Sequence[float | None], found: Sequence[TextColumn], em: float
) -> tuple[list[float], list[float]]:
    """Where the columns left and right of an edge say it is, as far as it falls between them."""
    before = found[k - 1] if k else None
    after = found[k] if k < len(found) else None
    low = before.x1 - ALIGNED * em if before else float("-inf")
    high = after.x0 + ALIGNED * em if after else float("inf")
    start, end = known[k - 1] if before else None, known[k + 1] if after else None
    left = [2 * centre - start for centre in _centres(before, em)] if before and start is not None else []
    right = [2 * centre - end for centre in _centres(after, em)] if after and end is not None else []
    return [x for x in left if low <= x <= high], [x for x in right if low <= x <= high]


def _agreed(left: Sequence[float], right: Sequence[float], em: float) -> tuple[float, float] | None:
    pairs = [(abs(a - b), a, b) for a in left for b in right if abs(a - b) < AGREE * em]
    return min(pairs)[1:] if pairs else None


def _mean(a: float | None, b: float) -> float:
    return b if a is None else (a + b) / 2


def _centres(column: TextColumn, em: float) -> Iterator[float]:
    """Where heads say the middle of the column is, the most said first."""
    if column.side == "centre":
        yield (column.x0 + column.x1) / 2
    for group in clustered(((b.centre, b) for b in column.rest), em):
        yield sum(block.centre for block in group) / len(group)


def _rising(found: list[float], plain: list[float]) -> list[float]:
    return found if all(a < b for a, b in pairwise(found)) else plain
