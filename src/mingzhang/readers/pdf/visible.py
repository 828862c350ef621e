"""Which text of a PDF page is there to be seen: not transparent, not white on white, not painted over."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

from mingzhang.facts.place import Box
from mingzhang.readers.pdf.native import FARTHEST, Calls, address
from mingzhang.readers.pdf.shapes import TEXT, Area, Drawing, Objects, Order

INVISIBLE = 3  # PDF's text rendering mode for text that is neither filled nor stroked
OUTLINED = 1  # the same for letters whose stroke alone is drawn
FAINT = 5  # of 255: nothing is seen
WHITE = 250  # of 255 in red, green and blue: paper
PAGE = 0.3  # share of the page from which a picture is the page itself


class _Text(NamedTuple):
    """A text object: its address, when it is drawn, its box on the upright page, its colour and mode."""

    shape: int
    order: Order
    box: Box
    look: tuple[int, int, int, int, int]


class Unseen:
    """What is not to be read of one page: text objects, or the parts of them under a cover.

    ``recognised`` tells that the text lies invisible over, or under, a picture of the page: it is somebody's
    recognition and no secret.
    """

    def __init__(self, raw: Any, calls: Calls, objects: Objects, drawing: Drawing) -> None:
        self._raw, self._page = raw, objects.page
        self._whole: set[int] = set()
        self._covered: dict[int, list[Box]] = {}
        self.recognised = False
        texts = list(_texts(calls, objects, drawing))
        page = drawing.page
        scans = [area for area in drawing.areas if area.picture and area.size > PAGE * page]
        self._transparent(texts, drawing.areas, bool(scans))
        self._painted_over(texts, drawing.areas, scans)

    def __bool__(self) -> bool:
        return bool(self._whole or self._covered)

    def _transparent(self, texts: list[_Text], areas: list[Area], scanned: bool) -> None:
        """Text without colour, and white text with nothing dark under it."""
        for text in texts:
            red, green, blue, alpha, mode = text.look
            if mode == INVISIBLE and scanned:
                self.recognised = True
            elif mode == INVISIBLE or alpha <= FAINT:
                self._whole.add(text.shape)
            elif min(red, green, blue) >= WHITE and mode != OUTLINED:
                under = (area for area in areas if area.order < text.order and area.meets(text.box))
                if not any(area.picture or not area.is_white(self._raw) for area in under):
                    self._whole.add(text.shape)

    def _painted_over(self, texts: list[_Text], areas: list[Area], scans: list[Area]) -> None:
        """Text with something solid drawn over it later."""
        first = min((text.order for text in texts), default=())
        for area in (area for area in areas if first and area.order > first):
            under = [text for text in texts if text.order < area.order and area.meets(text.box)]
            if not under or not area.is_solid(self._raw, self._page):
                continue
            if area in scans:
                self.recognised = True
                continue
            for text in under:
                if area.hides(text.box):
                    self._whole.add(text.shape)
                else:
                    self._covered.setdefault(text.shape, []).append(area.box)

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


def _texts(calls: Calls, objects: Objects, drawing: Drawing) -> list[_Text]:
    found: list[_Text] = []
    for group in objects.groups:
        texts = [(i, s) for i, (s, k) in enumerate(zip(group.shapes, group.kinds, strict=True)) if k == TEXT]
        shapes = [shape for _, shape in texts]
        boxes = iter(calls.bounds(shapes))
        for (index, shape), look, x0, y0, x1, y1 in zip(
            texts, calls.looks(shapes), boxes, boxes, boxes, boxes, strict=True
        ):
            box = drawing.placed(x0, y0, x1, y1, group.matrices)
            found.append(_Text(shape, (*group.order, index), box, look))
    return found
