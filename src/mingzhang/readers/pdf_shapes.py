"""The drawn shapes of a PDF page: which of them are rulings, however the writer made them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise, repeat
from typing import Any

from mingzhang.facts.place import Box
from mingzhang.readers.pdf_native import FARTHEST, Calls, Upright, address

THIN = 2.5  # pt; a drawn shape no thicker than this is a ruling, as Word fills its borders
FORM_DEPTH = 6
SHAPES = 60_000  # drawn shapes of one page; a map or chart may hold millions

Matrix = tuple[float, float, float, float, float, float]
Matrices = tuple[Matrix, ...]
Segment = tuple[float, float, float]  # position across, start along, end along


class Drawing:
    """The drawn shapes of one page: ``rows`` are horizontal rulings ``(y, x0, x1)``, ``columns`` vertical
    ones ``(x, y0, y1)``, ``shapes`` counts those that are no rulings; ``pictured`` is the area of the
    largest picture in square points.
    """

    def __init__(self, raw: Any, calls: Calls, upright: Upright) -> None:
        self._raw, self._calls, self._upright = raw, calls, upright
        self._left = SHAPES
        self.rows: list[Segment] = []
        self.columns: list[Segment] = []
        self.shapes = 0
        self.pictured = 0.0

    def read(self, page: Any) -> None:
        """Collect the shapes of a page, those inside groups too."""
        count = min(self._raw.FPDFPage_CountObjects(page), SHAPES)
        shapes = list(map(self._calls.shape, repeat(address(page)), range(count)))
        self._collect(shapes, (), 0)

    def _collect(self, shapes: list[int], matrices: Matrices, depth: int) -> None:
        raw = self._raw
        text, path, form = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM
        kinds = list(map(self._calls.kind, shapes))
        drawn = [(s, k) for s, k in zip(shapes, kinds, strict=True) if k not in (text, form)][: self._left]
        self._left -= len(drawn)
        flat = iter(self._calls.bounds([shape for shape, _ in drawn]))
        for (shape, kind), x0, y0, x1, y1 in zip(drawn, flat, flat, flat, flat, strict=True):
            box = self._placed(x0, y0, x1, y1, matrices)
            if not all(-FARTHEST < edge < FARTHEST for edge in box):
                continue
            if kind != path:
                self.pictured = max(self.pictured, (box[2] - box[0]) * (box[3] - box[1]))
            elif not self._add_ruling(box):
                self.shapes += 1
                self._path(self._pointer(shape), matrices)
        if depth < FORM_DEPTH:
            for shape in (s for s, k in zip(shapes, kinds, strict=True) if k == form):
                group = self._pointer(shape)
                count = min(raw.FPDFFormObj_CountObjects(group), SHAPES)
                inner = list(map(self._calls.part, repeat(shape), range(count)))
                self._collect(inner, (self._matrix(group), *matrices), depth + 1)

    def _pointer(self, shape: int) -> Any:
        return ctypes.cast(shape, self._raw.FPDF_PAGEOBJECT)

    def _matrix(self, shape: Any) -> Matrix:
        matrix = self._raw.FS_MATRIX()
        self._raw.FPDFPageObj_GetMatrix(shape, ctypes.byref(matrix))
        return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)

    def _placed(self, x0: float, y0: float, x1: float, y1: float, matrices: Matrices) -> Box:
        for a, b, c, d, e, f in matrices:
            xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
            ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
            x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
        return self._upright.box(x0, y0, x1, y1)

    def _path(self, path: Any, matrices: Matrices) -> None:
        """A path that is no ruling as a whole: a frame, a polyline, or many rectangles filled at once."""
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        self._raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
        chain = (self._matrix(path), *matrices)
        for corners in self._outlines(path):
            if stroke.value:
                for (x0, y0), (x1, y1) in pairwise(corners):
                    self._add_ruling(self._placed(x0, y0, x1, y1, chain))
            else:
                xs, ys = zip(*corners, strict=True)
                self._add_ruling(self._placed(min(xs), min(ys), max(xs), max(ys), chain))

    def _outlines(self, path: Any) -> Iterator[list[tuple[float, float]]]:
        """Corner points of each stretch of straight lines; a curve ends a stretch."""
        raw, x, y = self._raw, ctypes.c_float(), ctypes.c_float()
        corners: list[tuple[float, float]] = []
        for index in range(min(raw.FPDFPath_CountSegments(path), max(0, self._left))):
            self._left -= 1
            segment = raw.FPDFPath_GetPathSegment(path, index)
            raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            if raw.FPDFPathSegment_GetType(segment) != raw.FPDF_SEGMENT_LINETO:
                if len(corners) > 1:
                    yield corners
                corners = []
            corners.append((x.value, y.value))
            if raw.FPDFPathSegment_GetClose(segment):
                corners.append(corners[0])
        if len(corners) > 1:
            yield corners

    def _add_ruling(self, box: Box) -> bool:
        """Note a shape that is thin one way and long the other; dots and areas are no rulings."""
        x0, y0, x1, y1 = box
        if y1 - y0 <= THIN:
            if x1 - x0 > THIN:
                self.rows.append(((y0 + y1) / 2, x0, x1))
            return True
        if x1 - x0 <= THIN:
            self.columns.append(((x0 + x1) / 2, y0, y1))
            return True
        return False
