"""没有政府性基金科目的类，政府性基金预算栏不应有数

为什么：外交、公共安全、住房保障等类没有政府性基金科目；这一栏有数，是填错了行或栏。
怎么改：核对资金性质，把金额移到正确的类或预算栏。

>>> print(*rule.check(facts("拨款总表[204].政府性基金 5.00", year=2021)), sep="\\n")
T04-11 不成立：拨款总表 204 类没有政府性基金科目，政府性基金预算栏却有 5.00万元
>>> print(*rule.check(facts("拨款总表[212].政府性基金 5.00", "拨款总表[204].政府性基金 空", year=2021)), sep="\\n")
T04-11 成立：
>>> print(*rule.check(facts("拨款总表[204].合计 5.00", year=2021)), sep="\\n")
T04-11 无法判断：缺少拨款总表的政府性基金预算栏
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.period import InForce
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.coded_rows import amount, said

# from 2024 special bonds of the state bring fund money into many more classes
RULE = Judgement("T04-11", Severity.WARNING, ("A",), period=InForce(2016, 2023))
_NEVER = ("201", "202", "203", "204", "205", "210", "219", "221", "222", "223", "224")


def check(document: Document) -> Iterator[Finding]:
    """Fund money in classes that have no fund section."""
    classes = [code for code in document.facts.rows("拨款总表") if code.isdigit() and len(code) == 3]
    read = [(code, fact) for code in classes if (fact := amount(document, f"拨款总表[{code}].政府性基金"))]
    if not read or document.year is None:
        yield undecided("缺少拨款总表的政府性基金预算栏" if not read else "不知道年度")
        return
    wrong = [(code, fact) for code, fact in read if code in _NEVER and fact.figure.value]
    for code, fact in wrong:
        words = f"拨款总表 {code} 类没有政府性基金科目，政府性基金预算栏却有 {said(fact.figure)}"
        yield fails(words, fact.place, expected="0")
    if not wrong:
        yield holds(read[0][1].place)
