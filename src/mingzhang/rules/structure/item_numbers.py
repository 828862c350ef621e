"""编制说明各项的编号连续

为什么：逐项说明按 1、2、3 编号；跳号或重号，读者不知道是漏了一项还是编错了。
怎么改：按顺序重编；漏了的一项补上。

>>> def item(n, name): return f"{n}.“教育支出（类）普通教育（款）{name}（项）”9.00万元，主要用于办学。"
>>> names = ("甲教育", "乙教育", "丙教育", "丁教育")
>>> def told(*numbers): return text("2026年部门预算编制说明", *map(item, numbers, names), kind="budget", year=2026)
>>> print(*rule.check(told(1, 2, 4, 5)))
S-34 不成立：“4.”前面是“2.”，应为“3.”
>>> print(*rule.check(told(1, 2, 2, 3)))
S-34 不成立：“2.”前面是“2.”，应为“3.”
>>> print(*rule.check(told(1, 2, 3, 4)))
S-34 成立：各项的编号连续
>>> print(*rule.check(text("2026年部门预算编制说明", kind="budget")))
S-34 无法判断：没有逐项编号的说明
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement("S-34", Severity.INFO, ("L3",), kinds=("budget",))

# An item of the explanation: a number, and the name of an item of the classification.
_ITEM = re.compile(
    r"^(?P<number>\d{1,2})(?P<mark>[.、．])\s?(?=[^。]{0,90}(?:（项）|（\d\d项）|科目|\d项）))"
)
_LEAST = 4  # items that make a numbered list


def check(document: Examined) -> Iterator[Finding]:
    """Neighbouring numbers of items; the list begins again with 1."""
    once = {passage.text: passage for passage in reversed(document.passages)}  # printed twice: S-33
    items = [(p, m) for p in reversed(once.values()) if (m := _ITEM.match(p.text)) is not None]
    if len(items) < _LEAST:
        yield undecided("没有逐项编号的说明")
        return
    faults, shift = [], 0
    for (_, before), (passage, match) in pairwise(items):
        first, second = int(before["number"]), int(match["number"])
        if second in (1, first + 1):
            continue
        if second == first + 1 - shift and shift:
            shift = 0  # back in the order from which the slip departed
            continue
        shift = second - first - 1
        right = f"{first + 1}{match['mark']}"
        words = f"“{match['number']}{match['mark']}”前面是“{before['number']}{before['mark']}”，应为“{right}”"
        faults.append(fails(words, passage.place(*match.span()), expected=right))
    yield from faults or [holds(message="各项的编号连续")]
