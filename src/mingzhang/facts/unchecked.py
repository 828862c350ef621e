"""What nobody checks of a document, told to its reader and counted beside the findings."""

from __future__ import annotations

from mingzhang.facts.report import Report


def leave_out(report: Report, note: str) -> None:
    """Tell of a part of the document that is not checked, once.

    >>> report = Report("a.html", "html")
    >>> leave_out(report, "网页有 1 幅图片，没有读取。")
    >>> report.notes == report.unchecked == ["网页有 1 幅图片，没有读取。"]
    True
    """
    for told in (report.notes, report.unchecked):
        if note not in told:
            told.append(note)
