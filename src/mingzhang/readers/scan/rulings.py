"""The ruling lines of an image: strokes that stay straight longer than letters do."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from mingzhang.facts.place import Box
from mingzhang.readers.pdf.shapes import Segment
from mingzhang.readers.scan.mended import mended

KERNEL = 0.3  # inches that a stroke must run straight to be a ruling, not part of a letter
_AROUND = 0.2  # of the height of a line: strokes stand out of the box that is put around its letters
_FAINT = 0.5  # of the darkness of the page's dark rulings: what is fainter shines through from another page
_LONG = 9  # rulings that tell how dark those of the page are: the longest
_THICK = 6  # points, and dots, from which a straight stroke is a bar, no ruling


def strokes(grey: Any, length: int) -> tuple[Any, Any]:
    """Masks of what runs straight across, and down, for so many dots."""
    cv2 = import_module("cv2")
    dark = cv2.adaptiveThreshold(255 - grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 25, -8)
    across, down = (
        cv2.morphologyEx(dark, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
        for shape in ((length, 1), (1, length))
    )
    return across, down


def rulings(grey: Any, dots: float) -> tuple[list[Segment], list[Segment]]:
    """Horizontal and vertical rulings of a grey image (``dots`` per inch) in points."""
    cv2 = import_module("cv2")
    drawn = []
    for flat, mask in zip((True, False), strokes(grey, max(3, round(KERNEL * dots))), strict=True):
        kept = cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))
        outlines, _ = cv2.findContours(kept, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for x, y, wide, high in map(cv2.boundingRect, outlines):
            if min(wide, high) < max(_THICK * dots / 72, _THICK):
                strip = grey[y : y + high, x : x + wide]
                drawn.append((flat, (x, y, wide, high), 255.0 - _middle(strip.min(axis=0 if flat else 1))))
    long = sorted(drawn, key=lambda line: max(line[1][2:]))[-_LONG:]  # a frame is longer than its cells
    least = _FAINT * max((darkness for _, _, darkness in long), default=0.0)
    boxes = [(flat, box) for flat, box, darkness in drawn if darkness >= least]
    rows = [(y + high / 2, float(x), float(x + wide)) for flat, (x, y, wide, high) in boxes if flat]
    columns = [(x + wide / 2, float(y), float(y + high)) for flat, (x, y, wide, high) in boxes if not flat]
    for _ in range(2):  # what is found of one direction shows where the other is crossed
        columns += mended(grey, 255 - least, columns, rows, down=True)
        rows += mended(grey, 255 - least, rows, columns, down=False)
    return _in_points(rows, dots), _in_points(columns, dots)


def outside(lines: list[Segment], boxes: list[Box], down: bool) -> list[Segment]:
    """The rulings without those that lie in the box of a line of large letters: they are its strokes.

    >>> outside([(10.0, 5.0, 30.0), (10.0, 5.0, 90.0)], [(0.0, 0.0, 60.0, 40.0)], down=True)
    [(10.0, 5.0, 90.0)]
    """

    def is_in(line: Segment, box: Box) -> bool:
        (at, start, end), more = line, _AROUND * (box[3] - box[1])
        low, high, first, last = (
            (box[0], box[2], box[1], box[3]) if down else (box[1], box[3], box[0], box[2])
        )
        return low - more <= at <= high + more and first - more <= start and end <= last + more

    return [line for line in lines if not any(is_in(line, box) for box in boxes)]


def _in_points(lines: list[Segment], dots: float) -> list[Segment]:
    return [(at * 72 / dots, start * 72 / dots, end * 72 / dots) for at, start, end in lines]


def _middle(values: Any) -> float:
    return float(import_module("numpy").median(values))
