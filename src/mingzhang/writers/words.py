"""What every output says in the same words: the document, the groups of findings, the places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.result import CheckedDocument, Result, Summary, Waiver

KINDS = {
    "final_account": "部门决算",
    "budget": "部门预算",
    "self_evaluation": "绩效自评表",
    "evaluation_report": "绩效评价报告",
    "unknown": "未能判断文件种类",
}
_VARIES = re.compile(
    "“[^”]*”|《[^》]*》|-?[0-9][0-9,.]*(?:[%％]|万元|亿元|元)?"
)  # figures and names in a message
_ALIKE = 3  # messages that differ in figures and names alone are told together from so many on
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


# Widths in em of letters and signs, the widest among the faces of our own PDF and of Word files.
_ASCII = {
    **dict.fromkeys("0123456789", 0.57),
    **dict.fromkeys(",.:;'|!", 0.34),
    **dict.fromkeys("()-/[] ", 0.37),
}
_ASCII |= {**dict.fromkeys("ABCDEGHNOPQRUVXY&", 0.8), **dict.fromkeys("%MWm@w", 0.95)}
_LETTER = 0.62  # of all others


class Order(StrEnum):
    """In which order findings are told: the worst first, or as a reader of the document meets them."""

    SEVERITY = "severity"
    PLACE = "place"


@dataclass
class Groups:
    """The findings of one result: ``open`` are to be settled, ``explained`` have a waiver.

    The number of a finding is its position in ``open`` followed by ``explained``, from 1: the same in
    every output.  ``kinds`` are the open findings again, those that say the same together.
    """

    open: list[Finding]
    explained: list[tuple[Finding, Waiver]]
    rounding: list[Finding]
    undecided: list[Finding]
    kinds: list[list[Finding]]

    @property
    def numbered(self) -> list[Finding]:
        """All failing findings in the order of their numbers."""
        return [*self.open, *(finding for finding, _ in self.explained)]


def groups(result: Result, order: Order = Order.SEVERITY) -> Groups:
    """The findings of a result by what is to be done with them.

    >>> found = Finding("N-52", Verdict.FAILS)
    >>> waiver = Waiver(found.fingerprint, "N-52", "", "上级批复", "王某", "2025-03-01")
    >>> groups(Result(CheckedDocument("a.txt"), findings=(found,), waivers=(waiver,))).explained[0][1].reason
    '上级批复'
    """
    waivers, grades = result.explained, list(Severity)
    of = {verdict: [f for f in result.findings if f.verdict is verdict] for verdict in Verdict}
    failing = of[Verdict.FAILS]
    kinds = [[finding] for finding in failing if finding.fingerprint not in waivers]
    if order is Order.SEVERITY:
        failing = sorted(failing, key=lambda finding: grades.index(finding.severity))
        kinds = _kinds(finding for finding in failing if finding.fingerprint not in waivers)
    explained = [(f, waivers[f.fingerprint]) for f in failing if f.fingerprint in waivers]
    return Groups(list(chain(*kinds)), explained, of[Verdict.ROUNDING], of[Verdict.UNDECIDED], kinds)


def _kinds(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings in their order, those that say the same drawn together to the first of them.

    The same words always say the same; words that differ only in figures and names do from three on.
    """
    same: dict[tuple[str, Severity, str], list[Finding]] = {}
    for finding in findings:
        same.setdefault((finding.rule, finding.severity, _VARIES.sub("·", finding.message)), []).append(
            finding
        )
    kinds: list[list[Finding]] = []
    for alike in same.values():
        if len(alike) < _ALIKE and len({finding.message for finding in alike}) > 1:
            kinds += [[finding] for finding in alike]
        else:
            kinds.append(alike)
    return kinds


def counts(result: Result) -> str:
    """How many findings there are, by severity, and how many checks they stand for, in one line.

    >>> found = Finding("N-52", Verdict.FAILS, Severity.WARNING)
    >>> counts(Result(CheckedDocument("a.txt"), Summary(fails=3), (found,)))
    '1 处：错误 0　警告 1　提示 0，涉及 3 项检查'
    >>> counts(Result(CheckedDocument("a.txt"), Summary(understood=False)))
    '没有读懂，不能说没有问题'
    >>> counts(Result(CheckedDocument("a.txt"), Summary(complete=False)))
    '没有检查完，不能说没有问题'
    """
    found = result.open
    if not found:
        return nothing(result.summary)
    told = "　".join(f"{level.chinese} {count}" for level, count in result.severities.items())
    more = f"，涉及 {result.summary.fails} 项检查" if result.summary.fails > len(found) else ""
    return f"{len(found)} 处：{told}{more}{left_over(result.summary)}"


def nothing(summary: Summary) -> str:
    """What may be said of a document where no finding is open.

    >>> nothing(Summary()), nothing(Summary(unchecked=2))
    ('没有不成立的检查', '检查了的部分没有不成立的检查；另有 2 项没有检查')
    """
    if not summary.understood:
        return "没有读懂，不能说没有问题"
    if not summary.complete:
        return "没有检查完，不能说没有问题"
    return f"{'检查了的部分' if summary.unchecked else ''}没有不成立的检查{left_over(summary)}"


def left_over(summary: Summary) -> str:
    """How many parts of a document nobody checks, as the end of a headline; the notes name them.

    >>> left_over(Summary(unchecked=1)), left_over(Summary())
    ('；另有 1 项没有检查', '')
    """
    return f"；另有 {summary.unchecked} 项没有检查" if summary.unchecked else ""


def heading(document: CheckedDocument) -> str:
    """Whose document it is: unit, year and kind, and the place where the unit's name does not say all of it.

    >>> heading(CheckedDocument("a.pdf", unit="某局", year=2024, kind="final_account"))
    '某局 2024 年度 部门决算'
    >>> place = "江苏省无锡市江阴市"
    >>> heading(CheckedDocument("a.pdf", unit="江阴市某校", kind="budget", place_name=place, scope="unit"))
    '江阴市某校 单位预算（江苏省无锡市江阴市）'
    """
    year = f"{document.year} 年度" if document.year else ""
    kind = kind_words(document.kind, document.scope)
    words = " ".join(part for part in (document.unit, year, kind) if part)
    place = document.place_name
    return f"{words}（{place}）" if place and place not in document.unit else words


def kind_words(kind: str, scope: str = "") -> str:
    """What a kind of document is called; that of a single unit by its own name.

    >>> kind_words("final_account"), kind_words("budget", "unit"), kind_words("self_evaluation", "unit")
    ('部门决算', '单位预算', '绩效自评表')
    """
    name = KINDS.get(kind, "")
    return name.replace("部门", "单位") if scope == "unit" else name


def notes(document: CheckedDocument) -> list[str]:
    """What could not be read, sentence by sentence.

    >>> notes(CheckedDocument("a.pdf", unread_pages=(3, 5)))
    ['第 3、5 页没有读到（没有文字层，或没有读懂），凡用到这些页的检查都无法判断。']
    """
    said = list(document.notes)
    if document.unread_pages:
        pages = "、".join(map(str, document.unread_pages))
        said.append(f"第 {pages} 页没有读到（没有文字层，或没有读懂），凡用到这些页的检查都无法判断。")
    return said


def printable(text: str) -> str:
    """A document's text without what no printed page shows: control characters, marks that turn the
    direction of writing, halves of characters.

    >>> printable("合\\x00计\\u202e1")
    '合计1'
    """
    return _UNPRINTABLE.sub("", text)


def columns_of(text: str) -> int:
    """How many columns a text takes in Chinese type: all but ASCII takes two, quotation marks too.

    >>> columns_of("“收入”A1")
    10
    """
    return sum(1 if char.isascii() else 2 for char in text)


@lru_cache(maxsize=4096)
def ems(text: str) -> float:
    """How wide a text is set at most, in em: a Chinese character is 1, letters as the widest of our faces.

    >>> ems("收入"), round(ems("1,234.50"), 2), round(ems("12.5%"), 2)
    (2.0, 4.1, 3.0)
    """
    return sum(_ASCII.get(char, _LETTER) if char.isascii() else 1.0 for char in text)


def lines_of(text: str, width: int) -> int:
    """Lines a text takes in a column of a workbook, whose rows do not fit themselves to a program's text.

    >>> lines_of("收入决算表", 6), lines_of("收入", 6)
    (2, 1)
    """
    return sum(1 + max(0, columns_of(line) - 1) // max(1, width - 1) for line in text.split("\n"))
