"""PDF files: paragraphs rebuilt from where the characters stand, tables from the rulings drawn."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from mingzhang.facts.report import Report, Table
from mingzhang.readers.limits import Limits, Unreadable
from mingzhang.readers.pdf_flow import PageItems, PlacedTable, paragraphs, without_furniture
from mingzhang.readers.pdf_gaps import with_gap_tables
from mingzhang.readers.pdf_grid import CROWDED, grids
from mingzhang.readers.pdf_lines import VisualLine, visual_lines
from mingzhang.readers.pdf_page import NotOpened, PageContent, PdfPages
from mingzhang.readers.pdf_tables import join_tables

PASSWORD = 4  # PDFium's error number
SCANNED = 0.3  # share of the page from which a picture counts as the page itself
STAMPED = 40  # characters a scanned page may carry (page number, stamp) and still be a scan
GARBLED = 0.3  # share of characters without Unicode from which a text layer is useless
TAIL = 4096  # bytes at the end in which a whole file says where its index stands

_one_at_a_time = threading.Lock()  # PDFium is not thread-safe


def read_pdf(path: Path, limits: Limits) -> Report:
    """Read a PDF: paragraphs and tables in reading order, with the place of every character and cell.

    Coordinates are points from the top left corner of the page, turned so that its text stands upright.
    Pages without a usable text layer are listed in ``unread_pages``.  Raises ``Unreadable``.

    >>> read_pdf(Path("无此文件.pdf"), Limits())
    Traceback (most recent call last):
        ...
    mingzhang.readers.limits.Unreadable: 无此文件.pdf：文件不存在或无法打开，未检查。
    """
    data = _bytes(path, limits)
    with _one_at_a_time:
        pages = _opened(path, data)
        try:
            count = len(pages)
            if count < 1:
                raise Unreadable(path, "文件里没有页面")
            if count > limits.pages:
                raise Unreadable(path, f"共 {count} 页，超过上限 {limits.pages} 页")
            report = Report(str(path), "pdf", pages=count)
            _Reading(path, limits, report).run(pages)
            return report
        finally:
            pages.close()


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= limits.file_bytes else b""
    except OSError:
        raise Unreadable(path, "文件不存在或无法打开") from None
    if size > limits.file_bytes:
        raise Unreadable(path, f"文件有 {size / 2**20:.0f} MB，超过上限 {limits.file_bytes / 2**20:.0f} MB")
    if not data:
        raise Unreadable(path, "文件是空的（0 字节）")
    if b"%PDF-" not in data[:1024]:
        raise Unreadable(path, "不是 PDF 文件")
    if b"startxref" not in data.rstrip(b"\0\r\n\t ")[-TAIL:]:
        raise Unreadable(path, "文件不完整，缺少结尾，可能没有下载完")
    return data


def _opened(path: Path, data: bytes) -> PdfPages:
    try:
        return PdfPages(data)
    except NotOpened as error:
        locked = error.code == PASSWORD
        raise Unreadable(path, "文件有密码保护，请先解除密码" if locked else "文件已损坏，无法打开") from None


class _Reading:
    """One document on its way from pages to blocks."""

    def __init__(self, path: Path, limits: Limits, report: Report) -> None:
        self._path, self._limits, self._report = path, limits, report
        self._deadline = time.monotonic() + limits.seconds
        self._cells = 0

    def run(self, pages: PdfPages) -> None:
        """Read all pages into the report."""
        read = [items for index in range(len(pages)) if (items := self._page(pages, index))]
        if not read and len(self._report.unread_pages) == len(pages) and self._report.notes:
            raise Unreadable(self._path, "文件已损坏，没有一页能读出")
        running = without_furniture(read)
        for items in read:
            with_gap_tables(items)
        join_tables(read)
        self._in_time()
        self._report.blocks = [*paragraphs(read)]
        for extra in reversed(running):
            at = next(
                (i for i, block in enumerate(self._report.blocks) if (block.page or 0) >= (extra.page or 0)),
                len(self._report.blocks),
            )
            self._report.blocks.insert(at, extra)

    def _in_time(self) -> None:
        if time.monotonic() > self._deadline:
            raise Unreadable(self._path, f"读取超过 {self._limits.seconds:g} 秒，已停止")

    def _page(self, pages: PdfPages, index: int) -> PageItems | None:
        self._in_time()
        number = index + 1
        content = pages.read(index)
        self._report.turns.append(content.turn if content else 0)
        if content is None:
            self._report.unread_pages.append(number)
            self._report.notes.append(f"第 {number} 页已损坏，未能读出。")
            return None
        if _is_unread(content):
            self._report.unread_pages.append(number)
        return self._items(content, number)

    def _items(self, content: PageContent, number: int) -> PageItems:
        found, free = grids(content.rows, content.columns)
        if not found and len(content.rows) * len(content.columns) > CROWDED:
            self._report.notes.append(f"第 {number} 页画线过多，没有按表格读，请核对。")
        rest = content.runs
        placed = []
        for grid in found:
            cells, rest = grid.fill(rest, number)
            placed.append(PlacedTable(Table(cells, number), grid.xs, grid.ys[0], grid.ys[-1], grid.room))
            self._cells += len(cells)
            if grid.broken:
                self._report.notes.append(f"第 {number} 页的表格有的格子不成矩形，画线可能有缺损，请核对。")
        if self._cells > self._limits.cells:
            raise Unreadable(self._path, f"表格超过 {self._limits.cells} 个格子")
        items: list[VisualLine | PlacedTable] = [*visual_lines(rest, number), *placed]
        items.sort(key=lambda item: item.y0)
        return PageItems(number, content.width, content.height, items, free)


def _is_unread(content: PageContent) -> bool:
    """A picture of a page, outlines instead of letters, or a text layer that says nothing."""
    characters = sum(len(run.text) for run in content.runs)
    if characters and content.unmapped > GARBLED * characters:
        return True
    if characters < STAMPED and content.pictured > SCANNED:
        return True
    return characters == 0 and (content.pictured > 0.02 or content.shapes > 50)
