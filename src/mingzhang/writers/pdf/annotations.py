"""The annotations of a marked PDF: boxes over the words, notes, numbers in the margin, links both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pikepdf import Array, Dictionary, Name, String

from mingzhang.facts.finding import Severity
from mingzhang.facts.place import Box, Place
from mingzhang.writers.mark import AUTHOR, Mark
from mingzhang.writers.pdf.index_page import INK, pill
from mingzhang.writers.pdf.structure import Tags
from mingzhang.writers.pdf.text_layout import Colour
from mingzhang.writers.pdf.user_space import Frame, frame_of
from mingzhang.writers.words import printable

_TINT: dict[Severity, Colour] = {
    Severity.ERROR: (1.0, 0.80, 0.79),
    Severity.WARNING: (1.0, 0.89, 0.62),
    Severity.INFO: (0.80, 0.90, 1.0),
}
_PRINTED = 4  # the annotation flag that lets it be printed
_EDGE, _PILL = 10.0, (17.0, 10.5)  # of the numbers in the margin: from the left, width and height
_AIR, _RULING = 1.2, -1.0  # points between words and their box, and from a ruling to the frame inside it


class Notes:
    """Puts marks on the pages of one open PDF."""

    def __init__(self, pdf: Any, turns: Sequence[int], when: datetime, tags: Tags) -> None:
        self._pdf, self._turns, self._tags = pdf, turns, tags
        self._date = String(when.strftime("D:%Y%m%d%H%M%S"))
        self._taken: dict[int, list[float]] = defaultdict(list)  # heights of the numbers on each page
        self._put: dict[tuple[int, Box], int] = defaultdict(int)
        self._tinted: set[tuple[int, Box]] = set()
        self.fonts = pdf.make_indirect(Dictionary())  # filled when it is known which letters are set
        self._multiply = pdf.make_indirect(Dictionary(Type=Name.ExtGState, BM=Name.Multiply))

    def put(self, mark: Mark, pages: Sequence[Any], index: Any, entry: Box) -> None:
        """Mark the places of one finding on ``pages``; ``entry`` is its box on the page of the index."""
        spots = [place for place in mark.places if place.page and place.page <= len(pages)]
        if not spots:
            return
        for place in reversed(spots[1:]):
            if place.bbox and (place.page, place.bbox) != (spots[0].page, spots[0].bbox):
                self._related(mark, place, pages)
        first = spots[0]
        page, frame = self._page(first, pages)
        if first.bbox:
            self._box(mark, first, page, frame)
        top = first.bbox[1] if first.bbox else 24.0
        self._number(mark, page, frame, first, index, entry)
        spot = frame.point(0, max(0.0, top - 60))
        where = String(printable(f"第 {mark.number} 处：到{first}"))
        self._add(index, Name.Link, entry, Border=Array([0, 0, 0]), Dest=_view(page, spot), Contents=where)

    def _page(self, place: Place, pages: Sequence[Any]) -> tuple[Any, Frame]:
        number = (place.page or 1) - 1
        turn = self._turns[number] if number < len(self._turns) else 0
        return pages[number], frame_of(pages[number], turn)

    def _box(self, mark: Mark, place: Place, page: Any, frame: Frame) -> None:
        """The main place: tinted, underlined if it is running text, framed if it is a cell."""
        running, times = place.span is not None, self._times(place)
        boxes = _lines(place, _AIR if running else _RULING - _inset(place, times))
        whole = _around(boxes)
        ink, tint = _rgb(INK[mark.severity]), _rgb(_TINT[mark.severity])
        drawing = f"/Mz gs {tint} rg {ink} RG "
        # a second tint on the same words would darken them: further findings only add a line
        fresh = _key(place) not in self._tinted
        self._tinted.add(_key(place))
        for x, y, wide, high in (_within(box, whole) for box in boxes):
            drawing += f"{x:.2f} {y:.2f} {wide:.2f} {high:.2f} re f " if fresh else ""
            if running:
                level = y + 0.5 + 1.6 * min(times, 3)
                drawing += f"1 w {x:.2f} {level:.2f} m {x + wide:.2f} {level:.2f} l S "
            else:
                drawing += f"1.2 w {x + 0.6:.2f} {y + 0.6:.2f} {wide - 1.2:.2f} {high - 1.2:.2f} re S "
        words = "\n".join([f"【{mark.heading}】{place}", *mark.lines])
        kind = Name.Highlight if running else Name.Square
        self._note(mark, page, frame, kind, boxes, words, drawing)

    def _related(self, mark: Mark, place: Place, pages: Sequence[Any]) -> None:
        """Another place that the finding speaks of: a dashed frame."""
        page, frame = self._page(place, pages)
        air = _AIR if place.span else _RULING
        boxes = _lines(place, air - _inset(place, self._times(place)))
        whole = _around(boxes)
        drawing = f"/Mz gs {_rgb(INK[mark.severity])} RG 0.7 w [2.2 1.6] 0 d "
        for x, y, wide, high in (_within(box, whole) for box in boxes):
            drawing += f"{x + 0.35:.2f} {y + 0.35:.2f} {wide - 0.7:.2f} {high - 0.7:.2f} re S "
        words = f"【{mark.number} 相关】{mark.lines[0] if mark.lines else ''}"
        self._note(mark, page, frame, Name.Square, boxes, words, drawing)

    def _times(self, place: Place) -> int:
        """How often this place has been marked before."""
        self._put[_key(place)] += 1
        return self._put[_key(place)] - 1

    def _note(
        self, mark: Mark, page: Any, frame: Frame, kind: Any, boxes: list[Box], words: str, drawing: str
    ) -> None:
        """Add one annotation over these boxes, drawn by ``drawing``, with a pop-up note at the right."""
        whole = _around(boxes)
        form = self._form(drawing.encode("ascii"), frame, whole[2] - whole[0], whole[3] - whole[1])
        marker = kind == Name.Highlight
        corners = [value for box in boxes for value in _quad(frame.user(box))]
        more = {"QuadPoints": Array(corners)} if marker else {}
        count = len(page.obj.get("/Annots", ()))
        note = self._add(
            page,
            kind,
            frame.user(whole),
            Contents=String(printable(words)),
            T=String(AUTHOR),
            Subj=String(mark.heading),
            NM=String(f"mingzhang-{mark.number}-{count}"),
            C=Array(list((_TINT if marker else INK)[mark.severity])),
            M=self._date,
            CreationDate=self._date,
            F=_PRINTED,
            AP=Dictionary(N=form),
            **more,
        )
        right = frame.user((frame.width - 190, whole[1], frame.width - 10, whole[1] + 120))
        note.Popup = self._add(page, Name.Popup, right, Parent=note, Open=False)

    def _number(self, mark: Mark, page: Any, frame: Frame, place: Place, index: Any, entry: Box) -> None:
        """The number of the finding in the left margin, on the height of its words, a link to the index."""
        wide, high = _PILL
        middle = (place.bbox[1] + place.bbox[3]) / 2 if place.bbox else 24.0
        top = min(max(middle - high / 2, 2.0), frame.height - high - 2)
        taken = self._taken[place.page or 0]
        column = 0
        while any(
            column * 1e4 + top - high - 0.5 < other < column * 1e4 + top + high + 0.5 for other in taken
        ):
            column += 1
        taken.append(column * 1e4 + top)
        left = _EDGE + column * (wide + 1.5)
        box = (left, top, left + wide, top + high)
        form = self._form(pill(mark, 0, 0, wide, high, 7.5), frame, wide, high)
        rect = frame.user(box)
        said = String(printable(f"第 {mark.number} 处：{mark.lines[0] if mark.lines else ''}"))
        looks = {"F": _PRINTED, "AP": Dictionary(N=form)}
        self._add(page, Name.Stamp, rect, **looks, T=String(AUTHOR), M=self._date, Contents=said)
        spot = (0.0, entry[3] + 20)
        back = String(f"到目录页第 {mark.number} 处")
        self._add(page, Name.Link, rect, Border=Array([0, 0, 0]), Dest=_view(index, spot), Contents=back)

    def _form(self, drawing: bytes, frame: Frame, wide: float, high: float) -> Any:
        """An appearance drawn upright from its lower left corner."""
        form = self._pdf.make_stream(drawing)
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = Array([0, 0, round(wide, 2), round(high, 2)])
        form.Matrix = Array([*frame.matrix, 0, 0])
        form.Resources = Dictionary(Font=self.fonts, ExtGState=Dictionary(Mz=self._multiply))
        return form

    def _add(self, page: Any, kind: Any, rect: Box, **entries: Any) -> Any:
        if not isinstance(page.obj.get("/Annots"), Array):
            page.obj.Annots = Array()
        corners = Array([round(value, 2) for value in rect])
        note = self._pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=kind, Rect=corners, P=page.obj, **entries)
        )
        page.obj.Annots.append(note)
        if kind != Name.Popup:  # which shows what its note says
            self._tags.note(page.obj, note)
        return note


def _view(page: Any, spot: tuple[float, float]) -> Any:
    return Array([page.obj, Name.XYZ, round(spot[0], 2), round(spot[1], 2), None])


def _key(place: Place) -> tuple[int, Box]:
    return place.page or 0, place.bbox or (0.0, 0.0, 0.0, 0.0)


def _lines(place: Place, by: float) -> list[Box]:
    """The boxes of a place, one for each line, made larger by some points on every side."""
    boxes = place.boxes or ([place.bbox] if place.bbox else [])
    return [(x0 - by, y0 - by, x1 + by, y1 + by) for x0, y0, x1, y1 in boxes]


def _inset(place: Place, times: int) -> float:
    """Frames of several findings around the same words lie inside each other, as far as there is room."""
    room = min(min(x1 - x0, y1 - y0) for x0, y0, x1, y1 in _lines(place, 0.0)) / 4
    return min(1.8 * times, max(0.0, room))


def _around(boxes: list[Box]) -> Box:
    x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
    return min(x0s), min(y0s), max(x1s), max(y1s)


def _within(box: Box, whole: Box) -> tuple[float, float, float, float]:
    """Lower left corner, counted from that of ``whole`` with y upwards, width and height."""
    return box[0] - whole[0], whole[3] - box[3], box[2] - box[0], box[3] - box[1]


def _quad(rect: Box) -> list[float]:
    a, b, c, d = (round(value, 2) for value in rect)
    return [a, d, c, d, a, b, c, b]


def _rgb(colour: Colour) -> str:
    return " ".join(f"{part:g}" for part in colour)
