"""政府性基金表里只有政府性基金科目

为什么：“行政运行”“住房公积金”等是一般公共预算的科目；出现在政府性基金表里，是资金性质或科目填错了。
怎么改：核对资金性质，改用政府性基金科目，或把这一行移到一般公共预算表。

>>> title = "政府性基金预算财政拨款收入支出决算表"
>>> head = ("科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出", "基本支出", "项目支出", "年末结转和结余")
>>> row = ("2010601", "行政运行", "", "2.00", "2.00", "2.00", "", "")
>>> print(*rule.check(text(title, grid(head, row))), sep="\\n")
T07-04 不成立：政府性基金表里有一般公共预算的科目 2010601 行政运行
>>> print(*rule.check(text(title, grid(head, ("22960", "彩票公益金安排的支出", *row[2:])))), sep="\\n")
T07-04 成立：
>>> print(*rule.check(facts("总表.本年支出 3.00")), sep="\\n")
T07-04 无法判断：政府性基金表没有科目行
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.table.form import BoundRow
from mingzhang.rules.shared.coded_rows import bound, code_of, coded, spot
from mingzhang.rules.shared.near_names import plain_name

RULE = Judgement("T07-04", Severity.ERROR, ("A",))
_FUND = re.compile(r"基金|彩票|国债|债券|债务|债|收入安排|土地|附加|通行费|配套费|处理费")


def check(document: Document) -> Iterator[Finding]:
    """Rows whose code and name both belong to the general public budget."""
    checked = False
    for table in bound(document, "T07"):
        rows = [row for row in coded(table) if len(code_of(row)) >= 5]
        names = {code_of(row): row.name for row in rows}
        faults = []
        for row in rows:
            checked = True
            general, sure = _general(document, row)
            parent = names.get(code_of(row)[:5], "")
            if general and not _FUND.search(row.name + parent):
                words = f"政府性基金表里有一般公共预算的科目 {code_of(row)} {row.name}"
                severity = Severity.ERROR if sure else Severity.WARNING
                faults.append(fails(words, spot(table, row), severity=severity, expected="政府性基金科目"))
        yield from faults or ([holds()] if rows else [])
    if not checked:
        yield undecided("政府性基金表没有科目行")


def _general(document: Document, row: BoundRow) -> tuple[bool, bool]:
    """Whether the code list knows code and name as general budget, and whether it is sure of it."""
    entries = document.notation.functional.get(code_of(row), ())
    named = [entry for entry in entries if plain_name(entry.name) == plain_name(row.name)]
    general = bool(named) and all(entry.budget == "G" for entry in entries)
    return general, any(entry.sure for entry in named)
