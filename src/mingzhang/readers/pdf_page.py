"""What PDFium knows about one page: runs of characters and ruling lines, as plain lists of numbers.

Everything that touches the C library is here.  Coordinates leave this module in points from the top left
corner of the page, turned so that the text stands upright.
"""

from __future__ import annotations

import ctypes
import importlib
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from operator import sub
from typing import Any

from mingzhang.facts.place import Box

THIN = 2.5  # pt; a drawn shape no thicker than this is a ruling, as Word fills its borders
FORM_DEPTH = 6
SHAPES = 60_000  # drawn shapes of one page; a map or chart may hold millions
VISIBLE = re.compile(r"[^\s\x00-\x1f\x7f\xad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]+")
ODD = re.compile("[\x02\u2e80-\u2fdf\uf900-\ufaff]")
FARTHEST = 1e5  # pt; what lies further out is a damaged number, no place on a page
UNMAPPED = re.compile("[\x00\ufffd\ue000-\uf8ff]")
# Some writers map glyphs to radicals and compatibility forms that look the same as the printed character.
LOOKALIKES = {
    code: unicodedata.normalize("NFKC", chr(code))
    for block in ((0x2E80, 0x2FE0), (0xF900, 0xFB00))
    for code in range(*block)
    if len(unicodedata.normalize("NFKC", chr(code))) == 1
} | {0x2: "-"}

_POINTER = ctypes.c_void_p
Matrix = tuple[float, float, float, float, float, float]
Matrices = tuple[Matrix, ...]
Segment = tuple[float, float, float]  # position across, start along, end along


@dataclass(slots=True)
class Run:
    """Characters drawn one after the other on one baseline, no blank among them.

    ``xs`` holds the left edge of each character and the right edge of the last; ``base`` is the baseline
    and ``em`` the width of a full-width character, all in points.

    >>> Run("收入", [72.0, 84.0, 96.0], 100.0, 12.0).middle
    95.68
    """

    text: str
    xs: list[float]
    base: float
    em: float

    @property
    def middle(self) -> float:
        """Height of the middle of the letters; loose font boxes are no guide to it."""
        return self.base - 0.36 * self.em

    def part(self, start: int, end: int) -> Run:
        """The characters ``start``…``end`` as a run of their own."""
        return Run(self.text[start:end], self.xs[start : end + 1], self.base, self.em)


@dataclass(slots=True)
class PageContent:
    """One page as drawn: ``rows`` are horizontal rulings ``(y, x0, x1)``, ``columns`` vertical ones
    ``(x, y0, y1)``; ``unmapped`` counts characters the font gives no Unicode for; ``pictured`` is the share
    of the page covered by the largest image; ``shapes`` counts drawn shapes that are no rulings.

    >>> PageContent(595.0, 842.0).runs
    []
    """

    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    rows: list[Segment] = field(default_factory=list)
    columns: list[Segment] = field(default_factory=list)
    unmapped: int = 0
    pictured: float = 0.0
    shapes: int = 0


class NotOpened(Exception):
    """A document PDFium refuses; ``code`` is its error number, 4 for a missing password.

    >>> NotOpened(4).code
    4
    """

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(f"PDFium error {code}")


class PdfPages:
    """The pages of one open document; needs PDFium, which must not be used by two threads at once.

    Raises ``NotOpened`` when the data is no PDF or asks for a password.

    >>> PdfPages(b"no pdf")
    Traceback (most recent call last):
        ...
    mingzhang.readers.pdf_page.NotOpened: PDFium error 3
    """

    def __init__(self, data: bytes) -> None:
        self._raw: Any = importlib.import_module("pypdfium2_raw")  # when needed only: it takes 40 ms
        self._raw.FPDF_InitLibrary()
        self._data = data  # PDFium reads from it as long as the document is open
        self._document = self._raw.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._document:
            raise NotOpened(self._raw.FPDF_GetLastError())
        self._calls = _Calls(self._raw)

    def __len__(self) -> int:
        return int(self._raw.FPDF_GetPageCount(self._document))

    def close(self) -> None:
        """Give the document's memory back."""
        self._raw.FPDF_CloseDocument(self._document)

    def read(self, index: int) -> PageContent | None:
        """The content of page ``index`` (from 0), or ``None`` when the page itself is damaged."""
        raw = self._raw
        page = raw.FPDF_LoadPage(self._document, index)
        if not page:
            return None
        text = raw.FPDFText_LoadPage(page)
        try:
            turn = _text_turn(raw, text)
            frame = raw.FS_RECTF()
            raw.FPDF_GetPageBoundingBox(page, ctypes.byref(frame))
            upright = _Upright(turn, frame)
            content = PageContent(upright.width, upright.height)
            if text:
                _Characters(raw, text, self._calls, upright).fill(content)
            _Drawing(raw, self._calls, upright).fill(content, page)
            return content
        finally:
            raw.FPDFText_ClosePage(text)
            raw.FPDF_ClosePage(page)


def _text_turn(raw: Any, text: Any) -> int:
    """Quarter turns, clockwise, that most of the page's text needs to stand upright."""
    count = raw.FPDFText_CountChars(text) if text else 0
    votes = [0, 0, 0, 0]
    for index in range(0, count, max(1, count // 12)):
        if raw.FPDFText_GetUnicode(text, index) > 32:
            angle = raw.FPDFText_GetCharAngle(text, index)
            votes[-round(angle / math.pi * 2) % 4 if angle >= 0 else 0] += 1
    return votes.index(max(votes))


class _Upright:
    """From PDF user space to points from the top left corner, turned so that text runs to the right."""

    def __init__(self, turn: int, frame: Any) -> None:
        self.turn = turn
        self._frame = (frame.left, frame.bottom, frame.right, frame.top)
        wide, high = frame.right - frame.left, frame.top - frame.bottom
        self.width, self.height = (high, wide) if turn % 2 else (wide, high)
        if not (1.0 < self.width < FARTHEST and 1.0 < self.height < FARTHEST):
            self.width, self.height = 595.0, 842.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self._frame
        if self.turn == 0:
            return x - left, top - y
        if self.turn == 2:
            return right - x, y - bottom
        return (y - bottom, x - left) if self.turn == 1 else (top - y, right - x)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        a, b = self.point(x0, y0)
        c, d = self.point(x1, y1)
        return (min(a, c), min(b, d), max(a, c), max(b, d))

    def spans(self, flat: list[float]) -> tuple[list[float], list[float]]:
        """Left and right edges of rectangles given one after the other as left, top, right, bottom."""
        starts, ends = ((0, 2), (3, 1), (2, 0), (1, 3))[self.turn]
        left, bottom, right, top = self._frame
        zero, sign = ((left, 1), (bottom, 1), (right, -1), (top, -1))[self.turn]
        if zero == 0 and sign == 1:
            return flat[starts::4], flat[ends::4]
        return [sign * (v - zero) for v in flat[starts::4]], [sign * (v - zero) for v in flat[ends::4]]


class _Calls:
    """The three functions called once per character or shape, bound anew with plain addresses: building a
    ctypes pointer for every call costs more than the call.  Results go into one reused block of floats.
    """

    def __init__(self, raw: Any) -> None:
        self.shape = _bound(raw.FPDFPage_GetObject, _POINTER, ctypes.c_int, result=_POINTER)
        self.part = _bound(raw.FPDFFormObj_GetObject, _POINTER, ctypes.c_ulong, result=_POINTER)
        self.kind = _bound(raw.FPDFPageObj_GetType, _POINTER)
        self._bounds = _bound(raw.FPDFPageObj_GetBounds, *[_POINTER] * 5)
        self._loose = _bound(raw.FPDFText_GetLooseCharBox, _POINTER, ctypes.c_int, _POINTER)
        self._floats = (ctypes.c_float * 8192)()

    def _block(self, count: int) -> int:
        if 4 * count > len(self._floats):
            self._floats = (ctypes.c_float * (8 * count))()
        return ctypes.addressof(self._floats)

    def _result(self, count: int) -> list[float]:
        return list(self._floats[: 4 * count])

    def loose(self, text: Any, count: int) -> list[float]:
        """Loose boxes of the first characters, flat: left, top, right, bottom of each."""
        start, page = self._block(count), _address(text)
        slots = range(start, start + 16 * count, 16)
        if sum(map(self._loose, repeat(page, count), range(count), slots)) != count:
            ctypes.memset(start, 0, 16 * count)  # no box for some: not the one of the page before
            sum(map(self._loose, repeat(page, count), range(count), slots))
        return self._result(count)

    def bounds(self, shapes: list[int]) -> list[float]:
        """Bounds of shapes, flat: left, bottom, right, top of each."""
        count = len(shapes)
        start = self._block(count)
        end = start + 16 * count
        if sum(map(self._bounds, shapes, *(range(start + 4 * i, end, 16) for i in range(4)))) != count:
            ctypes.memset(start, 0, 16 * count)
            sum(map(self._bounds, shapes, *(range(start + 4 * i, end, 16) for i in range(4))))
        return self._result(count)


def _bound(function: Any, *arguments: Any, result: Any = ctypes.c_int) -> Any:
    return ctypes.CFUNCTYPE(result, *arguments)(_address(function))


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, _POINTER).value or 0


class _Characters:
    """Reads the runs of one page."""

    def __init__(self, raw: Any, text: Any, calls: _Calls, upright: _Upright) -> None:
        self._raw, self._text, self._calls, self._upright = raw, text, calls, upright
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._into = (ctypes.byref(self._x), ctypes.byref(self._y))

    def fill(self, content: PageContent) -> None:
        """Add the runs of the page to ``content``."""
        count = max(0, self._raw.FPDFText_CountChars(self._text))
        string = self._string(count)
        if not string:
            return
        content.unmapped = len(UNMAPPED.findall(string))
        flat = self._calls.loose(self._text, count)
        lefts, rights = self._upright.spans(flat)
        widths = list(map(sub, rights, lefts))
        feet, heads = (flat[3::4], flat[1::4]) if self._upright.turn % 2 == 0 else (flat[0::4], flat[2::4])
        add = content.runs.append
        for match in VISIBLE.finditer(string):
            start, end = match.span()
            xs = lefts[start:end]
            # PDFium puts a blank where it sees a gap; where it saw none, a run must still be straight
            if end - start > 1 and (abs(feet[start] - feet[end - 1]) > widths[start] or xs != sorted(xs)):
                for i in range(start, end):
                    add(self._run(string[i], [lefts[i]], widths[i : i + 1], i, abs(heads[i] - feet[i])))
            else:
                tall = abs(heads[start] - feet[start])
                add(self._run(match[0], xs, widths[start:end], start, tall))
        wide, high = content.width, content.height
        inside = (r for r in content.runs if 0 < r.base < high + r.em and r.xs[0] < wide and r.xs[-1] > 0)
        content.runs = list(inside)

    def _run(self, string: str, xs: list[float], widths: list[float], index: int, tall: float) -> Run:
        self._raw.FPDFText_GetCharOrigin(self._text, index, *self._into)
        base = self._upright.point(self._x.value, self._y.value)[1]
        # the widest character is a full-width one, or there are only figures of half its width
        em = min(2 * sorted(widths)[len(widths) // 2], tall) if string.isascii() else max(widths)
        xs.append(xs[-1] + max(widths[-1], 0.0))
        return Run(string, xs, base, max(em, 1.0))

    def _string(self, count: int) -> str:
        """All characters of the page, one each, so that offsets are PDFium's character indices."""
        buffer = (ctypes.c_ushort * (count + 1))()
        if self._raw.FPDFText_GetText(self._text, 0, count, buffer) == count + 1:
            string = bytes(buffer).decode("utf-16-le", "replace")[:count]
            if len(string) == count:
                return string.translate(LOOKALIKES) if ODD.search(string) else string
        # characters without Unicode, or outside the basic plane: one by one
        codes = (self._raw.FPDFText_GetUnicode(self._text, i) for i in range(count))
        return "".join(
            chr(c) if 0 < c < 0x110000 and not 0xD800 <= c < 0xE000 else "\ufffd" for c in codes
        ).translate(LOOKALIKES)


class _Drawing:
    """Collects the rulings among the drawn shapes of one page."""

    def __init__(self, raw: Any, calls: _Calls, upright: _Upright) -> None:
        self._raw, self._calls, self._upright = raw, calls, upright
        self._left = SHAPES

    def fill(self, content: PageContent, page: Any) -> None:
        """Add rulings and pictures of ``page`` to ``content``."""
        count = min(self._raw.FPDFPage_CountObjects(page), SHAPES)
        shapes = list(map(self._calls.shape, repeat(_address(page)), range(count)))
        self._shapes(content, shapes, (), 0)

    def _shapes(self, content: PageContent, shapes: list[int], matrices: Matrices, depth: int) -> None:
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
                share = (box[2] - box[0]) * (box[3] - box[1]) / (content.width * content.height)
                content.pictured = max(content.pictured, share)
            elif not _add_ruling(content, box):
                content.shapes += 1
                self._path(content, self._pointer(shape), matrices)
        if depth < FORM_DEPTH:
            for shape in (s for s, k in zip(shapes, kinds, strict=True) if k == form):
                group = self._pointer(shape)
                count = min(raw.FPDFFormObj_CountObjects(group), SHAPES)
                inner = list(map(self._calls.part, repeat(shape), range(count)))
                self._shapes(content, inner, (self._matrix(group), *matrices), depth + 1)

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

    def _path(self, content: PageContent, path: Any, matrices: Matrices) -> None:
        """A path that is no ruling as a whole: a frame, a polyline, or many rectangles filled at once."""
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        self._raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
        chain = (self._matrix(path), *matrices)
        for corners in self._outlines(path):
            if stroke.value:
                for (x0, y0), (x1, y1) in pairwise(corners):
                    _add_ruling(content, self._placed(x0, y0, x1, y1, chain))
            else:
                xs, ys = zip(*corners, strict=True)
                _add_ruling(content, self._placed(min(xs), min(ys), max(xs), max(ys), chain))

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


def _add_ruling(content: PageContent, box: Box) -> bool:
    """Note a shape that is thin one way and long the other; dots and areas are no rulings."""
    x0, y0, x1, y1 = box
    if y1 - y0 <= THIN:
        if x1 - x0 > THIN:
            content.rows.append(((y0 + y1) / 2, x0, x1))
        return True
    if x1 - x0 <= THIN:
        content.columns.append(((x0 + x1) / 2, y0, y1))
        return True
    return False
