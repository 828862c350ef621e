"""The gate: what a scanned page must fulfil before anything on it is trusted."""

from __future__ import annotations

from mingzhang.facts.page_scan import WHOLE, PageScan
from mingzhang.facts.report import Doubt, Report

_DOUBTFUL = 10  # of so many figures one may be doubtful
_NOTE = (
    "第 {} 页没有读懂（{}），页上的数只作提示，凡用到这一页的检查都无法判断；请换清楚的扫描件，或与原件核对。"
)


def gate(report: Report) -> None:
    """Doubt everything on the pages that were not read well enough, and list them among the unread.

    >>> lies = PageScan(1, (1, 0, 0, 0, 1, 0, 0, 0, 1), 100, 100, 1.0, figures=9)
    >>> report = Report("a.png", "picture", doubts=[Doubt(1, (1.0, 1.0, 2.0, 2.0), 0.5)], scans=[lies])
    >>> gate(report)
    >>> report.unread_pages, report.doubts[-1].reason
    ([1], '整页没有读懂：9 个数里有 1 个看不准')
    """
    before = {doubt.page for doubt in report.doubts if doubt.reason.startswith(WHOLE)}
    report.doubts = [doubt for doubt in report.doubts if not doubt.reason.startswith(WHOLE)]
    report.__dict__.pop("_doubtful", None)  # asked for before
    report.unread_pages = [page for page in report.unread_pages if page not in before]
    report.notes = [note for note in report.notes if "页没有读懂（" not in note]
    for scan in report.scans:
        reason = scan.refused or _too_doubtful(scan, report.doubts)
        if reason:
            wide, high = scan.wide * scan.scale, scan.high * scan.scale
            box = (scan.left, 0.0, scan.left + wide, high)
            report.doubts.append(Doubt(scan.page, box, 0.0, scan.file, WHOLE + reason))
            report.unread_pages = sorted({*report.unread_pages, scan.page})
            report.notes.append(_NOTE.format(scan.page, reason))


def _too_doubtful(scan: PageScan, doubts: list[Doubt]) -> str:
    own = [d for d in doubts if (d.page, d.file) == (scan.page, scan.file) and scan.holds(d.bbox)]
    doubtful = sum(doubt.figure for doubt in own)
    if doubtful * _DOUBTFUL <= scan.figures:
        return ""
    return f"{scan.figures} 个数里有 {doubtful} 个看不准"
