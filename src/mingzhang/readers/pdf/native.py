"""The way to PDFium: functions bound for speed, and from its coordinates to upright ones."""

from __future__ import annotations

import ctypes
from itertools import repeat
from typing import Any

from mingzhang.facts.place import Box

FARTHEST = 1e5  # pt; what lies further out is a damaged number, no place on a page
STEP = 4  # characters passed over in looking for lost ones: an amount has four at least
_POINTER = ctypes.c_void_p


class Upright:
    """From PDF user space to points from the top left corner, turned so that text runs to the right.

    ``turn`` counts quarter turns clockwise; ``width`` and ``height`` are those of the turned page.

    >>> from types import SimpleNamespace
    >>> Upright(0, SimpleNamespace(left=0, bottom=0, right=595, top=842)).point(72, 742)
    (72, 100)
    """

    def __init__(self, turn: int, frame: Any) -> None:
        self.turn = turn
        self._frame = (frame.left, frame.bottom, frame.right, frame.top)
        wide, high = frame.right - frame.left, frame.top - frame.bottom
        self.width, self.height = (high, wide) if turn % 2 else (wide, high)
        if not (1.0 < self.width < FARTHEST and 1.0 < self.height < FARTHEST):
            self.width, self.height = 595.0, 842.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of user space stands on the upright page."""
        left, bottom, right, top = self._frame
        if self.turn == 0:
            return x - left, top - y
        if self.turn == 2:
            return right - x, y - bottom
        return (y - bottom, x - left) if self.turn == 1 else (top - y, right - x)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The upright box of two opposite corners."""
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


class Calls:
    """The three functions called once per character or shape, bound anew with plain addresses: building a
    ctypes pointer for every call costs more than the call.  Results go into one reused block of floats.
    """

    def __init__(self, raw: Any) -> None:
        self.shape = _bound(raw.FPDFPage_GetObject, _POINTER, ctypes.c_int, result=_POINTER)
        self.part = _bound(raw.FPDFFormObj_GetObject, _POINTER, ctypes.c_ulong, result=_POINTER)
        self.kind = _bound(raw.FPDFPageObj_GetType, _POINTER)
        self._bounds = _bound(raw.FPDFPageObj_GetBounds, *[_POINTER] * 5)
        self._loose = _bound(raw.FPDFText_GetLooseCharBox, _POINTER, ctypes.c_int, _POINTER)
        self._clip = _bound(raw.FPDFPageObj_GetClipPath, _POINTER, result=_POINTER)
        self._clips = _bound(raw.FPDFClipPath_CountPaths, _POINTER)
        self._lost = _bound(raw.FPDFText_HasUnicodeMapError, _POINTER, ctypes.c_int)
        self._colour = _bound(raw.FPDFPageObj_GetFillColor, *[_POINTER] * 5)
        self._mode = _bound(raw.FPDFTextObj_GetTextRenderMode, _POINTER)
        self._floats = (ctypes.c_float * 8192)()

    def _block(self, count: int) -> int:
        if 4 * count > len(self._floats):
            self._floats = (ctypes.c_float * (8 * count))()
        return ctypes.addressof(self._floats)

    def _result(self, count: int) -> list[float]:
        floats: list[float] = self._floats[: 4 * count]  # slicing a ctypes array gives a list
        return floats

    def loose(self, text: Any, count: int) -> list[float]:
        """Loose boxes of the first characters, flat: left, top, right, bottom of each."""
        start, page = self._block(count), address(text)
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

    def oddly_clipped(self, texts: list[int]) -> list[int]:
        """The texts that more clips bound than most texts of their page: only those may be cut off whole.

        Spreadsheets draw them last: where the last text is like the first, none is looked for.
        """
        ends = {self._clips(self._clip(text)) for text in (*texts[:1], *texts[-1:])}
        if len(ends) < 2:
            return []
        counts = list(map(self._clips, map(self._clip, texts)))
        usual = max(set(counts), key=counts.count, default=0)
        return [text for text, count in zip(texts, counts, strict=True) if count > max(usual, 0)]

    def unmapped(self, text: Any, count: int) -> list[int]:
        """Of each of the first characters 1 if its font does not say which character it is, else 0.

        None at all where none of a few is lost: whatever is lost has more characters than are passed over.
        """
        page = address(text)
        if not any(map(self._lost, repeat(page), range(0, count, STEP))):
            return []
        return list(map(self._lost, repeat(page, count), range(count)))

    def looks(self, texts: list[int]) -> list[tuple[int, int, int, int, int]]:
        """Red, green, blue and opacity of the letters of text objects, of 255 each, and their drawing mode.

        Letters filled with a pattern count as black.
        """
        count = len(texts)
        block = (ctypes.c_uint * (4 * count))()
        start = ctypes.addressof(block)
        end = start + 16 * len(texts)
        known = list(map(self._colour, texts, *(range(start + 4 * i, end, 16) for i in range(4))))
        found = zip(block[0::4], block[1::4], block[2::4], block[3::4], map(self._mode, texts), strict=True)
        if sum(known) == count:
            return list(found)
        return [look if sure else (0, 0, 0, 255, look[4]) for look, sure in zip(found, known, strict=True)]


def _bound(function: Any, *arguments: Any, result: Any = ctypes.c_int) -> Any:
    return ctypes.CFUNCTYPE(result, *arguments)(address(function))


def address(pointer: Any) -> int:
    """The plain address of a ctypes pointer or function, 0 for none."""
    return ctypes.cast(pointer, _POINTER).value or 0
