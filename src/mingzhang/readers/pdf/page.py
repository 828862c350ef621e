"""What PDFium knows about one page: runs of characters and ruling lines, as plain lists of numbers.

Everything that touches the C library is here.  Coordinates leave this module in points from the top left
corner of the page, turned so that the text stands upright.
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass, field
from itertools import pairwise, starmap
from operator import sub
from typing import Any

from mingzhang.facts.place import Box
from mingzhang.formats import pdfium
from mingzhang.readers.pdf.annotations import (
    FIELD,
    REMARK,
    Annotation,
    hides,
    is_field,
    lying_on,
    print_fields,
)
from mingzhang.readers.pdf.labels import Letter, labels
from mingzhang.readers.pdf.native import Calls, Upright
from mingzhang.readers.pdf.package import lost_pages
from mingzhang.readers.pdf.shapes import TEXT, Drawing, Objects, Segment
from mingzhang.readers.pdf.tuning import MIDDLE, RAISED, SMALL
from mingzhang.readers.pdf.visible import Unseen
from mingzhang.readers.printed import LOOKALIKES, UNKNOWN

VISIBLE = re.compile(r"[^\s\x00-\x1f\x7f\xad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]+")
ODD = re.compile("[\x02\ufffe\u2e80-\u2fdf\uf900-\ufaff]")
UNMAPPED = re.compile("[\x00\ufffd\ue000-\uf8ff]")
# PDFium has two ways to say that a line ends with a hyphen
FORMS = LOOKALIKES | {0x2: "-", 0xFFFE: "-"}
FIGURES = re.compile(r"[0-9]+")


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
        return self.base - MIDDLE * self.em

    def part(self, start: int, end: int) -> Run:
        """The characters ``start``…``end`` as a run of their own."""
        return Run(self.text[start:end], self.xs[start : end + 1], self.base, self.em)


@dataclass(slots=True)
class PageContent:
    """One page as drawn: ``rows`` are horizontal rulings ``(y, x0, x1)``, ``columns`` vertical ones
    ``(x, y0, y1)``; ``unmapped`` counts characters the font gives no Unicode for; ``pictured`` is the share
    of the page covered by the largest image; ``shapes`` counts drawn shapes that are no rulings; ``turn``
    counts the quarter turns, clockwise, that make the text upright.  ``hidden`` tells of text that nobody
    sees and that was left out, ``recognised`` of a text layer that somebody's recognition put on a picture,
    ``unsure`` of figures that something lies over: why, and the box.  ``texts`` and ``objects`` count the
    text objects and all objects of the page itself, without the groups drawn on it, ``characters`` what
    PDFium made of the texts, blanks too.  ``scanned`` tells that the page was recognised from a picture.

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
    turn: int = 0
    hidden: bool = False
    recognised: bool = False
    unsure: list[tuple[str, Box]] = field(default_factory=list)
    texts: int = 0
    objects: int = 0
    characters: int = 0
    scanned: bool = False


class NotOpenedError(Exception):
    """A document PDFium refuses; ``code`` is its error number, 4 for a missing password.

    >>> NotOpenedError(4).code
    4
    """

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(f"PDFium error {code}")


class PdfPages:
    """The pages of one open document; needs PDFium, which must not be used by two threads at once.

    Raises ``NotOpenedError`` when the data is no PDF or asks for a password.

    >>> PdfPages(b"no pdf")
    Traceback (most recent call last):
        ...
    mingzhang.readers.pdf.page.NotOpenedError: PDFium error 3
    """

    def __init__(self, data: bytes) -> None:
        self._raw: Any = pdfium.library()
        self._data = data  # PDFium reads from it as long as the document is open
        self._document = self._raw.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._document:
            raise NotOpenedError(self._raw.FPDF_GetLastError())
        self._calls = Calls(self._raw)

    @property
    def sound(self) -> bool:
        """Whether the file's table of its objects is in order: otherwise PDFium has searched for them."""
        return bool(self._raw.FPDF_DocumentHasValidCrossReferenceTable(self._document))

    def lost(self, texts: dict[int, int]) -> set[int]:
        """Which of some pages (from 0) hold more text than the objects that could be loaded of it."""
        return lost_pages(self._data, texts, self.sound)

    @property
    def dynamic(self) -> bool:
        """Whether a form program makes the pages when they are opened; what the file draws is no page."""
        return bool(self._raw.FPDF_GetFormType(self._document) == self._raw.FORMTYPE_XFA_FULL)

    def attached(self) -> list[str]:
        """The names of the files that are attached."""
        raw, names = self._raw, []
        for index in range(raw.FPDFDoc_GetAttachmentCount(self._document)):
            attachment = raw.FPDFDoc_GetAttachment(self._document, index)
            size = raw.FPDFAttachment_GetName(attachment, None, 0) if attachment else 0
            buffer = (ctypes.c_ushort * max(1, size // 2))()
            if attachment:
                raw.FPDFAttachment_GetName(attachment, buffer, size)
            names.append(bytes(buffer).decode("utf-16-le", "replace").rstrip("\0"))
        return names

    def __len__(self) -> int:
        return int(self._raw.FPDF_GetPageCount(self._document))

    def close(self) -> None:
        """Give the document's memory back."""
        self._raw.FPDF_CloseDocument(self._document)

    def dots(self, index: int, wanted: float, most: int) -> float:
        """Dots to an inch to draw page ``index`` (from 0) with: fewer where a side had more than ``most``."""
        sizes = self._raw.FS_SIZEF()
        if not self._raw.FPDF_GetPageSizeByIndexF(self._document, index, ctypes.byref(sizes)):
            return wanted
        return min(wanted, 72 * most / max(float(sizes.width), float(sizes.height), 1.0))

    def image(self, index: int, dots: float) -> Any:
        """Page ``index`` (from 0) as an array of height × width × 3 bytes (blue, green, red)."""
        with pdfium.documents().PdfDocument(self._data) as document:
            return document[index].render(scale=dots / 72).to_numpy()[:, :, :3].copy()

    def read(self, index: int) -> PageContent | None:
        """The content of page ``index`` (from 0), or ``None`` when the page itself is damaged."""
        raw = self._raw
        page, lying = self._loaded(index)
        if not page:
            return None
        objects = Objects(raw, self._calls, page)
        objects.widen_flat_text()
        text = raw.FPDFText_LoadPage(page)
        try:
            turn = _text_turn(raw, text)
            frame = raw.FS_RECTF()
            raw.FPDF_GetPageBoundingBox(page, ctypes.byref(frame))
            upright = Upright(turn, frame)
            drawing = Drawing(raw, self._calls, upright)
            drawing.read(objects)
            content = _content(upright, drawing, objects)
            if text:
                unseen = Unseen(raw, self._calls, objects, drawing)
                content.hidden, content.recognised = unseen.told, unseen.recognised
                if unseen:
                    unseen.set_aside()
                    raw.FPDFText_ClosePage(text)
                    text = raw.FPDFText_LoadPage(page)
                _Characters(raw, text, self._calls, upright).fill(content, unseen)
            _lay(content, lying, upright)
            return content
        finally:
            raw.FPDFText_ClosePage(text)
            raw.FPDF_ClosePage(page)

    def _loaded(self, index: int) -> tuple[Any, list[Annotation]]:
        """A page with its form fields printed, and what lies on it."""
        raw = self._raw
        page = raw.FPDF_LoadPage(self._document, index)
        lying = lying_on(raw, page) if page and raw.FPDFPage_GetAnnotCount(page) else []
        if any(map(is_field, lying)):
            print_fields(raw, page)
            raw.FPDF_ClosePage(page)
            page = raw.FPDF_LoadPage(self._document, index)
        return page, lying


def _content(upright: Upright, drawing: Drawing, objects: Objects) -> PageContent:
    """What is drawn on a page besides its text."""
    kinds = objects.groups[0].kinds
    return PageContent(
        upright.width,
        upright.height,
        rows=drawing.rows,
        columns=drawing.columns,
        shapes=drawing.shapes,
        pictured=drawing.pictured / (upright.width * upright.height),
        turn=upright.turn,
        texts=kinds.count(TEXT),
        objects=len(kinds),
    )


def _lay(content: PageContent, lying: list[Annotation], upright: Upright) -> None:
    """Enter what lies on a page: values of fields that do not say how they look, and what makes unsure."""
    for one in lying:
        box = x0, y0, x1, y1 = upright.box(*one.box)
        if is_field(one) and one.value and not one.drawn:
            em = max(1.0, min(0.7 * (y1 - y0), (x1 - x0) / len(one.value)))
            for number, word in enumerate(one.value.split()):
                xs = [x0 + em * (number + index / 2) for index in range(len(word) + 1)]
                content.runs.append(Run(word, xs, (y0 + y1) / 2 + MIDDLE * em, em))
        if is_field(one) or hides(one):
            content.unsure.append((FIELD if is_field(one) else REMARK, box))


def _text_turn(raw: Any, text: Any) -> int:
    """Quarter turns, clockwise, that most of the page's text needs to stand upright."""
    count = raw.FPDFText_CountChars(text) if text else 0
    votes = [0, 0, 0, 0]
    for index in range(0, count, max(1, count // 12)):
        if raw.FPDFText_GetUnicode(text, index) > 32:
            angle = raw.FPDFText_GetCharAngle(text, index)
            votes[-round(angle / math.pi * 2) % 4 if angle >= 0 else 0] += 1
    return votes.index(max(votes))


class _Characters:
    """Reads the runs of one page."""

    def __init__(self, raw: Any, text: Any, calls: Calls, upright: Upright) -> None:
        self._raw, self._text, self._calls, self._upright = raw, text, calls, upright
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._matrix = raw.FS_MATRIX()
        self._into = (ctypes.byref(self._x), ctypes.byref(self._y))

    def fill(self, content: PageContent, unseen: Unseen) -> None:
        """Add the runs of the page to ``content``."""
        count = max(0, self._raw.FPDFText_CountChars(self._text))
        string = self._string(count)
        content.characters = count
        if not string:
            return
        string = self._told(string, count)
        content.unmapped = len(UNMAPPED.findall(string))
        flat = self._calls.loose(self._text, count)
        lefts, rights = self._upright.spans(flat)
        widths = list(map(sub, rights, lefts))
        feet, heads = (flat[3::4], flat[1::4]) if self._upright.turn % 2 == 0 else (flat[0::4], flat[2::4])
        if unseen:
            boxes = (self._upright.box(*flat[i : i + 4]) for i in range(0, 4 * count, 4))
            middles = [((x0 + x1) / 2, (y0 + y1) / 2) for x0, y0, x1, y1 in boxes]
            string = unseen.blanked(self._text, string, middles)
        add = content.runs.append
        aside: list[Letter] = []
        for match in VISIBLE.finditer(string):
            start, end = match.span()
            xs = lefts[start:end]
            # PDFium puts a blank where it sees a gap; where it saw none, a run must still be straight
            crooked = end - start > 1 and (
                abs(feet[start] - feet[end - 1]) > widths[start] or xs != sorted(xs)
            )
            if (crooked or end - start == 1) and (turns := self._turns(start, end)):
                aside += map(self._letter, string[start:end], range(start, end), turns)
            elif crooked:
                for i in range(start, end):
                    add(self._run(string[i], [lefts[i]], widths[i : i + 1], i, abs(heads[i] - feet[i])))
            else:
                tall = abs(heads[start] - feet[start])
                run = self._run(match[0], xs, widths[start:end], start, tall)
                content.runs += self._unraised(run, start, widths) if not run.text.isascii() else (run,)
        content.runs += starmap(_across, labels(aside))
        wide, high = content.width, content.height
        inside = (r for r in content.runs if 0 < r.base < high + r.em and r.xs[0] < wide and r.xs[-1] > 0)
        content.runs = list(inside)

    def _told(self, string: str, count: int) -> str:
        """The characters, unknown where PDFium gives a code because the font does not say its character."""
        wrong = self._calls.unmapped(self._text, count)
        if not wrong:
            return string
        return "".join(
            UNKNOWN if lost and not UNMAPPED.match(char) else char
            for char, lost in zip(string, wrong, strict=True)
        )

    def _turns(self, start: int, end: int) -> list[int]:
        """Quarter turns of the characters against their page; empty when they run with it."""
        angles = (self._raw.FPDFText_GetCharAngle(self._text, index) for index in range(start, end))
        turns = [(-round(max(angle, 0.0) / math.pi * 2) - self._upright.turn) % 4 for angle in angles]
        if any(turns):
            return turns
        letters = [self._letter("", index, 0) for index in range(start, end)]
        steps = [(b.x - a.x, b.y - a.y) for a, b in pairwise(letters)]
        em = letters[0].em
        stacked = all(abs(x) < 0.5 * em and 0.4 * em < y < 1.6 * em for x, y in steps)
        return turns if stacked and steps else []

    def _letter(self, char: str, index: int, turn: int) -> Letter:
        """Character ``index`` of the page by its origin and its size, which no font changes."""
        self._raw.FPDFText_GetCharOrigin(self._text, index, *self._into)
        self._raw.FPDFText_GetMatrix(self._text, index, ctypes.byref(self._matrix))
        scale = math.hypot(self._matrix.a, self._matrix.b)
        em = abs(scale * self._raw.FPDFText_GetFontSize(self._text, index))
        return Letter(char, *self._upright.point(self._x.value, self._y.value), max(em, 1.0), turn)

    def _run(self, string: str, xs: list[float], widths: list[float], index: int, tall: float) -> Run:
        self._raw.FPDFText_GetCharOrigin(self._text, index, *self._into)
        base = self._upright.point(self._x.value, self._y.value)[1]
        # the widest character is a full-width one, or there are only figures of half its width
        em = min(2 * sorted(widths)[len(widths) // 2], tall) if string.isascii() else max(widths)
        xs.append(xs[-1] + max(widths[-1], 0.0))
        return Run(string, xs, base, max(em, 1.0))

    def _unraised(self, run: Run, start: int, widths: list[float]) -> list[Run]:
        """The run with raised figures cut out: a footnote mark must not become part of an amount."""
        parts, done = [], 0
        for match in FIGURES.finditer(run.text):
            first, last = match.span()
            at = start + first
            if widths[at] < SMALL * run.em:
                mark = self._run(match[0], run.xs[first:last], widths[at : start + last], at, run.em)
                if run.base - mark.base > RAISED * run.em:
                    parts += [run.part(done, first), mark] if first > done else [mark]
                    done = last
        return [*parts, run.part(done, len(run.text))] if done < len(run.text) else parts

    def _string(self, count: int) -> str:
        """All characters of the page, one each, so that offsets are PDFium's character indices."""
        buffer = (ctypes.c_ushort * (count + 1))()
        if self._raw.FPDFText_GetText(self._text, 0, count, buffer) == count + 1:
            string = bytes(buffer).decode("utf-16-le", "replace")[:count]
            if len(string) == count:
                return string.translate(FORMS) if ODD.search(string) else string
        # characters without Unicode, or outside the basic plane: one by one
        codes = (self._raw.FPDFText_GetUnicode(self._text, i) for i in range(count))
        return "".join(
            chr(c) if 0 < c < 0x110000 and not 0xD800 <= c < 0xE000 else "\ufffd" for c in codes
        ).translate(FORMS)


def _across(text: str, box: Box) -> Run:
    """A label as a run of its own: its characters side by side over the width of its box, at mid height."""
    x0, y0, x1, y1 = box
    step, em = (x1 - x0) / len(text), max(min(x1 - x0, y1 - y0), 1.0)
    return Run(text, [x0 + step * i for i in range(len(text) + 1)], (y0 + y1) / 2 + MIDDLE * em, em)
