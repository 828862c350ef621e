"""部门预算由同比倒推的上年预算数等于上年预算文件的数

为什么：“比上年预算增加多少”里的上年预算，就是上年公开的预算。
怎么改：对照上年公开的预算改正增减额；上年数口径调整过的（机构划转、科目调整），写明调整。

>>> heading, sentence = "四、部门预算编制说明", "收入预算90.00万元，其中：财政拨款收入90.00万元，比2025年预算减少10.00万元。"
>>> def told(last):
...     budget = text(heading, sentence, year=2026, kind="budget")
...     return held(budget, 上年预算文件=facts(*last and [f"预算总表.财政拨款收入 {last}"], kind="budget"))
>>> print(*rule.check(told("100.00")))
Y-15 成立：
>>> print(*rule.check(told("98.00")))
Y-15 不成立：“财政拨款收入”按本文的比较推得上年预算为 100.00万元，“预算总表.财政拨款收入”行为 98.00万元，相差 2.00万元
>>> print(*rule.check(told("")))
Y-15 无法判断：上年预算文件没有“财政拨款收入”的数
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.rules.shared.implied import LAST_PLAN, PLAN_FILE, against_file

RULE = Judgement("Y-15", Severity.ERROR, ("A",), kinds=("budget",), beside=PLAN_FILE)


def check(document: Document) -> Iterator[Finding]:
    """Every comparison with last year's budget; the names are those of this year's."""
    yield from against_file(document, str, PLAN_FILE, LAST_PLAN)
