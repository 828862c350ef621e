"""部门预算引用的上年执行数与上年决算相差很大

为什么：预算编报时上年还没有决算，执行数是当时的数，与决算可以有出入；差得很多的，常是抄错了科目或单位。
怎么改：对照上年决算的同一科目核对；执行数无误的，不必改。

>>> told = "1.“教育支出（类）普通教育（款）小学教育（项）”9.00万元。2025年当年预算执行数为8.00万元，2026年预算安排9.00万元，"
>>> told += "比2025年预算执行数增加12.50%。"
>>> def held_against(outturn):
...     budget = text("四、部门预算编制说明", told, year=2026, kind="budget")
...     return held(budget, 上年决算文件=facts(f"一般表[2050202].合计 {outturn}"))
>>> print(*rule.check(held_against("7.50")))
Y-17 成立：
>>> print(*rule.check(held_against("80.00")))
Y-17 不成立：“小学教育”上年执行数写 8.00万元，上年决算为 80.00万元，相差五分之一以上
>>> print(*rule.check(held(facts(kind="budget"), 上年决算文件=facts("一般表[2050202].合计 8.00"))))
Y-17 无法判断：没有读到上年执行数
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.implied import LAST

FILE = "上年决算文件"
RULE = Judgement("Y-17", Severity.INFO, ("A",), kinds=("budget",), beside=FILE)


def check(document: Document) -> Iterator[Finding]:
    """The executed figures that the text quotes, one by one; a fifth is what Y-09 asks a reason for."""
    seen = False
    for claim in document.claims:
        told = claim.bases.get(LAST) if claim.fact.startswith("预算一般表[") else None
        final = document.facts.get(f"{FILE}:{claim.fact.removeprefix('预算')}")
        if told is None or final is None or claim.aside or told.unit != final.figure.unit:
            continue
        seen = True
        if abs(told.value - final.figure.value) * 5 <= max(abs(told.value), abs(final.figure.value)):
            yield holds(told.place)
            continue
        yield fails(
            f"{claim.name}上年执行数写 {told.text}{told.shown}，"
            f"上年决算为 {final.figure.text}{final.figure.shown}，相差五分之一以上",
            told.place,
            final.place,
        )
    if not seen:
        yield undecided("没有读到上年执行数")
