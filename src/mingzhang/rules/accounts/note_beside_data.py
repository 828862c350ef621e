"""表里有数，表下的注不说本表为空

为什么：注说“本表无数据”“本表为空表”，表里却有金额，注和数必有一个是从别处复制的。
怎么改：表里的数是对的，删去这条注；确实没有的，删去表里的数。

>>> def noted(amount, note="注：本部门无政府性基金预算，故本表为空表。"):
...     document = text("政府性基金预算支出表", grid(("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
...         ("212", "城乡社区支出", amount, "", amount)), note, kind="budget", year=2025)
...     return document
>>> print(*rule.check(noted("9.00")), sep="\\n")
B-61 不成立：《政府性基金预算支出表》有金额（9.00万元），表下的注却说“故本表为空表”
>>> print(*rule.check(noted("")), sep="\\n")
B-61 成立：
>>> print(*rule.check(noted("9.00", "2025年收入预算9.00万元。")), sep="\\n")
B-61 无法判断：表下没有说本表为空的注
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.fact import Fact
from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.table.form import BoundTable
from mingzhang.rules.shared.coded_rows import said

RULE = Judgement("B-61", Severity.WARNING, ("A", "L3"), kinds=("budget", "final_account"))

_EMPTY = re.compile(
    r"(?:故|因此|所以)?(?:本|此|该)表(?:为空表?|是空表|无数据|没有数据|无数字|无内容)|故无数据|(?:^|[，。])空表"
)


def check(document: Document) -> Iterator[Finding]:
    """Every note that calls its table empty against the amounts of the table."""
    noted = False
    for table in document.tables:
        for note in table.notes:
            match = _EMPTY.search(note.text)
            if match is None:
                continue
            noted = True
            place = note.place(*match.span()).naming(table=table.title)
            fact = _amount(table)
            if fact is None:
                yield holds(place)
                continue
            words = f"《{table.title}》有金额（{said(fact.figure)}），表下的注却说“{match[0]}”"
            yield fails(words, place, fact.place, expected="删去这条注")
    if not noted:
        yield undecided("表下没有说本表为空的注")


def _amount(table: BoundTable) -> Fact | None:
    """The first amount of a table that is not zero."""
    facts = (fact for row in table.rows for fact in row.cells.values() if fact is not None)
    return next((fact for fact in facts if fact.figure.value), None)
