"""倒推的上年年初结转不为负数

为什么：由“比上年增减”可以倒推上年的总计和本年收入，两者之差是上年年初结转；它不会是负数。
怎么改：核对总计、本年收入比上年的增减额和方向。

>>> def told(less): return ["二、收入支出决算总体情况说明", "2020年度收、支总计100.00万元，比上年减少20.00万元，下降16.67%。",
...     "（一）收入决算说明", f"本年收入合计90.00万元，比上年减少{less}万元。"]
>>> print(*rule.check(text(*told("40.00"), year=2020)), sep="\\n")
Y-06 不成立：倒推的上年总计 120.00万元小于上年本年收入 130.00万元，上年年初结转成了负数
>>> print(*rule.check(text(*told("15.00"), year=2020)), sep="\\n")
Y-06 成立：
>>> print(*rule.check(text(told("15.00")[1], year=2020)), sep="\\n")
Y-06 无法判断：不能由增减额倒推上年的总计和本年收入
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import shown
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.identity.formula import compare
from mingzhang.rules.shared.implied import prior

RULE = Judgement("Y-06", Severity.WARNING, ("A",))


def check(document: Document) -> Iterator[Finding]:
    """Last year's total less last year's income."""
    total, income = prior(document, "总表.收入总计"), prior(document, "总表.本年收入")
    if total is None or income is None or total.unit != income.unit:
        yield undecided("不能由增减额倒推上年的总计和本年收入")
        return
    places = [figure.place for figure in (*total.sources, *income.sources)]
    if compare(total - income, "≥") is Verdict.FAILS:
        sums = shown(total.value, "万元"), shown(income.value, "万元")
        words = f"倒推的上年总计 {sums[0]}小于上年本年收入 {sums[1]}，上年年初结转成了负数"
        yield fails(words, *places, expected="总计的增减与本年收入的增减相容")
    else:
        yield holds(*places[:1])
