"""The document beside the findings: page pictures with boxes, or text and tables with marks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from markupsafe import Markup

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.place import Box, Place
from mingzhang.facts.report import Cell, Report, Table
from mingzhang.writers.html.templates import render
from mingzhang.writers.pdf.page_images import Pictures, data_uri, printed_words
from mingzhang.writers.spots import Spot, Spots

ALL_PAGES = 60  # up to here every page is shown: 25 pages make 1.3 MB; beyond, only pages with findings
LONG = 60  # rows from which a table shows only its head and what stands near a finding
NEAR = 3
EDGE = 0.14  # of the page width: what begins further left begins a line
_AMOUNT = re.compile(r"\d\.\d")
_HEADS = 5  # more rows without an amount are no heads but text
_RANKS = tuple(Severity)


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """Place ``order`` (0 is the main one) of finding ``number``."""

    number: int
    order: int
    severity: Severity
    place: Place

    @property
    def anchor(self) -> str:
        """The name of the spot inside the page.

        >>> PlaceMark(3, 0, Severity.ERROR, Place()).anchor
        'p3-0'
        """
        return f"p{self.number}-{self.order}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in one look: those of several findings where they overlap, without a look those of none."""

    text: str
    look: str = ""
    begun: list[PlaceMark] = field(default_factory=list)
    numbers: list[PlaceMark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Frame:
    """One frame on a picture, with all findings that stand there; ``style`` says where."""

    look: str
    style: str
    found: list[PlaceMark]
    numbers: list[PlaceMark]


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as a picture; ``gap`` instead says which pages are left out; sizes in points."""

    label: str = ""
    anchor: str = ""
    gap: str = ""
    picture: str = ""
    width: int = 0
    height: int = 0
    found: list[PlaceMark] = field(default_factory=list)
    boxes: list[_Frame] = field(default_factory=list)
    loose: list[PlaceMark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph; ``kind`` is its class, ``line`` its line in a plain text file."""

    kind: str
    line: int | None
    stretches: list[Stretch]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as it is shown; ``scope`` says what it is head of, if anything."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    look: str = ""
    found: list[PlaceMark] = field(default_factory=list)
    numbers: list[PlaceMark] = field(default_factory=list)
    scope: str = ""

    @property
    def tag(self) -> str:
        """The element of a cell: a head has one of its own."""
        return "th" if self.scope else "td"


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row, or how many rows are left out."""

    cells: list[_Cell] = field(default_factory=list)
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table as it is shown; its first ``heads`` rows are heads."""

    name: str
    columns: int
    rows: list[_Row]
    heads: int


@dataclass(frozen=True, slots=True)
class _Part:
    """One file: its pages as pictures, or its paragraphs and tables."""

    name: str
    pages: list[_Page] = field(default_factory=list)
    blocks: list[_Text | _Grid] | None = None


def marks(findings: Iterable[Finding]) -> list[PlaceMark]:
    """All places of the numbered findings."""
    return [
        PlaceMark(number, order, finding.severity, place)
        for number, finding in enumerate(findings, 1)
        for order, place in enumerate(finding.places)
    ]


def sheets(report: Report, found: list[PlaceMark], data: Mapping[str, bytes]) -> tuple[Markup, set[str]]:
    """A report, or its parts one after the other, each under the name of its file, and the anchors in it.

    ``data`` are the bytes of the PDFs among them, by name: their pages become pictures.  Without them, or
    when they cannot be opened, the paragraphs and tables of the report are shown.
    """
    anchors: set[str] = set()
    parts = []
    for part in report.parts or [report]:
        mine = [mark for mark in found if not report.parts or mark.place.file == part.file]
        shown, known = _part(part, mine, data.get(part.file), part.file if report.parts else "")
        parts.append(shown)
        anchors |= known
    return render("document_view", parts=parts), anchors


def _part(report: Report, found: list[PlaceMark], data: bytes | None, name: str) -> tuple[_Part, set[str]]:
    """One file as page pictures where its bytes are a PDF, else as text; and the anchors shown in it."""
    if data is not None:
        try:
            pictures = Pictures(data)
        except ValueError:
            pass
        else:
            try:
                pages, anchors = _pages(report, found, pictures, name)
                return _Part(name, pages), anchors
            finally:
                pictures.close()
    blocks, anchors = _blocks(report, found)
    return _Part(name, blocks=blocks), anchors


# -- pictures ---------------------------------------------------------------------------------------------


def _pages(
    report: Report, found: list[PlaceMark], pictures: Pictures, name: str
) -> tuple[list[_Page], set[str]]:
    """The page pictures and their anchors; in a long file only pages with marks, gaps told between."""
    on_page: dict[int, list[PlaceMark]] = defaultdict(list)
    for mark in found:
        if mark.place.page is not None:
            on_page[mark.place.page].append(mark)
    words = printed_words(report)
    count = report.pages or 0
    views, anchors, skipped = [], {mark.anchor for some in on_page.values() for mark in some}, 0
    for number in range(1, count + 1):
        if number not in on_page and count > ALL_PAGES:
            skipped += 1
            continue
        views += _gap(number - skipped, number - 1) if skipped else []
        skipped = 0
        views.append(_page(number, on_page[number], pictures, words[number], name))
    views += _gap(count - skipped + 1, count) if skipped else []
    return views, anchors


def _gap(first: int, last: int) -> list[_Page]:
    pages = f"第 {first} 页" if first == last else f"第 {first}—{last} 页"
    return [_Page(gap=f"{pages}没有问题，未收入本报告。")]


def _page(
    number: int, found: list[PlaceMark], pictures: Pictures, words: list[tuple[Box, str]], name: str
) -> _Page:
    """One page as a picture with a box for each marked spot; without a picture, the marks alone."""
    label = f"{name} 第 {number} 页".strip()
    anchor = "" if name else f"page{number}"
    try:
        png, width, height = pictures.picture(number, words)
    except ValueError:
        return _Page(label, anchor, found=found)
    spots: dict[Box, list[PlaceMark]] = defaultdict(list)
    loose = []
    for mark in found:
        if mark.place.bbox is None:
            loose.append(mark)
        else:
            x0, y0, x1, y1 = (round(value, 1) for value in mark.place.bbox)
            spots[x0, y0, x1, y1].append(mark)
    boxes = [_frame(box, some, width, height) for box, some in spots.items()]
    return _Page(label, anchor, "", data_uri(png), round(width), round(height), found, boxes, loose)


def _frame(box: Box, found: list[PlaceMark], width: float, height: float) -> _Frame:
    x0, y0, x1, y1 = box
    style = (
        f"left:{max(0.0, x0 - 1) / width:.2%};top:{max(0.0, y0 - 1) / height:.2%};"
        f"width:{(x1 - x0 + 2) / width:.2%};height:{(y1 - y0 + 2) / height:.2%}"
    )
    edge = " edge" if x0 < EDGE * width else ""  # beside the text there is room for the numbers
    return _Frame(f"{_look(found)}{edge}", style, found, _each_number(found))


def _each_number(found: list[PlaceMark]) -> list[PlaceMark]:
    return list({mark.number: mark for mark in reversed(found)}.values())[::-1]


def _look(found: list[PlaceMark]) -> str:
    main = [mark for mark in found if mark.order == 0]
    gravest = min((mark.severity for mark in main or found), key=_RANKS.index)
    return f"{gravest} {'main' if main else 'side'}"


# -- paragraphs and tables --------------------------------------------------------------------------------


def _blocks(report: Report, found: list[PlaceMark]) -> tuple[list[_Text | _Grid], set[str]]:
    """The paragraphs and tables with their marks, and the anchors of the marks that found a place."""
    spots = Spots(report)
    at: dict[int, list[tuple[PlaceMark, Spot]]] = defaultdict(list)
    anchors = set()
    for mark in found:
        spot = spots.find(mark.place)
        if spot is not None:
            at[spot.block].append((mark, spot))
            anchors.add(mark.anchor)
    views: list[_Text | _Grid] = []
    for index, block in enumerate(report.blocks):
        if isinstance(block, Table):
            views.append(_grid(block, at[index]))
        elif block.text.strip():
            kind = f"h level{min(block.level, 4)}" if block.level else block.kind
            spans = [(mark, *spot.span) for mark, spot in at[index]]
            views.append(_Text(kind, block.line, marked(block.text, spans)))
    return views, anchors


def marked(text: str, found: list[tuple[PlaceMark, int, int]]) -> list[Stretch]:
    """Text with its marked stretches; where several overlap, each piece points to all that hold it.

    >>> [stretch.text for stretch in marked("收入6.20万元", [(PlaceMark(1, 0, Severity.ERROR, Place()), 2, 6)])]
    ['收入', '6.20', '万元']
    """
    cuts = sorted({0, len(text), *(min(c, len(text)) for _, start, end in found for c in (start, end))})
    stray = [mark for mark, start, end in found if start >= end or start >= len(text)]
    pieces = [Stretch("", begun=stray)] if stray else []
    for start, end in pairwise(cuts):
        over = [mark for mark, first, last in found if first <= start and end <= last]
        begun = [mark for mark, first, _ in found if first == start and mark in over]
        look = _look(over) if over else ""
        pieces.append(Stretch(text[start:end], look, begun, _each_number(begun)))
    return pieces


def _grid(table: Table, found: list[tuple[PlaceMark, Spot]]) -> _Grid:
    """A table with its marks; of a long one, the rows far from any mark are told as left out."""
    at: dict[tuple[int, int], list[PlaceMark]] = defaultdict(list)
    for mark, spot in found:
        if spot.cell is not None:
            at[spot.cell].append(mark)
    rows, columns = table.shape
    heads = head_rows(table)
    lines, before = [], -1
    for row in _kept(rows, {row for row, _ in at}):
        if row > before + 1:
            lines.append(_Row(left_out=row - before - 1))
        lines.append(_Row(list(_row(table, row, columns, at, row < heads))))
        before = row
    if rows > before + 1:
        lines.append(_Row(left_out=rows - before - 1))
    return _Grid(table.name, max(1, columns), lines, heads)


def head_rows(table: Table) -> int:
    """How many rows at the top of a table are heads: those above the first amount, as far as can be told.

    >>> cells = [Cell("项目", 0, 0), Cell("决算数", 0, 1), Cell("收入", 1, 0), Cell("6.20", 1, 1)]
    >>> head_rows(Table(cells)), head_rows(Table([Cell("收入", 0, 0), Cell("6.20", 0, 1)]))
    (1, 0)
    """
    amounts = [cell.row for cell in table.cells if _AMOUNT.search(cell.text)]
    first = min(amounts, default=1)
    begun = [cell.row for cell in table.cells if cell.row < first < cell.row + cell.rowspan]
    whole = min(begun, default=first)  # a head of rows that reaches down among the amounts is none of columns
    return whole if whole <= _HEADS and whole < table.shape[0] else 0


def _kept(rows: int, found: set[int]) -> list[int]:
    if rows <= LONG:
        return list(range(rows))
    near = {row + step for row in found for step in range(-NEAR, NEAR + 1)}
    return sorted(row for row in near | set(range(LONG // 2)) if 0 <= row < rows)


def _row(
    table: Table, row: int, columns: int, at: dict[tuple[int, int], list[PlaceMark]], head: bool
) -> Iterator[_Cell]:
    """The cells that begin in a row; in a head row all with words are heads, below the first one may be."""
    fresh = True
    for column in range(columns):
        cell = table.at(row, column)
        if cell is None:
            yield _Cell("")
        elif cell.row == row and cell.column == column:
            words = bool((cell.error or cell.text).strip())
            named = fresh and words and not _AMOUNT.search(cell.text)
            scope = ""
            if head and words:
                scope = "colgroup" if cell.colspan > 1 else "col"
            elif named and not head:
                scope = "rowgroup" if cell.rowspan > 1 else "row"
            fresh = fresh and not words
            yield _cell(cell, at[row, column], scope)


def _cell(cell: Cell, found: list[PlaceMark], scope: str) -> _Cell:
    figure = cell.text.strip().replace(",", "").replace(".", "").lstrip("-+").rstrip("%").isdigit()
    looks = [*(["r"] if figure else []), *(["hit", _look(found)] if found else [])]
    spans = min(cell.rowspan, 1000), min(cell.colspan, 1000)  # as many as browsers take
    return _Cell(cell.error or cell.text, *spans, " ".join(looks), found, _each_number(found), scope)
