"""The index of findings: pages added to the end of a marked PDF, each entry a link to its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mingzhang.facts.finding import Severity
from mingzhang.facts.place import Box
from mingzhang.writers.mark import Mark
from mingzhang.writers.pdf.structure import ENTRY, HEADING, content
from mingzhang.writers.pdf.text_layout import Colour, line, width, wrapped
from mingzhang.writers.words import printable

WIDTH, HEIGHT = 595.0, 842.0  # A4
LEFT, RIGHT, TOP, FOOT = 56.0, 539.0, 786.0, 64.0
TEXT = LEFT + 34  # where the words of an entry begin
INK: dict[Severity, Colour] = {
    Severity.ERROR: (0.78, 0.13, 0.15),
    Severity.WARNING: (0.80, 0.43, 0.0),
    Severity.INFO: (0.13, 0.39, 0.71),
}
_BLACK, _GREY, _PALE = (0.13, 0.13, 0.13), (0.45, 0.45, 0.45), (0.85, 0.85, 0.85)
_MESSAGE, _SMALL = 10.0, 8.5
_LEAD = 14.5  # from baseline to baseline of a message


@dataclass
class IndexPage:
    """One page of the index: its drawing, and for each mark that stands on it the box of its entry.

    Boxes are in user space: left, bottom, right, top.  ``kinds`` are those of the contents that are tagged.

    >>> page = IndexPage(b"", [])
    >>> page.draw("P", b"f ")
    >>> page.drawing, page.kinds
    (b'/P <</MCID 0>> BDC f EMC\\n', ['P'])
    """

    drawing: bytes
    entries: list[tuple[Mark, Box]]
    kinds: list[str] = field(default_factory=list)

    def draw(self, kind: str, drawing: bytes) -> None:
        """Add contents of one kind, decoration where it is empty."""
        self.drawing += content(kind, len(self.kinds), drawing)
        self.kinds += [kind] * bool(kind)


def index_pages(marks: Sequence[Mark], heading: str, when: datetime) -> list[IndexPage]:
    """The pages of the index, at least one; ``heading`` says whose document it is.

    >>> mark = Mark(1, Severity.ERROR, ["合计应为 6.30 万元"])
    >>> [[m.number for m, _ in page.entries] for page in index_pages([mark], "某局", datetime(2025, 3, 1))]
    [[1]]
    """
    pages = [IndexPage(b"", [])]
    pages[0].draw(HEADING, _title(marks, heading, when))
    y = TOP - 74
    for mark in marks:
        body = list(_body(mark))
        height = sum(lead for *_, lead in body) + 16
        if y - height < FOOT and pages[-1].entries:
            pages.append(IndexPage(b"", []))
            pages[-1].draw("", line("明账检查结果（续）", LEFT, TOP, 10, _GREY))
            y = TOP - 18
        pages[-1].draw(ENTRY, _entry(mark, body, y))
        pages[-1].entries.append((mark, (LEFT, y - height, RIGHT, y)))
        y -= height
    if not marks:
        pages[0].draw(ENTRY, line("没有发现不成立之处。", LEFT, y - 14, 11, _BLACK))
    for number, page in enumerate(pages, 1):
        page.draw("", _footer(number, len(pages)))
    return pages


def _title(marks: Sequence[Mark], heading: str, when: datetime) -> bytes:
    """The top of the index as PDF drawing instructions: heading, counts by severity, date."""
    counts = Counter(mark.severity for mark in marks)
    drawing = line("明账检查结果", LEFT, TOP - 8, 20, _BLACK)
    for text in wrapped(printable(heading), 11, RIGHT - LEFT, 1):
        drawing += line(text, LEFT, TOP - 32, 11, _GREY)
    x = LEFT
    total = f"共 {len(marks)} 处"
    drawing += line(total, x, TOP - 54, 10, _BLACK)
    x += width(total, 10) + 14
    for severity in Severity:
        text = f"{severity.chinese} {counts[severity]}"
        drawing += _dot(x, TOP - 50.5, INK[severity]) + line(text, x + 8, TOP - 54, 10, _BLACK)
        x += width(text, 10) + 24
    date = f"{when:%Y-%m-%d}"
    drawing += line(date, RIGHT - width(date, 10), TOP - 54, 10, _GREY)
    return drawing + _rule(TOP - 66, _BLACK, 0.8)


def _body(mark: Mark) -> Iterator[tuple[str, float, Colour, float]]:
    """The lines of an entry: text, size, colour and distance from the line above."""
    room = RIGHT - TEXT
    where = str(mark.places[0]) if mark.places else "全文"
    for text in wrapped(f"{mark.severity.chinese}　{printable(where)}", _SMALL, room, 2):
        yield text, _SMALL, _GREY, 12.5
    for text in wrapped(mark.lines[0] if mark.lines else "", _MESSAGE, room, 6):
        yield text, _MESSAGE, _BLACK, _LEAD
    if mark.expected:
        for text in wrapped(f"应为：{printable(mark.expected)}", _MESSAGE, room, 2):
            yield text, _MESSAGE, INK[mark.severity], _LEAD


def _entry(mark: Mark, body: list[tuple[str, float, Colour, float]], top: float) -> bytes:
    drawing = pill(mark, LEFT, top - 23.5, 22, 14, 9)
    y = top - 6
    for text, size, colour, lead in body:
        y -= lead
        drawing += line(text, TEXT, y + 2, size, colour)
    return drawing + _rule(y - 10, _PALE, 0.5)


def pill(mark: Mark, x: float, y: float, wide: float, high: float, size: float) -> bytes:
    """The number of a mark in white on a rounded field of its colour; ``x`` and ``y`` name its lower left."""
    text = str(mark.number)
    size = min(size, size * (wide - 3) / max(width(text, size), 1))
    r, k = high / 2, high / 2 * 0.5523
    a, b, c, d = x, y, x + wide, y + high
    shape = (
        f"{a + r:.2f} {b:.2f} m {c - r:.2f} {b:.2f} l "
        f"{c - r + k:.2f} {b:.2f} {c:.2f} {b + r - k:.2f} {c:.2f} {b + r:.2f} c "
        f"{c:.2f} {b + r + k:.2f} {c - r + k:.2f} {d:.2f} {c - r:.2f} {d:.2f} c {a + r:.2f} {d:.2f} l "
        f"{a + r - k:.2f} {d:.2f} {a:.2f} {b + r + k:.2f} {a:.2f} {b + r:.2f} c "
        f"{a:.2f} {b + r - k:.2f} {a + r - k:.2f} {b:.2f} {a + r:.2f} {b:.2f} c f\n"
    )
    middle = x + (wide - width(text, size)) / 2
    figures = line(text, middle, y + high / 2 - 0.36 * size, size, (1, 1, 1), bold=True)
    return _fill(INK[mark.severity]) + shape.encode("ascii") + figures


def _dot(x: float, y: float, colour: Colour) -> bytes:
    return _fill(colour) + f"{x:.2f} {y - 2.5:.2f} 5 5 re f\n".encode("ascii")


def _fill(colour: Colour) -> bytes:
    return (" ".join(f"{part:g}" for part in colour) + " rg\n").encode("ascii")


def _rule(y: float, colour: Colour, thick: float) -> bytes:
    return _fill(colour) + f"{LEFT:g} {y:.2f} {RIGHT - LEFT:g} {thick:g} re f\n".encode("ascii")


def _footer(number: int, count: int) -> bytes:
    left = "点条目可到原处；原文各页没有改动，框和批注可在阅读器里隐藏或删除。"
    right = f"{number} / {count}"
    return line(left, LEFT, 40, 8, _GREY) + line(right, RIGHT - width(right, 8), 40, 8, _GREY)
