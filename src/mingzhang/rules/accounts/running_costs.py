"""“行政运行”不应全部列为项目支出

为什么：“行政运行”（201 类各款末两位 01）是机关的基本支出；整项列在项目支出，多为两栏填反。
怎么改：对照账簿改正基本支出和项目支出两栏；确属项目的，在说明里写明。

>>> print(*rule.check(facts("支出表[2010601].基本支出 空", "支出表[2010601].项目支出 9.00")), sep="\\n")
T03-07 不成立：2010601 行政运行全部列为项目支出 9.00万元，没有基本支出
>>> print(*rule.check(facts("支出表[2010601].基本支出 8.00", "支出表[2010601].项目支出 1.00")), sep="\\n")
T03-07 成立：
>>> print(*rule.check(facts("支出表[合计].项目支出 9.00")), sep="\\n")
T03-07 无法判断：支出表没有“行政运行”
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.coded_rows import amount, nonzero, said

RULE = Judgement("T03-07", Severity.INFO, ("L2",))


def check(document: Document) -> Iterator[Finding]:
    """行政运行 wholly in the project column, in a unit that has basic expenditure otherwise."""
    codes = [
        c for c in document.facts.rows("支出表") if len(c) == 7 and c.startswith("201") and c.endswith("01")
    ]
    for code in codes:
        basic = amount(document, f"支出表[{code}].基本支出")
        project = amount(document, f"支出表[{code}].项目支出")
        if basic is None or project is None:
            continue
        main = len(codes) == 1 or not any(nonzero(document, f"支出表[{c}].基本支出") for c in codes)
        if project.figure.value > 0 and not basic.figure.value and main:
            words = f"{code} 行政运行全部列为项目支出 {said(project.figure)}，没有基本支出"
            yield fails(words, project.place, basic.place, expected=f"基本支出 {said(project.figure)}")
        else:
            yield holds(project.place)
    if not codes:
        yield undecided("支出表没有“行政运行”")
