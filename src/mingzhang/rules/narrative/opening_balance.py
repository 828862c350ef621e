"""本年年初结转等于倒推的上年年末结转，不等的应有说明

为什么：由“比上年增减”倒推的上年总计减上年支出，就是上年年末结转，也就是本年年初结转；不等而没有说明，
或增减额写错，或年初数做过调整。
怎么改：核对总计、本年支出比上年的增减额；年初数经过调整的，在说明里写明原因和金额。

>>> def told(less): return ["二、收入支出决算总体情况说明", "2020年度收、支总计100.00万元，比上年减少20.00万元。",
...     "（一）收入决算说明", "本年收入合计90.00万元。", "（二）支出决算说明", f"本年支出合计88.00万元，比上年减少{less}万元。"]
>>> print(*rule.check(text(*told("25.00"), year=2020)), sep="\\n")
Y-07 不成立：本年年初结转 10.00万元，由增减额倒推的上年年末结转为 7.00万元，相差 3.00万元，没有说明
>>> print(*rule.check(text(*told("22.00"), year=2020)), sep="\\n")
Y-07 成立：
>>> print(*rule.check(text(told("22.00")[1], year=2020)), sep="\\n")
Y-07 无法判断：不能倒推上年年末结转，或没有本年年初结转
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import Number, shown
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.identity.formula import compare
from mingzhang.language.text.spelling import plain
from mingzhang.rules.shared.implied import prior

RULE = Judgement("Y-07", Severity.WARNING, ("A",))
_EXPLAINED = re.compile(
    r"年初(?:结转)?[^。]{0,24}(?:调整|更正|缴回|收回|上缴)|会计差错|前期差错|结余分配[^。]{0,6}[1-9]"
)


def check(document: Document) -> Iterator[Finding]:
    """Opening balance against last year's total less last year's expenditure."""
    total, spent = prior(document, "总表.收入总计"), prior(document, "总表.本年支出")
    opening = _opening(document)
    if total is None or spent is None or opening is None:
        yield undecided("不能倒推上年年末结转，或没有本年年初结转")
        return
    gap = opening - (total - spent)
    places = [figure.place for figure in gap.sources]
    body = "".join(plain(paragraph.text) for _, paragraph in document.body())
    if compare(gap) is not Verdict.FAILS or _EXPLAINED.search(body):
        yield holds(*places[:1])
        return
    sums = [shown(value, "万元") for value in (opening.value, (total - spent).value, abs(gap.value))]
    words = f"本年年初结转 {sums[0]}，由增减额倒推的上年年末结转为 {sums[1]}，相差 {sums[2]}，没有说明"
    steps = f"上年总计 {shown(total.value, '万元')} − 上年支出 {shown(spent.value, '万元')} = {sums[1]}"
    yield fails(words, *places, printed=sums[0], expected=sums[1], unit="万元", explanation=steps)


def _opening(document: Document) -> Number | None:
    """Printed, or what the total holds beyond the year's income; other sources make it uncertain."""
    for name in ("总表.结余分配", "总表.使用非财政拨款结余"):
        other = document.facts.get(name)
        if other is not None and other.figure.value:
            return None
    fact = document.facts.get("总表.年初结转和结余")
    if fact is not None:
        return fact.number
    total, income = document.facts.get("总表.收入总计"), document.facts.get("总表.本年收入")
    return total.number - income.number if total is not None and income is not None else None
