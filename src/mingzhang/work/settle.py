"""Doubtful figures of a scan, shown beside their pictures, so that a person settles them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mingzhang.facts.page_scan import WHOLE
from mingzhang.facts.place import Box
from mingzhang.facts.report import Doubt, Report
from mingzhang.readers import read_report
from mingzhang.readers.collection import picture_pages
from mingzhang.readers.limits import Limits
from mingzhang.readers.printed import UNKNOWN
from mingzhang.readers.side_by_side import read_pictures
from mingzhang.understanding.understand import understand
from mingzhang.work.answers import cells_of, holds, read_answers, readings_file, span_of, take_over
from mingzhang.work.check import verdicts
from mingzhang.work.scanned import closed
from mingzhang.writers.html.settling_page import OpenFigure, settling_page
from mingzhang.writers.written import UnwritableError, writable, written


def open_figures(report: Report) -> list[tuple[Doubt, Box, str]]:
    """The doubtful figures of scanned pages: the doubt, the box that is asked about, what was read.

    A figure in a table is asked about by its cell.
    """
    cells = [cell for cell in cells_of(report) if cell.bbox and (cell.text or cell.error)]
    found: dict[tuple[int, Box], tuple[Doubt, Box, str]] = {}
    for doubt in report.doubts:
        if not doubt.figure or not doubt.reason or doubt.reason.startswith(WHOLE):
            continue
        own = [c for c in cells if c.page == doubt.page and c.bbox and holds(c.bbox, doubt.bbox)]
        for cell in own[:1]:
            assert cell.bbox
            read = "" if cell.error else cell.text.strip().replace(UNKNOWN, "")
            found.setdefault((doubt.page, cell.bbox), (doubt, cell.bbox, read))
        if not own and (text := _in_text(report, doubt)):
            found.setdefault((doubt.page, doubt.bbox), (doubt, doubt.bbox, text))
    return sorted(found.values(), key=lambda one: (one[0].page, one[1][1], one[1][0]))


def _in_text(report: Report, doubt: Doubt) -> str:
    """What was read of a doubtful figure in a sentence."""
    for paragraph in report.paragraphs():
        if found := span_of(paragraph, doubt.page, doubt.bbox):
            return paragraph.text[found[1] : found[2]]
    return ""


def write_sheet(
    path: Path, out: Path, day: date, limits: Limits | None = None, *, force: bool = False
) -> int:
    """Write the page on which a person settles the doubtful figures of a scan; how many there are.

    A folder stands for the pictures in it, pages of one document.

    Raises :class:`UnwritableError` where there are none, :class:`UnreadableError` for a file nobody can read.
    """
    from mingzhang.readers.scan_view import crops

    limits = limits or Limits()
    writable(out, force=force, source=path)
    report = read_pictures(picture_pages(path), limits) if path.is_dir() else read_report(path, limits)
    kept = read_answers(path).figures if take_over(report, path) else ()
    document = understand(report)
    told = closed(verdicts(document), document)
    asked = open_figures(report)
    if not asked:
        raise UnwritableError(out, "没有看不准的数要核对（只有扫描件和图片才有）")
    scans = [next(s for s in report.scans if s.page == d.page and s.holds(box)) for d, box, _ in asked]
    pictures = crops(path, limits, [(scan, box) for scan, (_, box, _) in zip(scans, asked, strict=True)])
    figures = [
        OpenFigure(
            doubt.page, box, read, doubt.reason, picture, told.proposed.get((doubt.page, doubt.file, box), "")
        )
        for (doubt, box, read), picture in zip(asked, pictures, strict=True)
    ]
    before = [(answer.page, answer.box, answer.text) for answer in kept]
    page = settling_page(path.name, readings_file(path).name, day, figures, before, report.sha256)
    with written(out, force=force) as stream:
        stream.write(page.encode())
    return len(figures)
