"""Which way up a page is: whether it stands, and if not, by how many quarters it must be turned.

The lines of a page are found at any angle; only what they say is not.  So a few of them tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from mingzhang.readers.scan.certainty import SURE, box_of
from mingzhang.readers.scan.engine import Character, recognised_line
from mingzhang.readers.scan.rulings import KERNEL

_TRIED = 12  # lines that tell which way up a page is: the longest, for words tell more than numbers
_NONSENSE = 0.5  # confidence in what is read of a line that stands on its head
_BETTER = 1.2  # times as well as it is that a page must read turned


def letters(lines: Iterable[list[Character]]) -> int:
    """How many letters and digits there are; the dots that lead to a page number read badly on any page.

    >>> letters([[Character(mark, 0, 0, 6, 9, 1.0) for mark in "概况……1"]])
    3
    """
    return sum(mark.text.isalnum() for line in lines for mark in line)


def good(lines: Iterable[list[Character]]) -> int:
    """How many letters and digits were read with certainty in lines that run across.

    >>> good([[Character("6", 0, 0, 6, 9, 1.0), Character("2", 6, 0, 12, 9, 0.5)]])
    1
    """
    return letters([mark for mark in line if mark.confidence >= SURE] for line in lines if not is_tall(line))


def is_tall(line: list[Character]) -> bool:
    """Whether a line runs down the page.

    >>> is_tall([Character("6", 0, 0, 9, 6, 1.0), Character("2", 0, 6, 9, 14, 1.0)])
    True
    """
    x0, y0, x1, y1 = box_of(line)
    return len(line) > 1 and y1 - y0 > 1.5 * (x1 - x0)


def is_large(line: list[Character]) -> bool:
    """Whether letters, in points, are so large that their strokes run straight as far as rulings do.

    >>> is_large([Character("决", 0, 0, 40, 40, 1.0)]), is_large([Character("决", 0, 0, 14, 16, 1.0)])
    (True, False)
    """
    sure = 2 * sum(mark.confidence >= SURE for mark in line) > len(line)
    return sure and not is_tall(line) and min(mark.high for mark in line) > 72 * KERNEL


def turns(image: Any, lines: list[list[Character]]) -> int:
    """Quarter turns, clockwise, at which the lines of an image read best; 0 where none is much better."""
    if not lines:
        return 0
    down = 2 * sum(len(line) for line in lines if is_tall(line)) > sum(map(len, lines))
    tried = sorted((line for line in lines if is_tall(line) is down), key=_length)[-_TRIED:]
    pieces = [_cut(image, line) for line in tried]
    scores = {turn: sum(_reads(piece, turn) for piece in pieces) for turn in ((1, 3) if down else (0, 2))}
    best = max(scores, key=lambda turn: scores[turn])
    return best if scores[best] > _BETTER * scores.get(0, 0.0) else 0


def _length(line: list[Character]) -> float:
    x0, y0, x1, y1 = box_of(line)
    return max(x1 - x0, y1 - y0)


def _cut(image: Any, line: list[Character]) -> Any:
    x0, y0, x1, y1 = (max(0, round(value)) for value in box_of(line))
    return image[y0 : max(y0 + 1, y1), x0 : max(x0 + 1, x1)]


def _reads(piece: Any, turn: int) -> float:
    """How well a line reads when it is turned clockwise by so many quarters."""
    numpy = import_module("numpy")
    text, confidence = recognised_line(numpy.ascontiguousarray(numpy.rot90(piece, -turn)))
    return len(text) * max(0.0, confidence - _NONSENSE)
