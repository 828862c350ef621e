"""A figure looked at once more: its own ink without colour, read as one line at two scales.

The first reading went over the whole page and may have overlooked a digit; this one takes all ink of the
place, whatever was found there before.
"""

from __future__ import annotations

from importlib import import_module
from itertools import pairwise
from typing import Any

from mingzhang.facts.place import Box
from mingzhang.readers.scan.engine import recognised_line
from mingzhang.readers.scan.ink import Ink

SCALES = (0.8, 1.6)
_DARK = 0.35  # of the darkness of the place: less is no ink of it
_INK = 30  # levels that something in a place is darker than paper, or it is blank
_SPECK = 0.4  # of the height of the highest line: less is none
_ABOVE, _BESIDE = 0.25, 0.5  # heights of a line that stay white around it


def readings(ink: Ink, box: Box) -> tuple[str, ...]:
    """What is read in a box (points of the page) at each of the scales, line after line."""
    lines = _lines(ink, box)
    return tuple("".join(recognised_line(_shown(line, scale))[0] for line in lines) for scale in SCALES)


def _lines(ink: Ink, box: Box) -> list[Any]:
    """The lines of ink in a box, rulings taken out, as grey images."""
    numpy = import_module("numpy")
    grey = ink.cut(box)
    strongest = 255 - float(numpy.percentile(grey, 0.5)) if grey.size else 0.0
    if strongest < _INK:
        return []
    dark = grey < 255 - _DARK * strongest
    found = [grey[top:bottom] for top, bottom in _stretches(dark.any(axis=1))]
    highest = max((len(line) for line in found), default=0)
    return [line for line in found if len(line) >= _SPECK * highest]


def _stretches(held: Any) -> list[tuple[int, int]]:
    """From where to where a row of yes and no says yes."""
    numpy = import_module("numpy")
    turns = numpy.flatnonzero(numpy.diff(numpy.concatenate([[0], held.astype(int), [0]]))).tolist()
    return [*pairwise(turns)][::2]


def _shown(line: Any, scale: float) -> Any:
    """A line with white around it, so many times its size."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    held = numpy.flatnonzero((line < 255 - _DARK * (255 - line.min())).any(axis=0))
    line = line[:, held[0] : held[-1] + 1]
    above, beside = (round(part * line.shape[0]) + 1 for part in (_ABOVE, _BESIDE))
    framed = cv2.copyMakeBorder(line, above, above, beside, beside, cv2.BORDER_CONSTANT, value=255)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.cvtColor(cv2.resize(framed, None, fx=scale, fy=scale, interpolation=way), cv2.COLOR_GRAY2BGR)
