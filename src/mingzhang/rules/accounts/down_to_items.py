"""一般公共预算支出列到项级科目

为什么：《预算法实施条例》要求支出按功能分类公开到项；只有款没有项，读者看不到钱用在哪一项。
怎么改：在这一款下补列各项。

>>> title, head = "一般公共预算财政拨款支出决算表", ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
>>> rows = [("20106", "财政事务", "2.00", "2.00", ""), ("2010601", "行政运行", "2.00", "2.00", ""),
...     ("20132", "组织事务", "3.00", "3.00", "")]
>>> print(*rule.check(text(title, grid(head, *rows))), sep="\\n")
T05-06 不成立：20132 组织事务有 3.00万元，下面没有列项级科目
>>> print(*rule.check(text(title, grid(head, *rows[:2]))), sep="\\n")
T05-06 成立：
>>> print(*rule.check(text(title, grid(head, rows[2]))), sep="\\n")
T05-06 无法判断：一般公共预算支出表没有项级科目
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.coded_rows import bound, code_of, coded, said, spot

RULE = Judgement("T05-06", Severity.WARNING, ("L2",))


def check(document: Document) -> Iterator[Finding]:
    """Sections with an amount and no item below, in a table that prints items."""
    for table in bound(document, "T05"):
        codes = {code_of(row) for row in coded(table)}
        if not any(len(code) == 7 for code in codes):
            continue
        faults = []
        for row in coded(table):
            code, fact = code_of(row), row.cells.get("合计")
            bare = not any(other != code and other.startswith(code) for other in codes)
            if len(code) == 5 and bare and fact is not None and fact.figure.value:
                words = f"{code} {row.name}有 {said(fact.figure)}，下面没有列项级科目"
                faults.append(fails(words, spot(table, row), fact.place, expected="列到项级"))
        yield from faults or [holds()]
        return
    yield undecided("一般公共预算支出表没有项级科目")
