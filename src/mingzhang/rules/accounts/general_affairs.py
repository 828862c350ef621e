"""“一般行政管理事务”不应全部列为基本支出

为什么：“一般行政管理事务”（末两位 02）是没有单设科目的项目支出；它全是基本支出，而同款的“行政运行”全是项目支出，
是两行或两栏填反了。
怎么改：对照账簿改正两行的基本支出、项目支出。

>>> rows = ("支出表[2010301].基本支出 空", "支出表[2010301].项目支出 9.00")
>>> wrong = facts(*rows, "支出表[2010302].基本支出 6.00", "支出表[2010302].项目支出 空")
>>> print(*rule.check(wrong), sep="\\n")
T03-06 不成立：2010302 一般行政管理事务全是基本支出 6.00万元，2010301 行政运行全是项目支出 9.00万元，疑为填反
>>> print(*rule.check(facts(*rows, "支出表[2010302].基本支出 空", "支出表[2010302].项目支出 6.00")), sep="\\n")
T03-06 成立：
>>> print(*rule.check(facts(*rows)), sep="\\n")
T03-06 无法判断：支出表没有“行政运行”和“一般行政管理事务”两项
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.coded_rows import amount, said

RULE = Judgement("T03-06", Severity.INFO, ("L2",))


def check(document: Document) -> Iterator[Finding]:
    """Items 01 and 02 of one section whose columns are exchanged."""
    checked = False
    for code in document.facts.rows("支出表"):
        if not (code.isdigit() and len(code) == 7 and code.endswith("02") and code.startswith("201")):
            continue
        other = code[:5] + "01"
        cells = [
            amount(document, f"支出表[{c}].{n}") for c in (code, other) for n in ("基本支出", "项目支出")
        ]
        basic, project, running, running_project = cells
        if basic is None or project is None or running is None or running_project is None:
            continue
        checked = True
        whole = basic.figure.value and not project.figure.value
        if whole and running_project.figure.value and not running.figure.value:
            words = f"{code} 一般行政管理事务全是基本支出 {said(basic.figure)}，"
            words += f"{other} 行政运行全是项目支出 {said(running_project.figure)}，疑为填反"
            yield fails(words, basic.place, running_project.place, expected="两行互换")
        else:
            yield holds(basic.place)
    if not checked:
        yield undecided("支出表没有“行政运行”和“一般行政管理事务”两项")
