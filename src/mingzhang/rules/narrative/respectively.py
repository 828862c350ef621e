"""两项“分别”增减，却只写一个百分数

为什么：“甲费和乙费分别下降 5%”应当各有一个数；只写一个，读者不知道另一项变了多少。
怎么改：两项各写一个百分数；变动相同的改写“均”。

>>> print(*rule.check(text("与上年相比，购置费和运行费分别下降43.22%，主要是车辆减少。")), sep="\\n")
N-80 不成立：“购置费和运行费分别下降43.22%”只有一个百分数，两项应各写一个
>>> print(*rule.check(text("与上年相比，购置费和运行费分别下降43.22%、5.10%。")), sep="\\n")
N-80 成立：
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds
from mingzhang.language.text.vocabulary import DOWN, UP

RULE = Judgement("N-80", Severity.WARNING, ("A",), kinds=("final_account", "budget"))
# 收入、支出 move alike where they balance, so one figure may stand for both.
_ONE = re.compile(
    rf"(?P<both>[\u4e00-\u9fff（）]{{2,20}}(?:和|与|及)[\u4e00-\u9fff（）]{{2,20}})分别(?:{UP}|{DOWN})(?:了|约)?"
    r"[\d.]+%(?![、,，和及与]*\d|[、和及与])"
)
_ALIKE = re.compile(r"收入|支出总计|收支|总计")


def check(document: Examined) -> Iterator[Finding]:
    """Two subjects of costs, 分别, a direction word and one percentage."""
    faults = [
        fails(f"“{match[0]}”只有一个百分数，两项应各写一个", passage.place(*match.span()), printed=match[0])
        for passage, match in matches(document.passages, _ONE)
        if not _ALIKE.search(match["both"])
    ]
    yield from faults or [holds()]
