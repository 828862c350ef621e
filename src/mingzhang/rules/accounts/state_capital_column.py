"""国有资本经营预算栏只在“国有资本经营预算支出”一行有数

为什么：国有资本经营预算的支出都列 223 类；别的类在这一栏有数，或 223 类在一般公共预算栏有数，是填错了栏或行。
怎么改：把金额移到所属预算的栏，并核对各栏合计。

>>> print(*rule.check(facts("拨款总表[201].国有资本经营 5.00", "拨款总表[223].国有资本经营 空")), sep="\\n")
T04-09 不成立：拨款总表 201 类在国有资本经营预算栏有 5.00万元，这一栏只应有 223 类
>>> print(*rule.check(facts("拨款总表[201].国有资本经营 空", "拨款总表[223].国有资本经营 5.00")), sep="\\n")
T04-09 成立：
>>> print(*rule.check(facts("拨款总表[201].合计 5.00")), sep="\\n")
T04-09 无法判断：缺少拨款总表的国有资本经营预算栏
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.coded_rows import amount, said

RULE = Judgement("T04-09", Severity.WARNING, ("A",))
_OWN = "223"


def check(document: Document) -> Iterator[Finding]:
    """Classes with money of the wrong budget."""
    classes = [code for code in document.facts.rows("拨款总表") if code.isdigit() and len(code) == 3]
    cells = [fact for code in classes if (fact := amount(document, f"拨款总表[{code}].国有资本经营"))]
    if not cells:
        yield undecided("缺少拨款总表的国有资本经营预算栏")
        return
    faults = []
    for code in classes:
        column = "一般公共预算" if code == _OWN else "国有资本经营"
        fact = amount(document, f"拨款总表[{code}].{column}")
        if fact is None or not fact.figure.value or code == "208":
            continue
        allowed = "这一类只应在国有资本经营预算栏" if code == _OWN else "这一栏只应有 223 类"
        shown = "一般公共预算" if code == _OWN else "国有资本经营预算"
        words = f"拨款总表 {code} 类在{shown}栏有 {said(fact.figure)}，{allowed}"
        faults.append(fails(words, fact.place, expected="0"))
    yield from faults or [holds(cells[0].place)]
