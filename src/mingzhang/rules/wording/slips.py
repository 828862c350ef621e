"""没有叠字、错别字和看错的字符

为什么：“万万元”“元元”差一万倍或让人读不通；数字里的字母 O、l 使数不再是数；“帐”“其它”与规范用字不符。
怎么改：按规范的字词改正。

>>> for finding in rule.check(text("支出合计12.5O万元，其它资金0万万元。")): print(finding)
N-65 不成立：“12.5O万元”中有像数字的字母或标点，请核对
N-65 不成立：“万万元”应为“万元”
N-65 不成立：“其它”应为“其他”
>>> print(*rule.check(text("支出合计12.50万元，用于项目目的的调研。")))
N-65 成立：没有发现叠字和错别字
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.catalogue.lexicon import lexicon
from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds

RULE = Judgement(
    "N-65", Severity.INFO, ("L4",), kinds=("final_account", "budget", "self_evaluation", "evaluation_report")
)

_TWICE = "情况|经费|增加|减少|增长|下降|主要原因|原因|其中|用于|拨款|完成|决算数|预算数|占比|人次"
_FIXES = (
    (re.compile(r"(?<=\d)(?:万万元|万元万?元)"), "万元"),
    (re.compile(r"(?<=\d)元元(?!旦|年|素|件|器)"), "元"),
    (re.compile(r"%%"), "%"),
    (re.compile(rf"(?<![\d年])(?P<word>{_TWICE})(?P=word)(?!\d*年)"), r"\g<word>"),
    (
        re.compile(r"(?P<word>支出|收入|部门|单位)(?P=word)(?!决算|预算|数|总|合计|整体|概况|职|名)"),
        r"\g<word>",
    ),
    (re.compile("其中：其中(?=：)"), "其中"),
    # 与上年相比，与上年相比持平: a part of a sentence pasted twice
    (re.compile(r"(?:^|(?<=[，。；：]))(?P<part>[^，。；：元%]{6,30})，(?P=part)"), r"\g<part>"),
    (re.compile("支出支出(?=决算(?:总|结构|具体|情况|说明))"), "支出"),
    (re.compile(r"(?<![目有似别])的的(?!确|士|卢)"), "的"),
    (re.compile(r"帐(?=户|务|簿|目|款|册|套|面|龄|号|表|实)"), "账"),
    (re.compile(r"(?<=[记入转挂做对查结报])帐(?!篷|幕|房)"), "账"),
    (re.compile(r"因公出国境(?=费)|因公出国（境(?=费)|因公出国境）(?=费)"), "因公出国（境）"),
)
# Tried at the beginning of a figure only: a row of thousands of digits is gone through once.
_LETTER = re.compile(
    r"(?<!\d)(?:\d[\d.]*[OoIl][\d.OoIl]*(?=万?元|%)|\d+[OI]\d+(?=\.\d)|\d+。\d{1,2}(?=万元|%))"
)


def check(document: Examined) -> Iterator[Finding]:
    """Known slips with their right form; figures with letters or full stops inside."""
    faults = []
    for passage, match in matches(document.passages, _LETTER):
        end = match.end() + (2 if passage.text.startswith("万元", match.end()) else 1)
        what = f"“{passage.text[match.start() : end]}”中有像数字的字母或标点，请核对"
        faults.append(fails(what, passage.place(match.start(), end), severity=Severity.WARNING))
    for pattern, right in _FIXES:
        for passage, match in matches(document.passages, pattern):
            fixed = match.expand(right)
            place = passage.place(*match.span())
            faults.append(fails(f"“{match[0]}”应为“{fixed}”", place, expected=fixed))
    for slip in lexicon():
        for passage, match in matches(document.passages, slip.wrong):
            if slip.stands(match):
                fixed, place = match.expand(slip.right), passage.place(*match.span())
                faults.append(fails(f"“{match[0]}”应为“{fixed}”", place, expected=fixed))
    yield from faults or [holds(message="没有发现叠字和错别字")]
