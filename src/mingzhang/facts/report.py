"""A document as a reader hands it over: paragraphs and tables in reading order, nothing understood yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from mingzhang.facts.page_scan import PageScan
from mingzhang.facts.place import Box, Origin, Place

_CLAUSE = re.compile("[，。；：！？\n]")
_FIGURE, _FIGURE_END = re.compile("[0-9０-９.,]+[%％]?"), re.compile("[0-9０-９.,]+$")
NO_VALUE = "无缓存值"  # the error of a cell whose formula nobody has calculated
NO_TEXT = "缺文字"  # the error of a cell whose text the file does not hold
QUOTE = 60  # the findings contract allows at most 60 characters of quotation


@dataclass(slots=True)
class Line:
    """One visual line of a paragraph: which characters it holds and where they stand.

    ``start`` is the offset of its first character in the paragraph text; ``xs`` holds the left edge of
    every character plus the right edge of the last one, in points.
    """

    start: int
    page: int
    y0: float
    y1: float
    xs: tuple[float, ...]


@dataclass
class Paragraph:
    """A run of text that belongs together, as printed.

    ``level`` is the outline level where the format states one (Word styles, HTML h1…h6), otherwise 0.
    ``kind`` is ``text``, ``footnote``, ``textbox``, ``header`` or ``contents`` (an entry of the contents).
    ``sources`` tell which characters come from which text node of the file: ``(start, end, node)``.

    >>> place = Paragraph("占0.21%；", page=21).place(0, 6)
    >>> place.page, place.printed, place.quote
    (21, '占0.21%', '占0.21%；')
    """

    text: str
    page: int | None = None
    lines: list[Line] = field(default_factory=list)
    level: int = 0
    kind: str = "text"
    line: int | None = None
    sources: list[Origin] = field(default_factory=list)
    file: str | None = None

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Where the characters ``start``…``end`` of this paragraph stand, with the words around them."""
        end = len(self.text) if end is None else end
        page, boxes = self._boxes(start, end)
        return Place(
            page=page,
            bbox=_around(boxes),
            quote=self._quote(start, end),
            span=(start, end),
            printed=self.text[start:end],
            line=self._line(start),
            source=self._source(start, end),
            boxes=tuple(boxes) if len(boxes) > 1 else None,
            file=self.file,
        )

    def _quote(self, start: int, end: int) -> str:
        """The words around a span, cut where a clause ends and never inside a figure."""
        text = self.text
        left = max(0, start - max(0, QUOTE - (end - start)) // 2)
        if left and not _CLAUSE.match(text, left - 1):
            cut = _CLAUSE.search(text, left, start) or _FIGURE.match(text, left, start)
            left = cut.end() if cut else left
        right = min(len(text), left + QUOTE)
        if right < len(text) and not _CLAUSE.match(text, right - 1):
            clauses = [match.end() for match in _CLAUSE.finditer(text, end, right)]
            cut = _FIGURE_END.search(text, left, right)
            right = clauses[-1] if clauses else cut.start() if cut else right
        return text[left:right].strip()

    def _line(self, start: int) -> int | None:
        return None if self.line is None else self.line + self.text.count("\n", 0, start)

    def _source(self, start: int, end: int) -> tuple[Origin, ...] | None:
        parts = ((node, max(start, a) - a, min(end, b) - a) for a, b, node in self.sources)
        return tuple((node, first, last) for node, first, last in parts if first < last) or None

    def _boxes(self, start: int, end: int) -> tuple[int | None, list[Box]]:
        """Boxes, line by line, of the part of the span that lies on the page where the span begins."""
        boxes: list[Box] = []
        page = self.page
        for line in self.lines:
            first, last = max(start, line.start), min(end, line.start + len(line.xs) - 1)
            if first < last:
                if boxes and line.page != page:
                    break
                page = line.page
                boxes.append((line.xs[first - line.start], line.y0, line.xs[last - line.start], line.y1))
        return page, boxes


def _around(boxes: list[Box]) -> Box | None:
    if not boxes:
        return None
    x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
    return min(x0s), min(y0s), max(x1s), max(y1s)


@dataclass(slots=True)
class Cell:
    """One cell of a table; ``row`` and ``column`` count from 0 and name its top left corner.

    ``error`` carries a spreadsheet error such as ``#REF!``: such a cell is unread, not empty.
    ``source`` is where its characters stand in the file, as in :class:`Place`; ``original`` is the cell in
    its own part where the parts of a table were joined; ``lines`` is a text with line breaks as typed.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    page: int | None = None
    bbox: Box | None = None
    line: int | None = None
    error: str | None = None
    source: tuple[Origin, ...] | None = None
    file: str | None = None
    original: Cell | None = field(default=None, repr=False, compare=False)
    lines: str = field(default="", repr=False, compare=False)

    def place(self, table: str | None = None, row: str | None = None, column: str | None = None) -> Place:
        """The cell's place; the form that binds the table gives table, row and column names."""
        text = self.text.strip()
        return Place(
            page=self.page,
            bbox=self.bbox,
            table=table,
            row=row,
            column=column,
            quote=text[:QUOTE],
            printed=text,
            line=self.line,
            source=self.source,
            file=self.file,
        )


@dataclass
class Table:
    """A grid of cells; a merged cell appears once and covers its whole span.

    >>> table = Table([Cell("项目", 0, 0, rowspan=2), Cell("决算数", 0, 1), Cell("6.20", 1, 1)])
    >>> table.shape, table.at(1, 0).text, table.at(9, 9)
    ((2, 2), '项目', None)
    """

    cells: list[Cell]
    page: int | None = None
    name: str = ""  # the name the format itself gives: a sheet name
    ruled: bool = True  # False: columns were guessed from white gaps
    file: str | None = None

    @cached_property
    def shape(self) -> tuple[int, int]:
        """Number of rows and columns."""
        return (
            max((c.row + c.rowspan for c in self.cells), default=0),
            max((c.column + c.colspan for c in self.cells), default=0),
        )

    @cached_property
    def _covering(self) -> dict[int, dict[int, Cell]]:
        """The cells by row and column; by row first, as a row of its own takes a third of the memory."""
        found: dict[int, dict[int, Cell]] = {}
        for cell in self.cells:
            _cover(found, cell)
        return found

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers this grid position, or ``None`` where the grid has a hole."""
        cells = self._covering.get(row)
        return None if cells is None else cells.get(column)

    def row(self, index: int) -> list[Cell]:
        """The distinct cells that cover one row, left to right.

        >>> [c.text for c in Table([Cell("a", 0, 0, colspan=2), Cell("b", 0, 2)]).row(0)]
        ['a', 'b']
        """
        found: list[Cell] = []
        cells = self._covering.get(index, {})
        for column in sorted(cells):
            if not found or found[-1] is not cells[column]:
                found.append(cells[column])
        return found

    def extend(self, cells: Iterable[Cell], grown: Iterable[Cell] = ()) -> None:
        """Take in more cells below; ``grown`` are some of its own that cover more rows than they did.

        What is known of the grid is kept: a table over a thousand pages is put together page by page.

        >>> table = Table([Cell("a", 0, 0)])
        >>> table.extend([Cell("b", 1, 0, colspan=2)])
        >>> table.shape, table.at(1, 1).text
        ((2, 2), 'b')
        """
        more = list(cells)
        rows, columns = self.shape
        for cell in (*grown, *more):
            _cover(self._covering, cell)
            rows, columns = max(rows, cell.row + cell.rowspan), max(columns, cell.column + cell.colspan)
        self.cells.extend(more)
        self.__dict__["shape"] = (rows, columns)


def _cover(covering: dict[int, dict[int, Cell]], cell: Cell) -> None:
    """Enter a cell at all positions it covers."""
    for row in range(cell.row, cell.row + cell.rowspan):
        cells = covering.setdefault(row, {})
        for column in range(cell.column, cell.column + cell.colspan):
            cells[column] = cell


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Doubt:
    """What was not read with certainty: its page, its box in points, the confidence, and why (``reason``).

    ``figure`` tells whether it is one, not words.
    """

    page: int
    bbox: Box
    confidence: float
    file: str | None = None
    reason: str = ""
    figure: bool = True


@dataclass
class Report:
    """What one file says, in reading order.

    ``unread_pages`` have no text layer; ``notes`` tell the user in Chinese what could not be read (a hidden
    sheet, an error cell), those in ``unchecked`` of parts that nobody checks.  ``turns`` are the quarter
    turns, clockwise, that each page of a PDF needs for its text to stand upright, as its boxes assume;
    ``scans`` are the pages recognised from pictures.  ``file`` of a block or cell is only set where several
    files are put together: ``parts`` are then their reports, which plain data leaves out.

    >>> report = Report(file="a.txt", format="txt", blocks=[Paragraph("收入合计1万元")])
    >>> Report.from_json(report.to_json()) == report
    True
    """

    file: str
    format: str
    blocks: list[Block] = field(default_factory=list)
    sha256: str = ""
    pages: int | None = None
    unread_pages: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    turns: list[int] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    scans: list[PageScan] = field(default_factory=list)
    parts: list[Report] = field(default_factory=list, compare=False)
    unchecked: list[str] = field(default_factory=list)

    def confidence(self, place: Place) -> float:
        """How certainly what stands at a place was read: 1 but for doubtful figures of a scan.

        >>> report = Report("a.png", "picture", doubts=[Doubt(1, (10.0, 10.0, 20.0, 20.0), 0.5)])
        >>> report.confidence(Place(page=1, bbox=(0, 5, 12, 25))), report.confidence(Place(page=1))
        (0.5, 1.0)
        """
        if place.bbox is None:
            return 1.0
        x0, y0, x1, y1 = place.bbox
        return min(
            (
                doubt.confidence
                for doubt in self._doubtful.get((place.page, place.file), ())
                if (x0 < doubt.bbox[2] and doubt.bbox[0] < x1) and (y0 < doubt.bbox[3] and doubt.bbox[1] < y1)
            ),
            default=1.0,
        )

    def doubted(self, doubts: Iterable[Doubt]) -> None:
        """Set what is doubtful, whatever was before."""
        self.doubts = [*doubts]
        self.__dict__.pop("_doubtful", None)  # asked for before

    @cached_property
    def _doubtful(self) -> dict[tuple[int | None, str | None], list[Doubt]]:
        """The doubts by page and file, asked for only when all of the report is read."""
        found: dict[tuple[int | None, str | None], list[Doubt]] = {}
        for doubt in self.doubts:
            found.setdefault((doubt.page, doubt.file), []).append(doubt)
        return found

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs in order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def tables(self) -> Iterator[Table]:
        """The tables in order."""
        return (block for block in self.blocks if isinstance(block, Table))

    def to_json(self) -> dict[str, Any]:
        """The report as plain data; the inverse is :meth:`from_json`."""
        return {
            "schema": "mingzhang/report/1",
            "file": self.file,
            "format": self.format,
            "sha256": self.sha256,
            "pages": self.pages,
            "unread_pages": self.unread_pages,
            "notes": self.notes,
            "unchecked": self.unchecked,
            "turns": self.turns,
            "doubts": [[d.page, *d.bbox, d.confidence, d.file, d.reason, d.figure] for d in self.doubts],
            "scans": [scan.to_json() for scan in self.scans],
            "blocks": [_block_to_json(block) for block in self.blocks],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Report:
        """Rebuild a report from :meth:`to_json`; raises ``ValueError`` on an unknown schema."""
        if data.get("schema") != "mingzhang/report/1":
            raise ValueError("不是明账的报告数据（schema 应为 mingzhang/report/1）")
        own = ("schema", "blocks", "doubts", "scans")
        fields = {key: value for key, value in data.items() if key not in own}
        fields["doubts"] = [Doubt(one[0], tuple(one[1:5]), *one[5:]) for one in data.get("doubts", [])]
        fields["scans"] = [*map(PageScan.from_json, data.get("scans", []))]
        return cls(blocks=[_block_from_json(block) for block in data["blocks"]], **fields)


def _plain(item: Place | Paragraph | Line | Table | Cell, skip: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields of a dataclass that differ from empty, so that the JSON stays readable."""
    names = item.__dataclass_fields__
    return {n: getattr(item, n) for n in names if n not in skip and getattr(item, n) not in (None, "", [])}


def _block_to_json(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"paragraph": _plain(block, ("lines",)) | {"lines": [_plain(line) for line in block.lines]}}
    return {"table": _plain(block, ("cells",)) | {"cells": [_plain(cell) for cell in block.cells]}}


def _block_from_json(data: dict[str, Any]) -> Block:
    if "paragraph" in data:
        fields = dict(data["paragraph"])
        lines = [Line(**(line | {"xs": tuple(line["xs"])})) for line in fields.pop("lines", [])]
        sources = [(start, end, node) for start, end, node in fields.pop("sources", [])]
        return Paragraph(fields.pop("text", ""), lines=lines, sources=sources, **fields)
    fields = dict(data["table"])
    return Table([_cell_from_json(cell) for cell in fields.pop("cells")], **fields)


def _cell_from_json(data: dict[str, Any]) -> Cell:
    fields = {"text": ""} | data
    if "bbox" in fields:
        fields["bbox"] = tuple(fields["bbox"])
    if "source" in fields:
        fields["source"] = tuple(map(tuple, fields["source"]))
    return Cell(**fields)


def joined(paragraphs: list[Paragraph]) -> Paragraph:
    """Several paragraphs as one, character places kept (a sentence broken over pages).

    >>> joined([Paragraph("完成年初预", page=1), Paragraph("算的98%", page=2)]).text
    '完成年初预算的98%'
    """
    offsets = [0]
    for paragraph in paragraphs:
        offsets.append(offsets[-1] + len(paragraph.text))
    lines = [
        Line(line.start + start, line.page, line.y0, line.y1, line.xs)
        for (start, _), paragraph in zip(pairwise(offsets), paragraphs, strict=True)
        for line in paragraph.lines
    ]
    sources = [
        (start + a, start + b, node)
        for start, paragraph in zip(offsets, paragraphs, strict=False)
        for a, b, node in paragraph.sources
    ]
    first = paragraphs[0]
    text = "".join(p.text for p in paragraphs)
    return Paragraph(text, first.page, lines, first.level, first.kind, first.line, sources, first.file)
