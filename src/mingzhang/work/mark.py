"""Write the findings into the document itself: boxes and notes in a PDF, comments in a Word file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from mingzhang.facts.finding import Severity
from mingzhang.facts.place import Place
from mingzhang.readers.limits import Limits
from mingzhang.work.check import CheckResult, check_file
from mingzhang.work.show import finding_lines
from mingzhang.writers.mark import Mark
from mingzhang.writers.words import groups, heading
from mingzhang.writers.written import Unwritable, writable


def mark_file(
    path: Path,
    out: Path,
    place: str | None = None,
    year: int | None = None,
    limits: Limits | None = None,
    only: Iterable[str] = (),
    severity: Severity = Severity.INFO,
    force: bool = False,
    when: datetime | None = None,
) -> CheckResult:
    """Check a PDF or Word file and write a copy in which every failing finding is marked.

    ``only`` and ``severity`` are those of :func:`~mingzhang.work.check.check`.  Raises ``Unreadable`` or
    ``Unwritable``; the file itself is never touched.
    """
    writable(out, force, path)
    result = check_file(path, place, year, limits, only, severity)
    report, when = result.document.report, when or datetime.now()
    data = result.to_json()
    if report.format == "docx":
        from mingzhang.writers.word.comments import write_word_marks

        write_word_marks(path, marks(data), out, when, force)
    elif report.format == "pdf":
        from mingzhang.writers.pdf.marked import write_marked_pdf

        write_marked_pdf(path, marks(data), report.turns, heading(data["document"]), out, when, force)
    else:
        raise Unwritable(path, "只能在 PDF 和 Word 文档（.docx）里标注")
    return result


def marks(result: dict[str, Any]) -> list[Mark]:
    """One mark for each failing finding that nobody explained, numbered as ``check`` does.

    ``result`` is an object of ``mingzhang/check/1``.

    >>> from mingzhang.facts.finding import Finding, Verdict
    >>> finding = Finding("N-52", Verdict.FAILS, message="“增加（减少）”未择一")
    >>> [mark.lines for mark in marks({"findings": [finding.to_json()]})]
    [['“增加（减少）”未择一（N-52）']]
    """
    return [
        Mark(
            number,
            Severity(finding["severity"]),
            finding_lines(finding),
            [Place.from_json(place) for place in finding["places"]],
            finding["expected"],
        )
        for number, finding in enumerate(groups(result).open, 1)
    ]
