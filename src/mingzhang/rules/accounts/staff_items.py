"""养老保险、医疗保险和住房公积金不应全部列为项目支出

为什么：为在职人员缴纳的保险和公积金属于基本支出；整项列在项目支出，多为两栏填反。
怎么改：对照账簿，把基本支出和项目支出两栏改正。

>>> staff = "支出表[2210201]"
>>> print(*rule.check(facts(f"{staff}.基本支出 空", f"{staff}.项目支出 8.00")), sep="\\n")
T03-05 不成立：2210201 住房公积金全部列为项目支出 8.00万元，一般应为基本支出
>>> print(*rule.check(facts(f"{staff}.基本支出 8.00", f"{staff}.项目支出 空")), sep="\\n")
T03-05 成立：
>>> print(*rule.check(facts("支出表[合计].项目支出 8.00")), sep="\\n")
T03-05 无法判断：支出表没有这几项
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.coded_rows import amount, said

RULE = Judgement("T03-05", Severity.INFO, ("L2",))
# Pensions of retired staff and annuity settlements are left out: some places pay them as projects.
_ITEMS = {
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2101101": "行政单位医疗",
    "2101102": "事业单位医疗",
    "2210201": "住房公积金",
}


def check(document: Document) -> Iterator[Finding]:
    """Contributions for staff that stand wholly in the project column."""
    checked = False
    for code, name in _ITEMS.items():
        basic = amount(document, f"支出表[{code}].基本支出")
        project = amount(document, f"支出表[{code}].项目支出")
        if basic is None or project is None:
            continue
        checked = True
        if project.figure.value > 0 and not basic.figure.value:
            words = f"{code} {name}全部列为项目支出 {said(project.figure)}，一般应为基本支出"
            yield fails(words, project.place, basic.place, expected=f"基本支出 {said(project.figure)}")
        else:
            yield holds(project.place)
    if not checked:
        yield undecided("支出表没有这几项")
