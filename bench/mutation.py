"""Measures what is noticed: each number of the running text changed in turn, its first digit, one at a time.

A change is noticed when some check fails that held before, or says something else.  Nothing is assumed of how
a check works: the document is understood anew each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bench.documents import real
from bench.table import show
from mingzhang.facts.finding import Verdict
from mingzhang.facts.report import Paragraph, Report
from mingzhang.language.document.document import Document
from mingzhang.language.document.examined import Examined
from mingzhang.language.text.figures import BARE, figures
from mingzhang.language.text.spelling import flatten
from mingzhang.readers import read_report
from mingzhang.rules import all_rules
from mingzhang.understanding.understand import understand

_SAID = (Verdict.FAILS, Verdict.ROUNDING)


@dataclass(frozen=True)
class Changed:
    """One number with its first digit changed: where it stands, and whether anything noticed."""

    block: int
    start: int
    printed: str
    noticed: bool


def changes(document: Document) -> Iterator[tuple[int, int, str, Paragraph]]:
    """Every number of the running text with its unit, and its paragraph with another first digit.

    >>> from mingzhang.facts.report import Paragraph, Report
    >>> report = Report("a.txt", "txt", [Paragraph("本年收入9.50万元，比上年增加 1.00 万元。")])
    >>> [(start, printed, new.text[:9]) for _, start, printed, new in changes(understand(report))]
    [(4, '9.50', '本年收入1.50万'), (17, '1.00', '本年收入9.50万')]
    """
    for index, paragraph in document.body():
        flat = flatten(paragraph.text)
        for figure in figures(flat.text):
            if figure.kind == BARE:
                continue
            at = figure.start + len(figure.digits) - len(figure.digits.lstrip("-,"))
            start, end = flat.raw(at, at + 1)
            old = flat.text[at]
            text = paragraph.text[:start] + str(int(old) % 9 + 1) + paragraph.text[end:]
            yield index, start, figure.digits, replace(paragraph, text=text)


def measured(report: Report, place: str | None = None, year: int | None = None) -> list[Changed]:
    """Each number changed in turn, and whether a check noticed.

    >>> from mingzhang.facts.report import Paragraph, Report
    >>> report = Report("a.txt", "txt", [Paragraph("会议费9.00万元，其中：场租8.00万元，餐费1.00万元，茶费0万元。")])
    >>> [one.noticed for one in measured(report)]
    [True, True, True, True]
    """
    document = understand(report, place, year)
    before = _told(document)
    found = []
    for index, start, printed, paragraph in changes(document):
        blocks = [paragraph if number == index else block for number, block in enumerate(report.blocks)]
        after = _told(
            understand(replace(report, blocks=blocks), document.place, document.year, document.kind)
        )
        found.append(Changed(index, start, printed, after != before))
    return found


def _told(document: Document) -> set[tuple[str, str, str]]:
    examined = Examined.of(document)
    rules = [rule for rule in all_rules() if rule.applies(document)]
    return {
        (finding.rule, finding.verdict.value, finding.message)
        for rule in rules
        for finding in rule.check(examined)
        if finding.verdict in _SAID
    }


def run(paths: list[Path] | None = None) -> None:
    """Print for every real document how many of its numbers would be missed if they were wrong."""
    rows = []
    for path in paths or real(".txt", ".pdf"):
        found = measured(read_report(path))
        noticed = sum(one.noticed for one in found)
        rows.append([path.stem, len(found), noticed, f"{100 * noticed / max(1, len(found)):.0f}%"])
    show("正文的数逐个改首位数字，有检查察觉的", ["文件", "数", "察觉", "比例"], rows)
