"""比上年变动较大的，应写明原因

为什么：总额比上年变动两成以上，读者最想知道为什么；只有数没有原因，公开就没有说清楚。
怎么改：在数后写明主要原因。

>>> told = "2020年度收、支总计100.00万元，比上年增加50.00万元，增长100.00%。"
>>> print(*rule.check(text("二、收入支出决算总体情况说明", told)), sep="\\n")
Y-09 不成立：比上年变动 20% 以上而没有写原因：收、支总计（100.00%）
>>> print(*rule.check(text("二、收入支出决算总体情况说明", told + "主要原因：新增一项工程。")), sep="\\n")
Y-09 成立：
>>> print(*rule.check(text("二、收入支出决算总体情况说明", "2020年度收、支总计100.00万元。")), sep="\\n")
Y-09 无法判断：正文没有写总额比上年的变动
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.text.spelling import plain

RULE = Judgement("Y-09", Severity.INFO, ("L3",))
_TOTALS = ("总表.收入总计", "总表.支出总计", "拨款总表.收入总计", "一般表[合计].合计", "机关运行经费")
_LARGE = 20  # per cent
_REASON = re.compile(r"原因|由于|因为|主要是|系|受|所致|导致")


def check(document: Document) -> Iterator[Finding]:
    """Large movements of the totals without a reason in their paragraph or the one after."""
    bodies = document.body()
    claims = [
        c for c in document.claims if c.fact in _TOTALS and not c.aside and c.change("上年") is not None
    ]
    if not claims:
        yield undecided("正文没有写总额比上年的变动")
        return
    bare = []
    for claim in claims:
        change = claim.change("上年")
        rate = change.rate if change is not None else None
        if rate is None or abs(rate.value) < _LARGE or claim.reason or claim.root.reason:
            continue
        near = [plain(p.text) for index, p in bodies if index >= claim.block][:2]
        if not any(_REASON.search(text) for text in near):
            bare.append((claim, rate))
    if not bare:
        yield holds()
        return
    listed = "、".join(f"{_short(claim)}（{rate.text}%）" for claim, rate in bare)
    words = f"比上年变动 {_LARGE}% 以上而没有写原因：{listed}"
    yield fails(words, *(rate.place for _, rate in bare), expected="写明主要原因")


def _short(claim: Claim) -> str:
    return re.sub(r"^.*20\d\d年度?", "", claim.subject)
