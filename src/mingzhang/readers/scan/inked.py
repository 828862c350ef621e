"""Where on a picture there is ink: an engine need look nowhere else, and margins cost as much as text."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_COARSE = 4  # dots that are taken as one: less than a stroke and its paper, more than a speck
_DARKER = 0.9  # of the brightness of the paper around it: what is darker may be ink
_AROUND = 9  # coarse dots in which some paper shows
_MARGIN = 24  # dots of paper that stay around: letters at the edge of a picture are overlooked


def inked(image: Any) -> tuple[int, int, int, int]:
    """The box (left, top, right, bottom) around all ink of an image; the whole image where there is none."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    high, wide = image.shape[:2]
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    size = max(1, wide // _COARSE), max(1, high // _COARSE)
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(numpy.float32)
    paper = cv2.GaussianBlur(cv2.dilate(small, numpy.ones((_AROUND, _AROUND), numpy.uint8)), (0, 0), 4)
    dark = small < _DARKER * paper
    rows, columns = numpy.flatnonzero(dark.any(axis=1)), numpy.flatnonzero(dark.any(axis=0))
    if not rows.size:
        return 0, 0, wide, high
    x, y = wide / size[0], high / size[1]
    return (
        max(0, int(columns[0] * x) - _MARGIN),
        max(0, int(rows[0] * y) - _MARGIN),
        min(wide, int((columns[-1] + 1) * x) + _MARGIN),
        min(high, int((rows[-1] + 1) * y) + _MARGIN),
    )
