"""由对比倒推的年初预算数等于预算公开文件的数

为什么：“比年初预算增加多少”里的年初预算，就是年初公开的部门预算。
怎么改：以公开的部门预算为准改正增减额；比的若是调整后的预算，应改称全年预算数。

>>> heading, item = "（一）“三公”经费财政拨款决算情况", "公务接待费决算数为6.00万元，比年初预算减少4.00万元。"
>>> def told(plan):
...     plans = facts(*plan and [f"预算三公表.预算.接待费 {plan}"], kind="budget")
...     return held(text(heading, item, year=2024), 预算文件=plans)
>>> print(*rule.check(told("10.00")))
Y-20 成立：
>>> print(*rule.check(told("9.00")))
Y-20 不成立：“公务接待费”按本文的比较推得年初预算为 10.00万元，“预算三公表.预算.接待费”行为 9.00万元，相差 1.00万元
>>> print(*rule.check(told("")))
Y-20 无法判断：预算文件没有“公务接待费”的数
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.rules.shared.implied import against_file

FILE, BASE = "预算文件", "年初预算"
RULE = Judgement("Y-20", Severity.WARNING, ("A", "L1"), beside=FILE)


def check(document: Document) -> Iterator[Finding]:
    """The items of the general budget and the three kinds of expenses; what is printed itself is B-01's."""

    def planned(name: str) -> str:
        if name.startswith("三公表.决算."):
            return name.replace("三公表.决算.", "预算三公表.预算.")
        item = name.startswith("一般表[") and name.endswith("].合计")
        return f"预算{name}" if item and document.facts.get(f"{BASE}:{name}") is None else ""

    yield from against_file(document, planned, FILE, BASE)
