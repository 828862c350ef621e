"""From the drawn content of pages to a report: tables from rulings, paragraphs from lines."""

from __future__ import annotations

import time
from collections import deque
from pathlib import Path

from mingzhang.facts.report import Report, Table
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.pdf.doubts import doubt, is_lost, told, unreadable
from mingzhang.readers.pdf.flow import PageItems, PlacedTable, paragraphs, without_furniture
from mingzhang.readers.pdf.gaps import with_gap_tables
from mingzhang.readers.pdf.grid import grids
from mingzhang.readers.pdf.halves import SheetHalf, parts, put_back
from mingzhang.readers.pdf.lines import VisualLine, visual_lines
from mingzhang.readers.pdf.page import PageContent
from mingzhang.readers.pdf.tables import join_tables
from mingzhang.readers.pdf.tuning import CROWDED, GARBLED, SCANNED, STAMPED


class Layout:
    """One document on its way from pages to the blocks of ``report``; holds to the limits of time and cells.

    Raises :class:`~mingzhang.readers.limits.UnreadableError` beyond them.

    >>> report = Report("a.pdf", "pdf")
    >>> layout = Layout(Path("a.pdf"), Limits(), report)
    >>> layout.add(PageContent(595.0, 842.0), 1)
    >>> layout.finish()
    >>> report.blocks
    []
    """

    def __init__(self, path: Path, limits: Limits, report: Report) -> None:
        self._path, self._limits, self._report = path, limits, report
        self._deadline = time.monotonic() + limits.seconds
        self._cells = 0
        self._sheets: deque[tuple[PageContent, int]] = deque()
        self._pages: list[PageItems] = []
        self._origins: list[tuple[int, float]] = []  # of each page taken in: its sheet, its left edge there
        self._reasons: dict[str, list[int]] = {}
        self.pictures: list[int] = []  # unread pages that show a picture or outlines instead of text

    @property
    def processes(self) -> int:
        """How many processes may recognise pages."""
        return self._limits.processes

    @property
    def left(self) -> float:
        """The share of the document's time that is left."""
        return (self._deadline - time.monotonic()) / max(self._limits.seconds, 0.001)

    def in_time(self) -> None:
        """Raise when the time for the document is over."""
        if time.monotonic() > self._deadline:
            raise UnreadableError(self._path, f"读取超过 {self._limits.seconds:g} 秒，已停止")

    def add(self, content: PageContent, number: int) -> None:
        """Take in the next page (numbered from 1); a page without usable text is listed as unread."""
        self.in_time()
        content.runs = unreadable(content.runs)
        reasons = doubt(content, number, self._report)
        for reason in reasons:
            self._reasons.setdefault(reason, []).append(number)
        if is_unread(content):
            self._report.unread_pages.append(number)
            if not reasons & {"lost", "unknown"}:
                self.pictures.append(number)
        self._sheets.append((content, number))

    def finish(self) -> None:
        """Put the blocks of all pages into the report, running heads and page numbers set apart."""
        self._report.notes.extend(told(self._reasons))
        double = any(len(parts(content)) > 1 for content, _ in self._sheets)
        while self._sheets:
            self.in_time()
            content, number = self._sheets.popleft()  # what is drawn on a page is not kept with its lines
            for part in parts(content, True) if double else (SheetHalf(content),):
                self._origins.append((number, part.left))
                self._pages.append(self._items(part.content, len(self._origins)))
        running = without_furniture(self._pages)
        for items in self._pages:
            with_gap_tables(items)
        join_tables(self._pages)
        self.in_time()
        self._report.blocks = [*paragraphs(self._pages)]
        for extra in reversed(running):
            at = next(
                (i for i, block in enumerate(self._report.blocks) if (block.page or 0) >= (extra.page or 0)),
                len(self._report.blocks),
            )
            self._report.blocks.insert(at, extra)
        if any(sheet != number for number, (sheet, _) in enumerate(self._origins, 1)):
            self._report.blocks = put_back(self._report.blocks, self._origins)

    def _items(self, content: PageContent, number: int) -> PageItems:
        """The tables and lines of one page from top to bottom, and the rulings that belong to no table."""
        sheet = self._origins[number - 1][0]
        found, free = grids(content.rows, content.columns)
        if not found and len(content.rows) * len(content.columns) > CROWDED:
            self._report.notes.append(f"第 {sheet} 页画线过多，没有按表格读，请核对。")
        rest = content.runs
        placed = []
        for grid in found:
            cells, rest = grid.fill(rest, number)
            placed.append(PlacedTable(Table(cells, number), grid.xs, grid.ys[0], grid.ys[-1], grid.room))
            self._cells += len(cells)
            if grid.broken:
                self._report.notes.append(f"第 {sheet} 页的表格有的格子不成矩形，画线可能有缺损，请核对。")
        if self._cells > self._limits.cells:
            raise UnreadableError(self._path, f"表格超过 {self._limits.cells} 个格子")
        items: list[VisualLine | PlacedTable] = [*visual_lines(rest, number), *placed]
        items.sort(key=lambda item: item.y0)
        return PageItems(number, content.width, content.height, items, free)


def is_unread(content: PageContent) -> bool:
    """A picture of a page, outlines instead of letters, or a text layer that says nothing.

    Texts of which most gave no character at all are drawn in fonts that are lost.

    >>> is_unread(PageContent(595.0, 842.0, pictured=1.0)), is_unread(PageContent(595.0, 842.0))
    (True, False)
    """
    characters = sum(len(run.text) for run in content.runs)
    if characters and content.unmapped > GARBLED * characters:
        return True
    if is_lost(content):
        return True
    if characters < STAMPED and content.pictured > SCANNED:
        return True
    return characters == 0 and (content.pictured > 0.02 or content.shapes > 50)
