"""The gate: what a scanned page must fulfil before anything on it is trusted."""

from __future__ import annotations

from mingzhang.facts.page_scan import WHOLE, PageScan
from mingzhang.facts.report import Doubt, Report
from mingzhang.readers.scan.certainty import COLOUR, EDGE, MIXED

_DOUBTFUL = 10  # of so many figures one may be doubtful
# What a seal, the page behind or the edge of the paper does to some figures says nothing of the others.
_LOCAL = (COLOUR, MIXED, EDGE)
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
    report.doubted(doubt for doubt in report.doubts if not doubt.reason.startswith(WHOLE))
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
    own = [
        d for d in doubts if d.figure and (d.page, d.file) == (scan.page, scan.file) and scan.holds(d.bbox)
    ]
    local = sum(doubt.reason in _LOCAL for doubt in own)
    if 2 * local > scan.figures:
        return f"{scan.figures} 个数里有 {local} 个压着颜色、混着别的字迹或在纸边上"
    doubtful = len(own) - local
    if doubtful * _DOUBTFUL <= scan.figures - local:
        return ""
    return f"{scan.figures} 个数里有 {doubtful} 个看不准"
