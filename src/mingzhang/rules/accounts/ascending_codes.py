"""科目编码从小到大排列，不重复

为什么：表按编码顺序列示；顺序乱了或同一编码出现两次，多为编码写错、行重复或行插错了位置。
怎么改：改正编码，合并重复的行，按编码重排。

>>> title, head = "支出决算表", ("科目编码", "科目名称", "本年支出合计", "基本支出")
>>> rows = [("201", "一般公共服务支出", "4.00", "4.00"), ("20106", "财政事务", "4.00", "4.00"),
...     ("2010601", "行政运行", "2.00", "2.00"), ("208", "社会保障和就业支出", "1.00", "1.00")]
>>> print(*rule.check(text(title, grid(head, *rows[:3], rows[2], rows[3]))), sep="\\n")
H-05 不成立：《支出决算表》的科目 2010601 行政运行列了两次
>>> print(*rule.check(text(title, grid(head, *rows, ("2010608", "委托业务支出", "1.00", "1.00")))), sep="\\n")
H-05 不成立：《支出决算表》的科目 2010608 委托业务支出排在 208 之后
>>> print(*rule.check(text(title, grid(head, *rows))), sep="\\n")
H-05 成立：
>>> print(*rule.check(facts("总表.本年支出 3.00")), sep="\\n")
H-05 无法判断：没有带科目编码的表
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.table.form import BoundTable
from mingzhang.rules.shared.coded_rows import FUNCTIONAL, bound, code_of, coded, spot

RULE = Judgement("H-05", Severity.WARNING, ("L5",), kinds=("final_account", "budget"))


def check(document: Document) -> Iterator[Finding]:
    """One code out of order or repeated; more are a table grouped by unit or by project."""
    checked = False
    for table in bound(document, *FUNCTIONAL):
        faults = list(_table(table))
        if len(coded(table)) < 3 or len(faults) > 1:
            continue
        checked = True
        yield from faults or [holds()]
    if not checked:
        yield undecided("没有带科目编码的表")


def _table(table: BoundTable) -> Iterator[Finding]:
    """The rows whose code was listed before, or is lower than one above."""
    rows = [row for row in coded(table) if row.code and code_of(row).isdigit()]
    seen: set[str] = set()
    highest = ""
    for before, row in pairwise([None, *rows]):
        assert row is not None
        code = code_of(row)
        place = spot(table, row)
        if code in seen:
            words = f"《{table.title}》的科目 {code} {row.name}列了两次"
            yield fails(words, place, printed=code, expected="每个科目只列一次")
        elif code < highest and before is not None:
            words = f"《{table.title}》的科目 {code} {row.name}排在 {code_of(before)} 之后"
            yield fails(words, place, printed=code, expected="按编码从小到大")
            continue
        seen.add(code)
        highest = max(highest, code)
