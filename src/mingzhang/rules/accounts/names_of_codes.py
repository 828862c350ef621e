"""科目编码与名称相符，同一编码在各表名称相同

为什么：编码和名称是同一科目的两个写法；对不上，汇总按编码会归错类。
怎么改：对照本年度政府收支分类科目，改正编码或名称，各表一致。

>>> def table(*rows): return grid(("科目编码", "科目名称", "合计", "基本支出", "项目支出"), *rows)
>>> one, two = "支出决算表", "一般公共预算财政拨款支出决算表"
>>> rows = [("2013202", "某项调研工作", "2.00", "2.00", ""), ("2013202", "某项督查工作", "2.00", "2.00", "")]
>>> print(*rule.check(text(one, table(rows[0]), two, table(rows[1]))), sep="\\n")
H-04 不成立：科目 2013202 在《一般公共预算财政拨款支出决算表》叫“某项督查工作”，在《支出决算表》叫“某项调研工作”
>>> print(*rule.check(text(one, table(("201", "一般公共服务支岀", "2.00", "2.00", "")))), sep="\\n")
H-04 不成立：《支出决算表》科目 201 的名称写“一般公共服务支岀”，应为“一般公共服务支出”
>>> print(*rule.check(text(one, table(rows[0]), two, table(rows[0]))), sep="\\n")
H-04 成立：
>>> print(*rule.check(facts("总表.本年支出 3.00")), sep="\\n")
H-04 无法判断：没有带科目编码和名称的表
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.table.form import BoundRow, BoundTable
from mingzhang.language.text.spelling import label
from mingzhang.rules.shared.code_names import official, right_code, right_name
from mingzhang.rules.shared.coded_rows import ECONOMIC, FUNCTIONAL, bound, code_of, coded, spot
from mingzhang.rules.shared.near_names import plain_name
from mingzhang.rules.shared.own_codes import own_code

RULE = Judgement("H-04", Severity.ERROR, ("A",), kinds=("final_account", "budget"))
_MOST = 3  # more mismatches are rows misread or another list
Named = list[tuple[BoundTable, BoundRow]]


def check(document: Document) -> Iterator[Finding]:
    """Every printed pair of code and name against the list and against the other tables."""
    by_code: dict[str, Named] = defaultdict(list)
    for table in bound(document, *FUNCTIONAL, *ECONOMIC):
        for row in coded(table):
            if own_code(table, row) and label(row.name) and not label(row.name).isdigit():
                by_code[code_of(row)].append((table, row))
    faults = [f for code, rows in by_code.items() for f in _one(document, code, rows)]
    if not by_code or len(faults) > _MOST:
        yield undecided(
            "没有带科目编码和名称的表" if not by_code else "多数科目名称对不上，可能用的是别的分类"
        )
    else:
        yield from faults or [holds()]


def _one(document: Document, code: str, rows: Named) -> Iterator[Finding]:
    """Names of a code that should be another; otherwise its two names, unless one is the other cut short."""
    wrong = False
    for table, row in rows:
        other, grave = right_code(document, code, row.name)
        right, severity = (other, grave) if other else right_name(document, code, row.name)
        if right:
            wrong, printed = True, code if other else row.name
            told = f"“{row.name}”的编码写 {code}，应为 {right}" if other else ""
            words = told or f" {code} 的名称写“{row.name}”，应为“{right}”"
            place = spot(table, row, row.code if other else row.name)
            words = f"《{table.title}》科目{words}"
            yield fails(words, place, printed=printed, expected=right, severity=severity)
    names = {plain_name(row.name): (table, row) for table, row in reversed(rows)}
    if wrong or len(names) != 2 or any(a != b and a.startswith(b) for a in names for b in names):
        return
    known = {plain_name(name) for name in official(document, code)}
    (one, a), (other, b) = sorted(names.items(), key=lambda pair: (pair[0] in known, _often(rows, pair[0])))
    words = f"科目 {code} 在《{a[0].title}》叫“{a[1].name}”，在《{b[0].title}》叫“{b[1].name}”"
    expected = b[1].name if other in known or _often(rows, other) > _often(rows, one) else "各表名称一致"
    yield fails(words, spot(*a, a[1].name), spot(*b, b[1].name), printed=a[1].name, expected=expected)


def _often(rows: Named, name: str) -> int:
    return sum(plain_name(row.name) == name for _, row in rows)
