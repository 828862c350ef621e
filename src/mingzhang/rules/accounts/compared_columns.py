"""预算表里的增减额、增减率与两年的数相符

为什么：表里同时列上年数、本年数和增减，增减就是两数之差，增减率就是差额除以上年数。
怎么改：用两年的数重算，改正增减额或增减率；上年数写错的改上年数。

>>> head = ("科目编码", "科目名称", "2024年执行数", "合计", "基本支出", "项目支出", "增减额", "增减%")
>>> def plan(change, rate): return text("某局2025年部门预算", "一般公共预算支出表", "单位：万元",
...     grid(head, ("201", "一般公共服务支出", "8.00", "9.00", "9.00", "", change, rate)), kind="budget", year=2025)
>>> print(*rule.check(plan("2.00", "12.50")), sep="\\n")
B-75 不成立：“一般公共服务支出”的增减额写 2.00万元，本年 9.00万元与上年 8.00万元相差 1.00万元
B-75 成立：
>>> for finding in rule.check(plan("1.00", "22.50")): print(finding)
B-75 成立：
B-75 不成立：“一般公共服务支出”的增减率写 22.50%，应为 12.50%，相差 10.00个百分点
>>> print(*rule.check(text("某局2025年部门预算", kind="budget")))
B-75 无法判断：表里没有上年数和增减
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.fact import Fact
from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import number_of, shown
from mingzhang.language.document.document import Document
from mingzhang.language.document.proportion import percentage
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided
from mingzhang.language.identity.formula import compare
from mingzhang.language.table.form import BoundRow
from mingzhang.rules.shared.coded_rows import said

RULE = Judgement("B-75", Severity.ERROR, ("A",), kinds=("budget",))
_NOW, _PRIOR, _CHANGE, _RATE = ("合计", "预算"), "上年", "增减额", "增减率"


def check(document: Document) -> Iterator[Finding]:
    """Every row of a known table that prints last year's figure beside this year's."""
    checked = False
    for table in document.tables:
        for row in table.rows if table.form is not None else ():
            cells = _cells(row)
            now, prior = next((cells[k] for k in _NOW if k in cells), None), cells.get(_PRIOR)
            if now is None or prior is None or not (_CHANGE in cells or _RATE in cells):
                continue
            checked = True
            yield from _row(row, now, prior, cells)
    if not checked:
        yield undecided("表里没有上年数和增减")


def _cells(row: BoundRow) -> dict[str, Fact]:
    """The cells of a row by column; those of a line printed across are told by the column alone."""
    return {key.split(".")[0]: fact for key, fact in row.cells.items() if fact is not None}


def _row(row: BoundRow, now: Fact, prior: Fact, cells: dict[str, Fact]) -> Iterator[Finding]:
    """The change and the rate of one row."""
    apart, name = now.number - prior.number, f"“{row.label or row.name or row.key}”的"
    change, rate = cells.get(_CHANGE), cells.get(_RATE)
    if change is not None and change.figure.unit == now.figure.unit:
        gap = change.number - apart
        places = [fact.place for fact in (change, now, prior)]
        right = shown(apart.value, change.figure.shown)
        words = f"{name}增减额写 {said(change.figure)}，本年 {said(now.figure)}与上年 {said(prior.figure)}相差 {right}"
        verdict = compare(gap)
        if verdict is Verdict.HOLDS:
            yield holds(places[0], gap=gap)
        else:
            yield (fails if verdict is Verdict.FAILS else rounding)(words, *places, expected=right, gap=gap)
    if rate is not None and rate.figure.unit == "%" and not rate.figure.blank and prior.figure.value:
        yield percentage(rate.figure, apart, number_of(prior.figure), f"{name}增减率", prior.place, now.place)
