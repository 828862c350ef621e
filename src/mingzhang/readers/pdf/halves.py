"""Sheets that show two pages side by side: taken apart before their lines are read across."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mingzhang.facts.report import Block, Cell, Line, Paragraph, Table
from mingzhang.readers.pdf.page import PageContent, Run
from mingzhang.readers.pdf.shapes import Segment
from mingzhang.readers.pdf.tuning import GUTTER, LINES, SLIT, TWO_UP


@dataclass(frozen=True, slots=True)
class SheetHalf:
    """A page of its own on a sheet: its content, where its left edge stands on the sheet, in points."""

    content: PageContent
    left: float = 0.0


def parts(content: PageContent, known: bool = False) -> list[SheetHalf]:
    """The pages on one sheet, left before right: mostly one.

    Nothing crosses the middle of a sheet of two pages: no line of text, no title, no ruling.  Where other
    sheets of the document are ``known`` to show two, they may be nearly empty and stand nearer.

    >>> run = lambda x, y: Run("收入", [x, x + 12.0, x + 24.0], y, 12.0)
    >>> runs = [run(x, 100.0 + 20 * n) for x in (60.0, 480.0) for n in range(6)]
    >>> [part.left for part in parts(PageContent(842.0, 595.0, runs))]
    [0.0, 421.0]
    """
    middle, gutter = content.width / 2, (SLIT if known else GUTTER) * content.width / 2
    first, last = middle - gutter, middle + gutter
    if content.width < TWO_UP * content.height:
        return [SheetHalf(content)]
    if any(run.xs[0] < last and run.xs[-1] > first for run in content.runs):
        return [SheetHalf(content)]
    if any(x0 < last and x1 > first for _, x0, x1 in content.rows):
        return [SheetHalf(content)]
    if any(first < x < last for x, _, _ in content.columns):
        return [SheetHalf(content)]
    halves = [
        SheetHalf(_half(content, 0.0, middle), 0.0),
        SheetHalf(_half(content, middle, content.width), middle),
    ]
    if any(len({round(run.base) for run in half.content.runs}) < LINES and not known for half in halves):
        return [SheetHalf(content)]
    return halves


def _half(content: PageContent, left: float, right: float) -> PageContent:
    """What stands between two abscissas of a page, in points, as a page of its own."""

    def inside(x: float) -> bool:
        return left <= x < right

    runs = [
        Run(run.text, [x - left for x in run.xs], run.base, run.em)
        for run in content.runs
        if inside(run.xs[0])
    ]
    rows: list[Segment] = [(y, x0 - left, x1 - left) for y, x0, x1 in content.rows if inside(x0)]
    columns: list[Segment] = [(x - left, y0, y1) for x, y0, y1 in content.columns if inside(x)]
    return replace(content, width=right - left, runs=runs, rows=rows, columns=columns)


def put_back(blocks: Iterable[Block], origins: list[tuple[int, float]]) -> list[Block]:
    """Blocks of pages counted part by part, as they stand on their sheets: page and left edge of each part.

    >>> table = Table([Cell("甲", 0, 0, page=2, bbox=(10.0, 5.0, 20.0, 9.0))], 2)
    >>> put_back([table], [(1, 0.0), (1, 421.0)])[0].cells[0].bbox
    (431.0, 5.0, 441.0, 9.0)
    """
    return [
        _paragraph(block, origins) if isinstance(block, Paragraph) else _table(block, origins)
        for block in blocks
    ]


def _paragraph(paragraph: Paragraph, origins: list[tuple[int, float]]) -> Paragraph:
    lines = []
    for line in paragraph.lines:
        page, left = origins[line.page - 1]
        lines.append(Line(line.start, page, line.y0, line.y1, tuple(x + left for x in line.xs)))
    own = origins[paragraph.page - 1][0] if paragraph.page else None
    return replace(paragraph, page=own, lines=lines)


def _table(table: Table, origins: list[tuple[int, float]]) -> Table:
    cells: list[Cell] = []
    for cell in table.cells:
        page, left = origins[cell.page - 1] if cell.page else (None, 0.0)
        x0, y0, x1, y1 = cell.bbox or (0.0, 0.0, 0.0, 0.0)
        box = (x0 + left, y0, x1 + left, y1) if cell.bbox else None
        cells.append(replace(cell, page=page, bbox=box))
    return replace(table, cells=cells, page=origins[table.page - 1][0] if table.page else None)
