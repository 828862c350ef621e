"""一般公共预算支出表里没有其他预算的科目

为什么：政府性基金、国有资本经营和社会保险基金的支出各有自己的表；混在一般公共预算表里，两张表都错。
怎么改：把这一行移到所属预算的表，并核对合计。

>>> title, head = "一般公共预算财政拨款支出决算表", ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
>>> rows = [("22302", "国有企业资本金注入", "5.00", "", "5.00"), ("201", "一般公共服务支出", "2.00", "2.00", "")]
>>> print(*rule.check(text(title, grid(head, *rows))), sep="\\n")
T05-05 不成立：一般公共预算支出表里有国有资本经营预算的科目 22302 国有企业资本金注入
>>> print(*rule.check(text(title, grid(head, rows[1]))), sep="\\n")
T05-05 成立：
>>> print(*rule.check(facts("总表.本年支出 3.00")), sep="\\n")
T05-05 无法判断：缺少一般公共预算支出表
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.table.form import BoundRow
from mingzhang.rules.shared.coded_rows import bound, code_of, coded, spot
from mingzhang.rules.shared.near_names import plain_name

RULE = Judgement("T05-05", Severity.ERROR, ("L3",))
_CLASSES = {"223": "国有资本经营预算", "234": "政府性基金预算", "209": "社会保险基金预算"}


def check(document: Document) -> Iterator[Finding]:
    """Codes of other budgets; a fund's section counts only where code and name agree with the list."""
    tables = list(bound(document, "T05", "T05A"))
    if not any(coded(table) for table in tables):
        yield undecided("缺少一般公共预算支出表")
    for table in tables:
        faults = []
        for row in coded(table):
            if budget := _other(document, row):
                words = f"一般公共预算支出表里有{budget}的科目 {code_of(row)} {row.name}"
                faults.append(fails(words, spot(table, row), expected=f"列入{budget}的表"))
        yield from faults or ([holds()] if coded(table) else [])


def _other(document: Document, row: BoundRow) -> str:
    code = code_of(row)
    if not any(fact is not None and fact.figure.value for fact in row.cells.values()):
        return ""
    if code[:3] in _CLASSES:
        return _CLASSES[code[:3]]
    entries = document.notation.functional.get(code, ())
    named = any(plain_name(entry.name) == plain_name(row.name) for entry in entries)
    return "政府性基金预算" if entries and named and all(entry.budget == "F" for entry in entries) else ""
