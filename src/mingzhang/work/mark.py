"""Write the findings into the document itself: boxes and notes in a PDF, comments in a Word file."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from mingzhang.facts.result import Result
from mingzhang.readers.limits import Limits
from mingzhang.work.check import CheckResult, check_file
from mingzhang.writers.mark import Mark
from mingzhang.writers.parts import Label, part_lines, title_of
from mingzhang.writers.words import Order, groups, heading, left_over
from mingzhang.writers.written import UnwritableError, writable

REMARK = (Label.QUOTE, Label.EXPECTED, Label.WORKING, Label.REMEDY, Label.BASIS, Label.SAME_CAUSE)


def mark_file(
    path: str | Path,
    out: str | Path,
    place: str | None = None,
    year: int | None = None,
    limits: Limits | None = None,
    *,
    force: bool = False,
    when: datetime | None = None,
    order: Order = Order.SEVERITY,
    **options: Any,
) -> CheckResult:
    """Check a PDF or Word file and write a copy in which every failing finding is marked.

    ``options`` are those of :func:`~mingzhang.work.check.check_file`.  Raises ``UnreadableError`` or
    ``UnwritableError``; the file itself is never touched.
    """
    path, out = Path(path), Path(out)
    writable(out, force, path)
    result = check_file(path, place, year, limits, **options)
    report, when = result.document.report, when or datetime.now()
    found = result.result()
    if report.format == "docx":
        from mingzhang.writers.word.comments import write_word_marks

        write_word_marks(path, marks(found, order), out, when, force)
    elif report.format == "pdf":
        from mingzhang.writers.pdf.marked import write_marked_pdf

        title = heading(found.document) + left_over(found.summary)
        write_marked_pdf(path, marks(found, order), report.turns, title, out, when, force)
    else:
        raise UnwritableError(path, "只能在 PDF 和 Word 文档（.docx）里标注")
    return result


def marks(result: Result, order: Order = Order.SEVERITY) -> list[Mark]:
    """One mark for each failing finding that nobody explained, numbered as ``check`` does.

    What a finding rests on is spelled out once and named by its title after that.

    >>> from mingzhang.facts.finding import Finding, Verdict
    >>> from mingzhang.facts.result import CheckedDocument
    >>> found = Finding("N-52", Verdict.FAILS, message="“增加（减少）”未择一")
    >>> [mark.lines for mark in marks(Result(CheckedDocument("a.docx"), findings=(found,)))]
    [['“增加（减少）”未择一（N-52）']]
    """
    told: set[str] = set()
    made = []
    for number, finding in enumerate(groups(result, order).open, 1):
        basis = [title_of(text) if text in told else text for text in finding.basis]
        told.update(finding.basis)
        remark = part_lines(replace(finding, basis=list(filter(None, basis))), REMARK)
        made.append(Mark(number, finding.severity, remark, list(finding.places), finding.expected))
    return made
