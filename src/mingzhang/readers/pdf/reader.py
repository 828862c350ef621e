"""PDF files: paragraphs rebuilt from where the characters stand, tables from the rulings drawn."""

from __future__ import annotations

import threading
from pathlib import Path

from mingzhang.facts.report import Report
from mingzhang.readers import scan
from mingzhang.readers.limits import Limits, Unreadable
from mingzhang.readers.pdf.page import NotOpened, PageContent, PdfPages
from mingzhang.readers.pdf.report import Layout, is_unread

PASSWORD = 4  # PDFium's error number
RESERVED = 0.3  # share of the time kept for the pages with text: recognition takes seconds a page
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
            _read(pages, Layout(path, limits, report), report, path)
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


def _read(pages: PdfPages, layout: Layout, report: Report, path: Path) -> None:
    """Read all pages into the report."""
    damaged = 0
    for index in range(len(pages)):
        layout.in_time()
        content = pages.read(index)
        report.turns.append(content.turn if content else 0)
        if content is None:
            damaged += 1
            report.unread_pages.append(index + 1)
            report.notes.append(f"第 {index + 1} 页已损坏，未能读出。")
        else:
            layout.add(_seen(pages, content, layout, report, index), index + 1)
    if damaged == len(pages):
        raise Unreadable(path, "文件已损坏，没有一页能读出")
    layout.finish()
    _tell_of_scans(report)


def _seen(pages: PdfPages, content: PageContent, layout: Layout, report: Report, index: int) -> PageContent:
    """The content of a page, by optical recognition where it has no text and there is time for it."""
    if not is_unread(content) or not scan.available() or layout.left < RESERVED:
        return content
    found, doubts = scan.scanned(pages.image(index, scan.DOTS), scan.DOTS, index + 1)
    if not found.runs:
        return content
    report.doubts.extend(doubts)
    report.notes.append(
        f"第 {index + 1} 页是扫描件，已用光学识别读取；识别不清的数字只作提示，请与原件核对。"
    )
    return found


def _tell_of_scans(report: Report) -> None:
    if report.unread_pages and not scan.available():
        report.notes.append(f"第 {'、'.join(map(str, report.unread_pages))} 页{scan.HINT}。")
    elif report.unread_pages:
        report.notes.append("有的页没有文字层，光学识别没有读出文字或时间不够；可用 --max-seconds 放宽时间。")
