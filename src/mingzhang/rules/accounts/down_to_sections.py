"""基本支出列到款级科目

为什么：《预算法实施条例》要求基本支出按经济分类公开到款；只有类没有款，读者看不到是工资还是办公费。
怎么改：在这一类下补列各款。

>>> title, head = "一般公共预算财政拨款基本支出决算表", ("科目编码", "科目名称", "决算数")
>>> rows = [("301", "工资福利支出", "2.00"), ("30101", "基本工资", "2.00"), ("303", "对个人和家庭的补助", "3.00")]
>>> print(*rule.check(text(title, grid(head, *rows))), sep="\\n")
T06-12 不成立：303 对个人和家庭的补助有 3.00万元，下面没有列款级科目
>>> print(*rule.check(text(title, grid(head, *rows[:2]))), sep="\\n")
T06-12 成立：
>>> print(*rule.check(text(title, grid(head, rows[2]))), sep="\\n")
T06-12 无法判断：基本支出决算表没有款级科目
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.coded_rows import ECONOMIC, bound, code_of, coded, said, spot

RULE = Judgement("T06-12", Severity.WARNING, ("L2",))


def check(document: Document) -> Iterator[Finding]:
    """Classes with an amount and no section below, in a table that prints sections."""
    checked = False
    for table in bound(document, *ECONOMIC):
        codes = {code_of(row) for row in coded(table)}
        if not any(len(code) == 5 for code in codes):
            continue
        checked, faults = True, []
        for row in coded(table):
            code, fact = code_of(row), row.cells.get("决算")
            bare = not any(other != code and other.startswith(code) for other in codes)
            if len(code) == 3 and bare and fact is not None and fact.figure.value:
                words = f"{code} {row.name}有 {said(fact.figure)}，下面没有列款级科目"
                faults.append(fails(words, spot(table, row), fact.place, expected="列到款级"))
        yield from faults or [holds()]
    if not checked:
        yield undecided("基本支出决算表没有款级科目")
