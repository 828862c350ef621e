"""第一部分起各部分齐全

为什么：正文从“第二部分”开始，读者不知道第一部分（多为概况或报表）是漏了还是另附。
怎么改：补上缺的部分；报表另附的，注明“第一部分……详见附件”。

>>> cover = ["某某市某某区财政局", "2021年度部门决算"]
>>> body = ["第二部分 2021年度部门决算说明", "一、收入决算情况说明", "本年收入9.00万元。"]
>>> print(*rule.check(text(*cover, *body)))
S-12 不成立：正文从“第二部分”开始，没有“第一部分”
>>> print(*rule.check(text(*cover, "第一部分 概况", "主要职责。", *body)))
S-12 成立：各部分齐全
>>> print(*rule.check(text(*body[1:])))
S-12 无法判断：正文不分“第几部分”
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.report import Paragraph
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.sections import style_of, value_of
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.numerals import numeral
from mingzhang.language.text.spelling import plain

RULE = Judgement("S-12", Severity.INFO, ("L3",))


def check(document: Document) -> Iterator[Finding]:
    """The first part must be 第一部分 when a cover precedes it, and parts must not be left out."""
    parts = [s for s in document.sections if style_of(s.number) == 1 and value_of(s.number)]
    if not parts:
        yield undecided("正文不分“第几部分”")
        return
    words = "".join(plain(p.text) for p in document.report.paragraphs())
    covered = any(
        isinstance(b, Paragraph) and plain(b.text) for b in document.report.blocks[: parts[0].start]
    )
    wanted = [(1, parts[0])] if covered else []
    wanted += [((value_of(a.number) or 0) + 1, b) for a, b in pairwise(parts)]
    faults = []
    for value, part in wanted:
        missing = f"第{numeral(value)}部分" if value <= 10 else ""
        if (value_of(part.number) or 0) > value and missing and missing not in words:
            first = part is parts[0]
            message = (
                f"正文从“{part.number}”开始，没有“{missing}”"
                if first
                else f"“{part.number}”前面缺“{missing}”"
            )
            places = [part.heading.place(0, len(part.heading.text))] if part.heading else []
            faults.append(fails(message, *places, expected=missing))
    yield from faults or [holds(message="各部分齐全")]
