"""OFD documents (GB/T 33190): the text layer and the rulings, laid out like the pages of a PDF.

An OFD is a zip of XML: pages of text objects with a position for every character, and of paths.  Both become
what the PDF reader knows of a page, so that lines, paragraphs and tables are found by the same code.
Seals, annotations and pictures are not read.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from mingzhang.facts.report import Report
from mingzhang.readers.container import Container
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.page import VISIBLE, PageContent, Run
from mingzhang.readers.pdf.report import Layout
from mingzhang.readers.pdf.tuning import THIN
from mingzhang.readers.watch import Watch

_POINT = 72 / 25.4  # an OFD counts in millimetres
_DEPTH = 8  # groups within groups
_STRAIGHT = 0.4  # pt that the ends of a ruling may be out of level
_APART = 0.6  # em between two characters from which they are no longer one run
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_STROKE = re.compile(r"([MLQBACS])([^MLQBACS]*)")
_WALKED = {"Layer", "PageBlock", "Content"}


@dataclass(frozen=True, slots=True)
class _Frame:
    """From an object's own space to points on the page: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = _POINT
    b: float = 0.0
    c: float = 0.0
    d: float = _POINT
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def inside(self, item: Any) -> _Frame:
        """The frame of an object: its matrix, then its boundary's corner."""
        a, b, c, d, e, f = _numbers(item.get("CTM"), 6) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        left, top, _, _ = _numbers(item.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
        e, f = self.point(e + left, f + top)
        return _Frame(
            self.a * a + self.c * b, self.b * a + self.d * b,
            self.a * c + self.c * d, self.b * c + self.d * d, e, f,
        )  # fmt: skip


def read_ofd(path: Path, limits: Limits) -> Report:
    """Read an OFD document; raises :class:`~mingzhang.readers.limits.UnreadableError`.

    Coordinates are points from the top left corner of the page, as in the report of a PDF.
    """
    watch = Watch(path, limits)
    report = Report(path.name, "ofd")
    layout = Layout(path, limits, report)
    lost: list[int] = []
    with Container(path, watch) as container:
        pages, units = list(_pages(container, watch)), _composites(container)
        if len(pages) > limits.pages:
            raise watch.refusal(f"共 {len(pages)} 页，超过上限 {limits.pages} 页")
        report.pages = len(pages)
        for number, (part, templates, area) in enumerate(pages, start=1):
            canvas = _Canvas(container, units, watch)
            layout.add(canvas.page(part, templates, area), number)
            lost += [number] if canvas.lost else []
    layout.finish()
    if lost:
        report.unread_pages = sorted({*report.unread_pages, *lost})
        report.notes.append(
            f"第 {'、'.join(map(str, lost))} 页有找不到内容的复合图元，没有全部读出，请核对。"
        )
    return report


def _pages(container: Container, watch: Watch) -> Iterator[tuple[str, dict[str, str], str]]:
    """Part, templates by id and usual page area of every page, in order."""
    for root in _named(container.xml("OFD.xml"), "DocRoot"):
        part = _resolved(container, "", root.text)
        if part is None:
            raise watch.refusal("OFD 文件不完整，缺少文档正文")
        document = container.xml(part)
        area = next((box.text or "" for box in _named(document, "PhysicalBox")), "")
        templates = {
            item.get("ID", ""): found
            for item in _named(document, "TemplatePage")
            if (found := _resolved(container, part, item.get("BaseLoc")))
        }
        for item in _named(document, "Page"):
            found = _resolved(container, part, item.get("BaseLoc"))
            if found is None:
                raise watch.refusal("OFD 文件不完整，缺少页面")
            yield found, templates, area


def _resolved(container: Container, base: str, location: str | None) -> str | None:
    """The part a location means: relative to the part that names it, or to the package."""
    place = (location or "").strip().replace("\\", "/")
    for candidate in (posixpath.join(posixpath.dirname(base), place), place):
        name = posixpath.normpath(candidate).lstrip("/")
        if place and not name.startswith("..") and container.has(name):
            return name
    return None


def _composites(container: Container) -> dict[str, Any]:
    """The graphic units of the package's resources by id: pages draw them by reference."""
    return {
        unit.get("ID", ""): unit
        for name in container.names
        if name.endswith("res.xml")
        for unit in _named(container.xml(name), "CompositeGraphicUnit")
    }


class _Canvas:
    """Draws one page; ``lost`` tells that it refers to something the package does not hold."""

    def __init__(self, container: Container, units: dict[str, Any], watch: Watch) -> None:
        self._container, self._units, self._watch = container, units, watch
        self._content = PageContent(1.0, 1.0)
        self.lost = False

    def page(self, part: str, templates: dict[str, str], area: str) -> PageContent:
        """What a page and its templates draw."""
        root = self._container.xml(part)
        box = next((item.text for item in _named(root, "PhysicalBox")), area)
        left, top, wide, high = _numbers(box, 4) or (0.0, 0.0, 210.0, 297.0)
        self._content = PageContent(max(wide, 1.0) * _POINT, max(high, 1.0) * _POINT)
        frame = _Frame(e=-left * _POINT, f=-top * _POINT)
        for item in _named(root, "Template"):
            if (template := templates.get(item.get("TemplateID", ""))) is not None:
                self._draw(self._container.xml(template), frame)
        self._draw(root, frame)
        return self._content

    def _draw(self, parent: Any, frame: _Frame, depth: int = 0) -> None:
        """Put the visible texts, rulings and pictures below an element onto the page."""
        for item in parent:
            kind = _local(item)
            self._watch.tick()
            if item.get("Alpha") == "0" or item.get("Visible") == "false":
                self._content.hidden = (
                    self._content.hidden or next(_named(item, "TextCode"), None) is not None
                )
            elif kind in _WALKED and depth < _DEPTH:
                self._draw(item, frame, depth + 1)
            elif kind == "TextObject":
                _text(item, frame.inside(item), self._content)
            elif kind == "PathObject":
                _rulings(item, frame.inside(item), self._content)
            elif kind == "CompositeObject":
                unit = self._units.get(item.get("ResourceID", ""))
                self.lost = self.lost or unit is None or depth >= _DEPTH
                if unit is not None and depth < _DEPTH:
                    self._draw(unit, frame.inside(item), depth + 1)
            elif kind == "ImageObject":
                _, _, wide, high = _numbers(item.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
                covered = wide * high * _POINT**2 / (self._content.width * self._content.height)
                self._content.pictured = max(self._content.pictured, covered)


def _text(item: Any, frame: _Frame, content: PageContent) -> None:
    """Add the characters of a text object to the page as runs; steps and sizes go through the frame."""
    size = (_numbers(item.get("Size"), 1) or (3.0,))[0]
    scale = (_numbers(item.get("HScale"), 1) or (1.0,))[0]
    x = y = 0.0
    for code in (child for child in item if _local(child) == "TextCode"):
        text = code.text or ""
        x, y = ((_numbers(code.get(name), 1) or (old,))[0] for name, old in (("X", x), ("Y", y)))
        across, down = (_steps(code.get(name), len(text)) for name in ("DeltaX", "DeltaY"))
        widths = [size * scale * (1 if unicodedata.east_asian_width(c) in "WFA" else 0.5) for c in text]
        marks: list[tuple[str, float, float, float]] = []  # character, left, right, baseline
        at, level = x, y
        for index, character in enumerate(text):
            left, base = frame.point(at, level)
            right, _ = frame.point(at + widths[index], level)
            marks.append((character, left, right, base))
            at += across[index] if index < len(across) else (0.0 if down else widths[index])
            level += down[index] if index < len(down) else 0.0
        content.runs.extend(_runs(marks, size * _size(frame)))


def _runs(marks: list[tuple[str, float, float, float]], em: float) -> Iterator[Run]:
    """Characters on one baseline with no gap among them, blanks left out."""
    group: list[tuple[str, float, float, float]] = []
    for mark in marks:
        seen = VISIBLE.fullmatch(mark[0]) is not None
        level = bool(group) and abs(mark[3] - group[-1][3]) < 0.1 * em
        if group and not (seen and level and -0.5 * em < mark[1] - group[-1][2] < _APART * em):
            yield _run(group, em)
            group = []
        if seen:
            group.append(mark)
    if group:
        yield _run(group, em)


def _run(group: list[tuple[str, float, float, float]], em: float) -> Run:
    lefts = [left for _, left, _, _ in group]
    return Run("".join(mark[0] for mark in group), [*lefts, group[-1][2]], group[0][3], max(em, 1.0))


def _rulings(item: Any, frame: _Frame, content: PageContent) -> None:
    """Add the level and upright lines of a path to the rulings of the page; what else it draws is a shape."""
    data = next((child.text or "" for child in item if _local(child) == "AbbreviatedData"), "")
    stroked = item.get("Stroke", "true") != "false"
    content.shapes += any(mark in data for mark in "QBA")  # a curve is part of a letter or of a chart
    for line in _lines(data, frame):
        xs, ys = [x for x, _ in line], [y for _, y in line]
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= THIN:  # a line, or a bar as thin as one
            _ruling((min(xs), min(ys)), (max(xs), max(ys)), content, THIN)
        elif stroked:
            content.shapes += 1
            for one, other in pairwise(line):
                _ruling(one, other, content, _STRAIGHT)
        else:
            content.shapes += 1


def _lines(data: str, frame: _Frame) -> Iterator[list[tuple[float, float]]]:
    """The strokes of a path as points; curves end them."""
    line: list[tuple[float, float]] = []
    for operator, operands in _STROKE.findall(data):
        numbers = [float(n) for n in _NUMBER.findall(operands)]
        if operator == "L" and len(numbers) >= 2:
            line.append(frame.point(*numbers[:2]))
        elif operator == "C" and line:
            line.append(line[0])
        else:
            if len(line) > 1:
                yield line
            line = [frame.point(*numbers[-2:])] if len(numbers) >= 2 else []
    if len(line) > 1:
        yield line


def _ruling(one: tuple[float, float], other: tuple[float, float], content: PageContent, thick: float) -> None:
    (x0, y0), (x1, y1) = one, other
    if abs(y1 - y0) <= thick and abs(x1 - x0) > THIN:
        content.rows.append(((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
    elif abs(x1 - x0) <= thick and abs(y1 - y0) > THIN:
        content.columns.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _size(frame: _Frame) -> float:
    return float(abs(frame.a * frame.d - frame.b * frame.c) ** 0.5)


def _steps(text: str | None, most: int) -> list[float]:
    """Distances from character to character; ``g 3 2.5`` stands for three times 2.5."""
    steps: list[float] = []
    words = iter((text or "").split())
    for word in words:
        again = 1
        if word == "g":
            again, word = int((_numbers(next(words, "1"), 1) or (1,))[0]), next(words, "0")
        steps.extend(_numbers(word, 1)[:1] * max(0, min(again, most - len(steps))))
    return steps


def _numbers(text: str | None, count: int) -> tuple[float, ...]:
    """The first ``count`` numbers of a text, none where there are fewer."""
    found = _NUMBER.findall(text or "")[:count]
    return tuple(max(-1e6, min(1e6, float(n))) for n in found) if len(found) == count else ()


def _named(root: Any, name: str) -> Iterator[Any]:
    return (item for item in root.iter() if _local(item) == name)


def _local(item: Any) -> str:
    return str(item.tag).rpartition("}")[2]
