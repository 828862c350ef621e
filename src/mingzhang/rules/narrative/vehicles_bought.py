"""安排购置车辆的，有公务用车购置费；有购置费的，写明购置几辆

为什么：购置费与购置的车辆是同一件事的两个数；一个有、一个为零，必有一个错或漏。
怎么改：核对车辆更新计划和“三公”经费预算；用其他资金购置的，写明资金来源。

>>> def told(fee, count): return text("一、“三公”经费预算情况说明", f"公务用车购置费{fee}万元，与上年预算持平。",
...     "五、国有资产占有使用情况", f"2025年部门预算安排购置车辆{count}辆。", kind="budget", year=2025)
>>> print(*rule.check(told("18.00", 0)))
B-65 不成立：公务用车购置费 18.00万元，“安排购置车辆”却写 0 辆
>>> print(*rule.check(told("0", 1)))
B-65 不成立：安排购置车辆 1 辆，公务用车购置费却写 0万元
>>> print(*rule.check(told("18.00", 1)))
B-65 成立：
>>> print(*rule.check(text("公务用车购置费0万元。", kind="budget")))
B-65 无法判断：没有同时写购置费和购置车辆数
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.coded_rows import said

RULE = Judgement("B-65", Severity.WARNING, ("A",), kinds=("budget",))

_BOUGHT = re.compile(r"(?:安排|计划|拟|预计)(?:购置|购买|更新|采购)(?:公务用车|车辆)(?P<count>\d{1,6})[辆台]")
_FEE = "预算三公表.预算.购置费"


def check(document: Examined) -> Iterator[Finding]:
    """The fee of the three public expenses against the number of vehicles to be bought."""
    fee = document.facts.get(_FEE)
    bought = list(matches(document.passages, _BOUGHT))
    if fee is None or not bought:
        yield undecided("没有同时写购置费和购置车辆数")
        return
    passage, match = bought[0]
    place, count = passage.place(*match.span()), int(match["count"])
    if bool(count) == bool(fee.figure.value):
        yield holds(place)
    elif fee.figure.value:
        words = f"公务用车购置费 {said(fee.figure)}，“安排购置车辆”却写 0 辆"
        yield fails(words, place, fee.place, expected="写明购置几辆")
    else:  # paid from other money, perhaps
        words = f"安排购置车辆 {count} 辆，公务用车购置费却写 {said(fee.figure)}"
        yield fails(words, place, fee.place, expected="写明购置费或资金来源", severity=Severity.INFO)
