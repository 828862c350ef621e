"""The drawn shapes of a PDF page: which of them are rulings, however the writer made them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise, repeat
from typing import Any, NamedTuple

from mingzhang.facts.place import Box
from mingzhang.readers.pdf.native import FARTHEST, Calls, Upright, address
from mingzhang.readers.pdf.tuning import FLAT, HAIR, OVERHANG, PAPER, SOLID, THIN

FORM_DEPTH = 6
TEXT = 1  # the kind of a text object, as PDFium counts kinds
SHAPES = 60_000  # drawn shapes of one page; a map or chart may hold millions

Matrix = tuple[float, float, float, float, float, float]
Matrices = tuple[Matrix, ...]
Segment = tuple[float, float, float]  # position across, start along, end along
Order = tuple[int, ...]  # when something is drawn: number in its group, below that of the group


class ObjectGroup(NamedTuple):
    """The objects of a page, or of one group drawn on it: addresses, kinds, and the matrices to the page."""

    shapes: list[int]
    kinds: list[int]
    matrices: Matrices
    order: Order


class Texts(NamedTuple):
    """The texts of a group: their numbers in it, addresses, and bounds: left, bottom, right, top of each."""

    group: ObjectGroup
    places: list[int]
    shapes: list[int]
    flat: list[float]


class Patch(NamedTuple):
    """A picture, or a shape that is no ruling: what may lie over or under text."""

    shape: int
    order: Order
    box: Box
    picture: bool

    @property
    def size(self) -> float:
        """Square points."""
        return (self.box[2] - self.box[0]) * (self.box[3] - self.box[1])

    def meets(self, box: Box) -> bool:
        """Whether it lies over or under a good part of a box of text."""
        x0, y0, x1, y1 = self.box
        wide, high = min(x1, box[2]) - max(x0, box[0]), min(y1, box[3]) - max(y0, box[1])
        return wide > 1.0 and high > 0.4 * (box[3] - box[1])

    def hides(self, box: Box) -> bool:
        """Whether it lies over the whole of a box."""
        x0, y0, x1, y1 = self.box
        return (
            x0 <= box[0] + OVERHANG
            and box[2] - OVERHANG <= x1
            and y0 <= box[1] + OVERHANG
            and box[3] - OVERHANG <= y1
        )

    def is_solid(self, raw: Any, page: Any) -> bool:
        """Whether nothing shines through: a shape filled with one opaque colour, a picture without holes."""
        shape = ctypes.cast(self.shape, raw.FPDF_PAGEOBJECT)
        if raw.FPDFPageObj_HasTransparency(shape):
            return False
        if self.picture:
            about = raw.FPDF_IMAGEOBJ_METADATA()
            raw.FPDFImageObj_GetImageMetadata(shape, page, ctypes.byref(about))
            return int(about.bits_per_pixel) > 1  # ink of one bit is stamped on, what is under it stays
        return self._fill(raw)[3] >= SOLID

    def is_white(self, raw: Any) -> bool:
        """Whether it is filled with the colour of paper, or not at all."""
        red, green, blue, alpha = self._fill(raw)
        return alpha < SOLID or min(red, green, blue) >= PAPER

    def _fill(self, raw: Any) -> tuple[int, int, int, int]:
        shape = ctypes.cast(self.shape, raw.FPDF_PAGEOBJECT)
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(shape, ctypes.byref(fill), ctypes.byref(stroke))
        parts = [ctypes.c_uint() for _ in range(4)]
        known = raw.FPDFPageObj_GetFillColor(shape, *map(ctypes.byref, parts))
        red, green, blue, alpha = (part.value for part in parts)
        return (red, green, blue, alpha) if known and fill.value else (255, 255, 255, 0)


class Objects:
    """All objects of one page, group by group, the page's own first.

    ``texts`` are known once those without extent have been given some.  Raises nothing: what PDFium cannot
    name is not there.
    """

    def __init__(self, raw: Any, calls: Calls, page: Any) -> None:
        self._raw, self._calls, self.page = raw, calls, page
        self.groups: list[ObjectGroup] = []
        self.texts: list[Texts] = []
        count = min(raw.FPDFPage_CountObjects(page), SHAPES)
        self._collect(list(map(calls.shape, repeat(address(page)), range(count))), (), ())

    def _collect(self, shapes: list[int], matrices: Matrices, order: Order) -> None:
        """Add these objects as a group, then the contents of each form among them, down to ``FORM_DEPTH``."""
        kinds = list(map(self._calls.kind, shapes))
        self.groups.append(ObjectGroup(shapes, kinds, matrices, order))
        if len(order) == FORM_DEPTH:
            return
        kind = self._raw.FPDF_PAGEOBJ_FORM
        for number, shape in (
            (n, s) for n, (s, k) in enumerate(zip(shapes, kinds, strict=True)) if k == kind
        ):
            form = ctypes.cast(shape, self._raw.FPDF_PAGEOBJECT)
            count = min(self._raw.FPDFFormObj_CountObjects(form), SHAPES)
            inner = list(map(self._calls.part, repeat(shape), range(count)))
            self._collect(inner, (matrix(self._raw, form), *matrices), (*order, number))

    def widen_flat_text(self) -> None:
        """Give every text without extent across the page a hair of it.

        A machine without the font of a text measures its glyphs as 0 wide; turned by a quarter or written
        downwards such a text has no width on the page, and PDFium leaves it out of the text page without a
        word.  A shear too small to move any character brings it back, so that the same bytes read the same
        whatever fonts the machine has.
        """
        raw = self._raw
        for group in self.groups:
            places = [number for number, kind in enumerate(group.kinds) if kind == TEXT]
            texts = [group.shapes[number] for number in places]
            flat = self._calls.bounds(texts)
            self.texts.append(Texts(group, places, texts, flat))
            boxes = iter(flat)
            for shape, left, bottom, right, top in zip(texts, boxes, boxes, boxes, boxes, strict=True):
                if right - left < FLAT < top - bottom:
                    text = ctypes.cast(shape, raw.FPDF_PAGEOBJECT)
                    shear = HAIR / (top - bottom)
                    raw.FPDFPageObj_Transform(text, 1, 0, shear, 1, -shear * matrix(raw, text)[5], 0)


class Drawing:
    """The drawn shapes of one page: ``rows`` are horizontal rulings ``(y, x0, x1)``, ``columns`` vertical
    ones ``(x, y0, y1)``, ``shapes`` counts those that are no rulings; ``pictured`` is the area of the
    largest picture in square points; ``areas`` are the pictures and the shapes that are no rulings, ``page``
    is the size of the page in square points.
    """

    def __init__(self, raw: Any, calls: Calls, upright: Upright) -> None:
        self._raw, self._calls, self._upright = raw, calls, upright
        self._left = SHAPES
        self.rows: list[Segment] = []
        self.columns: list[Segment] = []
        self.shapes = 0
        self.pictured = 0.0
        self.areas: list[Patch] = []
        self.page = upright.width * upright.height

    def read(self, objects: Objects) -> None:
        """Collect the shapes of a page, those inside groups too."""
        raw = self._raw
        text, path, form = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM
        for shapes, kinds, matrices, order in objects.groups:
            numbered = enumerate(zip(shapes, kinds, strict=True))
            drawn = [(n, s, k) for n, (s, k) in numbered if k not in (text, form)][: self._left]
            self._left -= len(drawn)
            flat = iter(self._calls.bounds([shape for _, shape, _ in drawn]))
            for (number, shape, kind), x0, y0, x1, y1 in zip(drawn, flat, flat, flat, flat, strict=True):
                box = self.placed(x0, y0, x1, y1, matrices)
                if not all(-FARTHEST < edge < FARTHEST for edge in box):
                    continue
                if kind != path:
                    self.pictured = max(self.pictured, (box[2] - box[0]) * (box[3] - box[1]))
                    self.areas.append(Patch(shape, (*order, number), box, True))
                elif not self._add_ruling(box):
                    self.shapes += 1
                    self.areas.append(Patch(shape, (*order, number), box, False))
                    self._path(ctypes.cast(shape, raw.FPDF_PAGEOBJECT), matrices)

    def placed(self, x0: float, y0: float, x1: float, y1: float, matrices: Matrices) -> Box:
        """The upright box of two corners in the space of a group."""
        for a, b, c, d, e, f in matrices:
            xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
            ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
            x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
        return self._upright.box(x0, y0, x1, y1)

    def _path(self, path: Any, matrices: Matrices) -> None:
        """A path that is no ruling as a whole: a frame, a polyline, or many rectangles filled at once."""
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        self._raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
        chain = (matrix(self._raw, path), *matrices)
        for corners in self._outlines(path):
            if stroke.value:
                for (x0, y0), (x1, y1) in pairwise(corners):
                    self._add_ruling(self.placed(x0, y0, x1, y1, chain))
            else:
                xs, ys = zip(*corners, strict=True)
                self._add_ruling(self.placed(min(xs), min(ys), max(xs), max(ys), chain))

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


def matrix(raw: Any, shape: Any) -> Matrix:
    """The matrix from an object's own space to the one it is drawn in."""
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(shape, ctypes.byref(found))
    return (found.a, found.b, found.c, found.d, found.e, found.f)
