"""经济分类的款与本年度的科目一致

为什么：支出经济分类 2018 年改过，以后又有增加；用了当年没有的款，金额就归错了类。
怎么改：改用本年度政府收支分类科目里的款。

>>> title, head = "一般公共预算财政拨款基本支出决算表", ("科目编码", "科目名称", "决算数")
>>> rows = [("303", "对个人和家庭的补助", "2.00"), ("30311", "代缴社会保险费", "2.00")]
>>> print(*rule.check(text(title, grid(head, *rows), year=2019)), sep="\\n")
T06-11 不成立：30311 代缴社会保险费自2020年起才有，2019年度不应有 2.00万元
>>> print(*rule.check(text(title, grid(head, *rows), year=2022)), sep="\\n")
T06-11 成立：
>>> print(*rule.check(text(title, grid(head, ("30198", "某某费", "2.00")), year=2022)), sep="\\n")
T06-11 不成立：30198 某某费不在2022年度的支出经济分类里
>>> print(*rule.check(facts("总表.本年支出 3.00", year=2022)), sep="\\n")
T06-11 无法判断：缺少基本支出决算表的款级行
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.period import InForce
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.table.form import BoundRow
from mingzhang.rules.shared.coded_rows import ECONOMIC, bound, code_of, coded, said, spot

# the years of which the whole list is known
RULE = Judgement("T06-11", Severity.WARNING, ("A",), period=InForce(2018, 2024))
_CLASSES = ("301", "302", "303", "310")


def check(document: Document) -> Iterator[Finding]:
    """Sections with an amount that the classification of the year does not have."""
    rows = [(t, row) for t in bound(document, *ECONOMIC) for row in coded(t) if len(code_of(row)) == 5]
    if not rows or document.year is None:
        yield undecided("缺少基本支出决算表的款级行" if not rows else "不知道年度")
        return
    faults = []
    for table, row in rows:
        fact = next((fact for fact in row.cells.values() if fact is not None and fact.figure.value), None)
        if fact is not None and (words := _unknown(document, row, document.year, said(fact.figure))):
            faults.append(fails(words, spot(table, row), fact.place, expected="本年度的款"))
    if len(faults) > 2:
        yield undecided("多数款不在本年度的支出经济分类里，可能用的是别的分类")
    else:
        yield from faults or [holds()]


def _unknown(document: Document, row: BoundRow, year: int, amount: str) -> str:
    code = code_of(row)
    entries = document.notation.economic.get(code, ())
    if not entries and code.startswith(_CLASSES):
        return f"{code} {row.name}不在{year}年度的支出经济分类里"
    first = min((entry.period.since or 0 for entry in entries if entry.sure), default=0)
    if entries and year < first:
        return f"{code} {row.name}自{first}年起才有，{year}年度不应有 {amount}"
    return ""
