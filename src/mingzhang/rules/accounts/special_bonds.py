"""“抗疫特别国债安排的支出”只在政府性基金预算栏有数

为什么：抗疫特别国债列政府性基金预算；在别的栏有数，是填错了栏。
怎么改：把金额移到政府性基金预算栏，并核对各栏合计。

>>> print(*rule.check(facts("拨款总表[234].一般公共预算 5.00", "拨款总表[234].政府性基金 空")), sep="\\n")
T04-10 不成立：拨款总表 234 类在一般公共预算栏有 5.00万元，应在政府性基金预算栏
>>> print(*rule.check(facts("拨款总表[234].一般公共预算 空", "拨款总表[234].政府性基金 5.00")), sep="\\n")
T04-10 成立：
>>> print(*rule.check(facts("拨款总表[201].合计 5.00")), sep="\\n")
T04-10 无法判断：拨款总表没有 234 类
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.coded_rows import amount, said

RULE = Judgement("T04-10", Severity.WARNING, ("A",))


def check(document: Document) -> Iterator[Finding]:
    """Class 234 outside the fund column."""
    columns = ("一般公共预算", "国有资本经营")
    read = [(c, fact) for c in columns if (fact := amount(document, f"拨款总表[234].{c}"))]
    if not read:
        yield undecided("拨款总表没有 234 类")
        return
    wrong = [(c, fact) for c, fact in read if fact.figure.value]
    for column, fact in wrong:
        words = f"拨款总表 234 类在{column}栏有 {said(fact.figure)}，应在政府性基金预算栏"
        yield fails(words, fact.place, expected="0")
    if not wrong:
        yield holds(*(fact.place for _, fact in read))
