"""单位预算的上年执行数照抄了主管部门的数

为什么：部门的上年执行数是各单位之和；单位今年的数小于部门的，上年的数却与部门一分不差，多半是照抄了部门的文字。
怎么改：对照本单位上年的执行数改正；上年这个科目确实只有本单位列支的，不必改。

>>> def told(last, now, unit="某市某站"):
...     item = f"1.“教育支出（类）普通教育（款）小学教育（项）”{now}万元。2025年当年预算执行数为{last}万元，"
...     item += f"2026年预算安排{now}万元，比2025年预算执行数增加1.00%。"
...     return text("四、预算编制说明", item, year=2026, kind="budget", unit=unit)
>>> bureau = told("80.00", "95.00", "某市某局")
>>> print(*rule.check(held(told("80.00", "60.00"), 主管部门文件=bureau)))
S-29 不成立：“小学教育”上年执行数写 80.00万元，与主管部门预算的同一个数相同，今年的数却小于部门（60.00万元、95.00万元）
>>> print(*rule.check(held(told("50.00", "60.00"), 主管部门文件=bureau)))
S-29 成立：
>>> print(*rule.check(held(told("80.00", "94.999"), 主管部门文件=bureau)))
S-29 成立：
>>> print(*rule.check(held(facts(kind="budget"), 主管部门文件=bureau)))
S-29 无法判断：两份文件没有同一科目的上年执行数
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import number_of
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.implied import LAST

FILE = "主管部门文件"
RULE = Judgement("S-29", Severity.WARNING, ("A", "L4"), kinds=("budget",), beside=FILE)


def check(document: Document) -> Iterator[Finding]:
    """Every figure of the year before that is not zero, beside the department's own of the same item."""
    seen = False
    for claim in document.claims:
        last, now = claim.bases.get(LAST), claim.level
        before = document.facts.get(f"{FILE}:{LAST}:{claim.fact}")
        today = document.facts.get(f"{FILE}:{claim.fact}")
        if claim.aside or not last or not now or not before or not today or not last.value:
            continue
        if {last.unit, now.unit} != {before.number.unit, today.number.unit}:
            continue
        seen = True
        gap, lead = number_of(last) - before.number, today.number - number_of(now)
        if abs(gap.value) > gap.slack or lead.value <= lead.slack:
            yield holds(last.place)
            continue
        yield fails(
            f"{claim.name}上年执行数写 {last.text}{last.shown}，与主管部门预算的同一个数相同，今年的数却小于部门"
            f"（{now.text}{now.shown}、{today.figure.text}{today.figure.shown}）",
            last.place,
            before.place,
        )
    if not seen:
        yield undecided("两份文件没有同一科目的上年执行数")
