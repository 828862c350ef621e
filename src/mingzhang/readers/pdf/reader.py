"""PDF files: paragraphs rebuilt from where the characters stand, tables from the rulings drawn."""

from __future__ import annotations

import threading
from collections import deque
from pathlib import Path

from mingzhang.facts.progress import reached
from mingzhang.facts.report import Report
from mingzhang.facts.unchecked import leave_out
from mingzhang.readers import scan
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.pdf.package import without_hidden_layers
from mingzhang.readers.pdf.page import NotOpenedError, PageContent, PdfPages
from mingzhang.readers.pdf.report import Layout, is_unread

PASSWORD = 4  # PDFium's error number
RESERVED = 0.3  # share of the time kept for the pages with text: recognition takes seconds a page
TAIL = 4096  # bytes at the end in which a whole file says where its index stands

_one_at_a_time = threading.Lock()  # PDFium is not thread-safe


def read_pdf(path: Path, limits: Limits) -> Report:
    """Read a PDF: paragraphs and tables in reading order, with the place of every character and cell.

    Coordinates are points from the top left corner of the page, turned so that its text stands upright.
    Pages without a usable text layer are listed in ``unread_pages``.  Raises ``UnreadableError``.

    >>> read_pdf(Path("无此文件.pdf"), Limits())
    Traceback (most recent call last):
        ...
    mingzhang.readers.limits.UnreadableError: 无此文件.pdf：文件不存在或无法打开，未检查。
    """
    data = _bytes(path, limits)
    with _one_at_a_time:
        pages = _opened(path, data)
        try:
            count = len(pages)
            if count < 1:
                raise UnreadableError(path, "文件里没有页面")
            if count > limits.pages:
                raise UnreadableError(path, f"共 {count} 页，超过上限 {limits.pages} 页")
            report = Report(str(path), "pdf", pages=count)
            _read(pages, Layout(path, limits, report), report, path)
            return report
        finally:
            pages.close()


def _bytes(path: Path, limits: Limits) -> bytes:
    """The bytes of a whole PDF without its hidden layers; raises ``UnreadableError`` for anything else."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= limits.file_bytes else b""
    except OSError:
        raise UnreadableError(path, "文件不存在或无法打开") from None
    if size > limits.file_bytes:
        raise UnreadableError(
            path, f"文件有 {size / 2**20:.0f} MB，超过上限 {limits.file_bytes / 2**20:.0f} MB"
        )
    if not data:
        raise UnreadableError(path, "文件是空的（0 字节）")
    if b"%PDF-" not in data[:1024]:
        raise UnreadableError(path, "不是 PDF 文件")
    if not _is_whole(data):
        raise UnreadableError(path, "文件不完整，缺少结尾，可能没有下载完")
    return without_hidden_layers(data)


def _is_whole(data: bytes) -> bool:
    """Whether a file ends as PDFs do; what a server has added behind the end is no part of it."""
    if b"startxref" in data.rstrip(b"\0\r\n\t ")[-TAIL:]:
        return True
    end = data.rfind(b"%%EOF")
    return end >= 0 and b"startxref" in data[max(0, end - TAIL) : end] and b"endobj" not in data[end:]


def _opened(path: Path, data: bytes) -> PdfPages:
    try:
        return PdfPages(data)
    except NotOpenedError as error:
        locked = error.code == PASSWORD
        raise UnreadableError(
            path, "文件有密码保护，请先解除密码" if locked else "文件已损坏，无法打开"
        ) from None


def _read(pages: PdfPages, layout: Layout, report: Report, path: Path) -> None:
    """Read all pages into the report."""
    damaged = 0
    loaded: dict[int, int] = {}  # text objects of the pages of which some may be lost
    # Pages that others recognise meanwhile.
    waiting: deque[tuple[int, PageContent, scan.Made | None]] = deque()
    with scan.ScanCrew(layout.processes) as crew:
        for index in range(len(pages)):
            layout.in_time()
            content = pages.read(index)
            report.turns.append(content.turn if content else 0)
            if content is None:
                damaged += 1
                report.unread_pages.append(index + 1)
                report.notes.append(f"第 {index + 1} 页已损坏，未能读出。")
                continue
            if not (pages.sound and content.objects):
                loaded[index] = content.texts
            waiting.append((index + 1, content, _seen(pages, content, layout, index, crew)))
            while len(waiting) > crew.ahead:
                _take(*waiting.popleft(), layout, report, len(pages))
        while waiting:
            _take(*waiting.popleft(), layout, report, len(pages))
    if damaged == len(pages):
        raise UnreadableError(path, "文件已损坏，没有一页能读出")
    layout.finish()
    scan.gate(report)
    _tell_of_losses(pages, loaded, report)
    _tell_of_scans(report, layout)


def _seen(
    pages: PdfPages, content: PageContent, layout: Layout, index: int, crew: scan.ScanCrew
) -> scan.Made | None:
    """What is recognised of a page, where it has no text and there is time for it.

    A page whose texts draw nothing at all is lost, not blank: there is nothing to recognise.
    """
    if not is_unread(content) or not scan.available() or layout.left < RESERVED:
        return None
    dots = pages.dots(index, scan.DOTS, scan.MOST)
    image = pages.image(index, dots)
    return None if content.texts and image.min() == image.max() else crew.hand(image, dots, index + 1)


def _take(
    number: int, content: PageContent, made: scan.Made | None, layout: Layout, report: Report, total: int
) -> None:
    """Enter a page; what is recognised of it is waited for, and counts unless its texts show nothing."""
    reached("读 PDF，页", number, total)
    read = made() if made else None
    if read is None or (content.texts and not read.content.runs):
        layout.add(content, number)
        return
    report.doubts.extend(read.doubts)
    report.scans.extend(read.scans)
    layout.add(read.content, number)


def _tell_of_losses(pages: PdfPages, loaded: dict[int, int], report: Report) -> None:
    """Pages whose content is lost, whole or in part, and files that lie in the file."""
    lost = sorted(number + 1 for number in pages.lost(loaded)) if loaded else []
    if lost:
        report.unread_pages = sorted({*report.unread_pages, *lost})
        listed = "、".join(map(str, lost))
        report.notes.append(f"文件已损坏，第 {listed} 页的内容没有读出来，请重新下载或重新导出。")
    if pages.dynamic:
        leave_out(report, "文件是动态表单（XFA），填写的内容没有读取；请打印成普通 PDF 再检查。")
    if names := pages.attached():
        listed = "、".join(names[:5]) + (f" 等 {len(names)} 个" if len(names) > 5 else "")
        leave_out(report, f"文件里附有 {len(names)} 个文件（{listed}），没有读取；请取出来另行检查。")


def _tell_of_scans(report: Report, layout: Layout) -> None:
    if recognised := sorted({one.page for one in report.scans}):
        listed = "、".join(map(str, recognised))
        report.notes.append(
            f"第 {listed} 页是扫描件，已用光学识别读取；识别不清的数字只作提示，请与原件核对。"
        )
    silent = [number for number in report.unread_pages if number in layout.pictures]
    if silent and not scan.available():
        report.notes.append(f"第 {'、'.join(map(str, silent))} 页{scan.HINT}。")
    elif silent:
        report.notes.append("有的页没有文字层，光学识别没有读出文字或时间不够；可用 --max-seconds 放宽时间。")
