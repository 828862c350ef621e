"""总表的功能分类行名与本年度的政府收支分类一致

为什么：类级科目的名称每隔几年会改；沿用旧名或写错字，读者就对不上科目，汇总也会漏掉这一行。
怎么改：改成本年度政府收支分类科目里的名称。

>>> rows = [("项目", "决算数"), ("一、一般公共服务支出", "1.00"), ("九、卫生建康支出", "2.00"), ("本年支出合计", "3.00")]
>>> print(*rule.check(text("收入支出决算总表", grid(*rows), year=2023)), sep="\\n")
T01-09 不成立：“九、卫生建康支出”应为“卫生健康支出”
>>> old = [rows[0], rows[1], ("九、医疗卫生与计划生育支出", "2.00"), rows[3]]
>>> print(*rule.check(text("收入支出决算总表", grid(*old), year=2023)), sep="\\n")
T01-09 不成立：“九、医疗卫生与计划生育支出”是2018年及以前的名称，2023年度应为“卫生健康支出”
>>> print(*rule.check(text("收入支出决算总表", grid(*rows[:2], rows[3]), year=2023)), sep="\\n")
T01-09 成立：
>>> print(*rule.check(facts("总表.本年支出 3.00")), sep="\\n")
T01-09 无法判断：缺少总表的功能分类行
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.table.form import BoundTable
from mingzhang.language.table.notation import Code
from mingzhang.language.text.spelling import label
from mingzhang.rules.shared.coded_rows import bound, code_of, spot
from mingzhang.rules.shared.near_names import meant

RULE = Judgement("T01-09", Severity.WARNING, ("L5",))


def check(document: Document) -> Iterator[Finding]:
    """The class lines of the two summary tables against the classes of the year."""
    entries = document.notation.functional
    classes = {code: known for code, known in entries.items() if len(code) == 3}
    tables = [table for table in bound(document, "T01", "T04") if any(r.key in classes for r in table.rows)]
    if not tables:
        yield undecided("缺少总表的功能分类行")
    for table in tables:
        faults = list(_table(table, classes, document.year))
        yield from faults or [holds()]


def _table(table: BoundTable, classes: dict[str, tuple[Code, ...]], year: int | None) -> Iterator[Finding]:
    """The class lines under a name that is out of use in the year, or nearly that of a missing class."""
    current = {label(e.name) for known in classes.values() for e in known if e.current(year)}
    present = {label(row.label) for row in table.rows}
    for row in table.rows:
        name = label(row.label)
        known = classes.get(code_of(row))
        old = next((e for e in known or () if label(e.name) == name and not e.current(year)), None)
        if old is not None and old.sure and old.period.until and year and year > old.period.until:
            right = next((e.name for e in known or () if e.sure and e.current(year)), "")
            if right:
                words = f"“{row.label}”是{old.period.until}年及以前的名称，{year}年度应为“{right}”"
                yield fails(words, spot(table, row, row.label), printed=row.label, expected=right)
        elif known is None and not row.line and (right := meant(name, current - present)):
            yield fails(f"“{row.label}”应为“{right}”", spot(table, row), printed=row.label, expected=right)
