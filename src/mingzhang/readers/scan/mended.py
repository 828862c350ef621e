"""Rulings of which pieces were too short to be seen: what a fold, a fax or noise has broken is found again.

A piece is looked for only where the table needs one: in line with a ruling that was seen, from one ruling
that crosses it to the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from mingzhang.readers.pdf.shapes import Segment

_NEAR = 4.0  # dots by which pieces of one ruling are out of line, and within which rulings touch
_DRAWN = 0.65  # of the way between two crossings that is inked where a ruling runs; letters ink half of it
_SEEN = 0.9  # of the way that was seen as a ruling: no piece is missing


def mended(grey: Any, level: float, one: list[Segment], other: list[Segment], down: bool) -> list[Segment]:
    """The missing pieces of rulings ``one``, all in dots; ``other`` are those across, ``level`` is ink.

    >>> import numpy
    >>> grey = numpy.full((50, 90), 255)
    >>> grey[:, 40] = 0
    >>> across = [(0.0, 0.0, 80.0), (20.0, 0.0, 80.0), (45.0, 0.0, 80.0)]
    >>> mended(grey, 128, [(40.0, 20.0, 45.0)], across, down=True)
    [(40.0, 0.0, 20.0)]
    """
    dark = (grey if down else grey.T) < level
    return [
        (at, start, end)
        for at, pieces in _rulings(one)
        for start, end in pairwise(_crossings(at, other))
        if end - start > 2 * _NEAR and _covered(pieces, start, end) < _SEEN and _inked(dark, at, start, end)
    ]


def _rulings(segments: list[Segment]) -> Iterator[tuple[float, list[Segment]]]:
    """The pieces in line with each other, with their place."""
    group: list[Segment] = []
    for piece in sorted(segments):
        if group and piece[0] - group[-1][0] > _NEAR:
            yield _place(group), group
            group = []
        group.append(piece)
    if group:
        yield _place(group), group


def _place(group: list[Segment]) -> float:
    return max(group, key=lambda piece: piece[2] - piece[1])[0]


def _crossings(at: float, other: list[Segment]) -> list[float]:
    """Where rulings of the other direction cross a place, or end at it, broken as they may be."""
    found = []
    for place, pieces in _rulings(other):
        if min(start for _, start, _ in pieces) - _NEAR <= at <= max(end for *_, end in pieces) + _NEAR:
            found.append(place)
    return found


def _covered(pieces: list[Segment], start: float, end: float) -> float:
    """The share of a way that pieces were seen on."""
    seen = sum(max(0.0, min(end, b) - max(start, a)) for _, a, b in pieces)
    return seen / max(1.0, end - start)


def _inked(dark: Any, at: float, start: float, end: float) -> bool:
    """Whether a straight stroke runs all the way, as far from the place as pieces may be."""
    first, last, left = round(start), round(end), max(0, round(at - _NEAR))
    strip = dark[first : last + 1, left : round(at + _NEAR) + 1]
    if strip.shape[1] < 2 or not strip.size:
        return False
    return float((strip[:, 1:] | strip[:, :-1]).mean(axis=0).max()) >= _DRAWN
