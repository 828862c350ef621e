"""Which text of a PDF page is there to be seen: not transparent, not white on white, not painted over."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

from mingzhang.facts.place import Box
from mingzhang.readers.pdf.native import FARTHEST, Calls, address
from mingzhang.readers.pdf.shapes import Drawing, Objects, Order, Patch, Texts
from mingzhang.readers.pdf.tuning import FAINT, PAPER, SCANNED

INVISIBLE = 3  # PDF's text rendering mode for text that is neither filled nor stroked
OUTLINED = 1  # the same for letters whose stroke alone is drawn
Look = tuple[int, int, int, int, int]  # red, green, blue, opacity, drawing mode


class _Text(NamedTuple):
    """A text object: its address, when it is drawn, and its box on the upright page."""

    shape: int
    order: Order
    box: Box


class Unseen:
    """What is not to be read of one page: text objects, or the parts of them under a cover.

    ``recognised`` tells that the text lies invisible over, or under, a picture of the page: it is somebody's
    recognition and no secret.  ``told`` tells that there is something the user should know of: not of text
    clipped away, which spreadsheets leave on the page after the one where they printed it.
    """

    def __init__(self, raw: Any, calls: Calls, objects: Objects, drawing: Drawing) -> None:
        self._raw, self._page, self._drawing = raw, objects.page, drawing
        self._whole: set[int] = set()
        self._covered: dict[int, list[Box]] = {}
        self.recognised = False
        scans = [area for area in drawing.areas if area.picture and area.size > SCANNED * drawing.page]
        for texts in objects.texts:
            self._transparent(texts, calls.looks(texts.shapes), bool(scans))
        self._painted_over(objects.texts, scans)
        self.told = bool(self._whole or self._covered)
        own = objects.texts[0].shapes
        self._whole |= {shape for shape in calls.oddly_clipped(own) if _is_cut(raw, calls, shape)}

    def __bool__(self) -> bool:
        return bool(self._whole or self._covered)

    def _transparent(self, texts: Texts, looks: list[Look], scanned: bool) -> None:
        """Text without colour, and white text with nothing dark under it."""
        odd = {look for look in set(looks) if look[4] == INVISIBLE or look[3] <= FAINT or _is_white(look)}
        for index, look in enumerate(looks) if odd else ():
            if look not in odd:
                continue
            if look[4] == INVISIBLE and scanned:
                self.recognised = True
            elif look[4] == INVISIBLE or look[3] <= FAINT or not self._is_backed(self._text(texts, index)):
                self._whole.add(texts.shapes[index])

    def _is_backed(self, text: _Text) -> bool:
        """Whether a picture, or something that is not white, was drawn under a text."""
        under = (area for area in self._drawing.areas if area.order < text.order and area.meets(text.box))
        return any(area.picture or not area.is_white(self._raw) for area in under)

    def _painted_over(self, groups: list[Texts], scans: list[Patch]) -> None:
        """Text with something solid drawn over it later."""
        first = min(((*one.group.order, one.places[0]) for one in groups if one.places), default=None)
        later = [area for area in self._drawing.areas if first is not None and area.order > first]
        covers = [area for area in later if area.is_solid(self._raw, self._page)]
        if not covers:
            return
        texts = [self._text(one, index) for one in groups for index in range(len(one.shapes))]
        for area in covers:
            x0, y0, x1, y1 = area.box
            for text in texts:
                left, top, right, bottom = text.box
                if left >= x1 or right <= x0 or top >= y1 or bottom <= y0:
                    continue
                if text.order < area.order and area.meets(text.box):
                    self._put_under(text, area, area in scans)

    def _put_under(self, text: _Text, area: Patch, scan: bool) -> None:
        if scan:
            self.recognised = True
        elif area.hides(text.box):
            self._whole.add(text.shape)
        else:
            self._covered.setdefault(text.shape, []).append(area.box)

    def _text(self, texts: Texts, index: int) -> _Text:
        group = texts.group
        x0, y0, x1, y1 = texts.flat[4 * index : 4 * index + 4]
        box = self._drawing.placed(x0, y0, x1, y1, group.matrices)
        return _Text(texts.shapes[index], (*group.order, texts.places[index]), box)

    def set_aside(self) -> None:
        """Move the texts that nobody sees off the page; its text must be loaded anew.

        PDFium takes a character for a copy of one that stands at its place, seen or not, and drops it.
        """
        for shape in self._whole:
            text = ctypes.cast(shape, self._raw.FPDF_PAGEOBJECT)
            self._raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, FARTHEST, FARTHEST)

    def blanked(self, page: Any, string: str, middles: list[tuple[float, float]]) -> str:
        """The characters of a text page, given the middle of each, with blanks for those under a cover."""
        if not self._covered:
            return string
        seen = list(string)
        for index, (x, y) in enumerate(middles):
            owner = address(self._raw.FPDFText_GetTextObject(page, index))
            covers = self._covered.get(owner, ())
            if any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in covers):
                seen[index] = " "
        return "".join(seen)


def _is_cut(raw: Any, calls: Calls, shape: int) -> bool:
    """Whether a text of the page itself lies outside the stretch that its clip leaves."""
    clip = raw.FPDFPageObj_GetClipPath(ctypes.cast(shape, raw.FPDF_PAGEOBJECT))
    (x0, y0, x1, y1), (x, y) = calls.bounds([shape]), (ctypes.c_float(), ctypes.c_float())
    for index in range(raw.FPDFClipPath_CountPaths(clip) if clip else 0):
        points = []
        for number in range(raw.FPDFClipPath_CountPathSegments(clip, index)):
            segment = raw.FPDFClipPath_GetPathSegment(clip, index, number)
            raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            points.append((x.value, y.value))
        if not points:
            continue
        xs, ys = zip(*points, strict=True)
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        if not (min(xs) <= middle[0] <= max(xs) and min(ys) <= middle[1] <= max(ys)):
            return True
    return False


def _is_white(look: Look) -> bool:
    return min(look[:3]) >= PAPER and look[4] != OUTLINED
