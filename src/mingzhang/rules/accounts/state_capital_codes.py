"""国有资本经营预算表里只有 223 类科目

为什么：国有资本经营预算的支出都列 223 类；别的科目出现在这张表里，是填错了表或科目。
怎么改：核对资金性质，改用 223 类科目，或把这一行移到所属预算的表。

>>> title, head = "国有资本经营预算财政拨款支出决算表", ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
>>> print(*rule.check(text(title, grid(head, ("2010601", "行政运行", "2.00", "2.00", "")))), sep="\\n")
T08-04 不成立：国有资本经营预算表里有 2010601 行政运行，不是 223 类的科目
>>> print(*rule.check(text(title, grid(head, ("22302", "国有企业资本金注入", "2.00", "", "2.00")))), sep="\\n")
T08-04 成立：
>>> print(*rule.check(facts("总表.本年支出 3.00")), sep="\\n")
T08-04 无法判断：国有资本经营预算表没有科目行
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.coded_rows import bound, code_of, coded, spot

RULE = Judgement("T08-04", Severity.WARNING, ("A",))
_OWN = ("223", "230", "208")  # transfers and the social security fund have sections in their own classes


def check(document: Document) -> Iterator[Finding]:
    """Rows of other classes with an amount."""
    checked = False
    for table in bound(document, "T08"):
        rows = [
            row for row in coded(table) if any(f is not None and f.figure.value for f in row.cells.values())
        ]
        faults = []
        for row in rows:
            checked = True
            if not code_of(row).startswith(_OWN):
                words = f"国有资本经营预算表里有 {code_of(row)} {row.name}，不是 223 类的科目"
                faults.append(fails(words, spot(table, row), expected="223 类科目"))
        yield from faults or ([holds()] if rows else [])
    if not checked:
        yield undecided("国有资本经营预算表没有科目行")
