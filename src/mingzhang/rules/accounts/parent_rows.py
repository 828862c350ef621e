"""项有所属的款，款有所属的类

为什么：类、款、项逐级相加；缺了上级的行，或编码的前几位写错，下级就加不到它该在的地方。
怎么改：补上缺的类、款行，或改正编码。

>>> title, head = "支出决算表", ("科目编码", "科目名称", "本年支出合计", "基本支出")
>>> rows = [("201", "一般公共服务支出", "4.00", "4.00"), ("20106", "财政事务", "2.00", "2.00"),
...     ("2010601", "行政运行", "2.00", "2.00"), ("20132", "组织事务", "1.00", "1.00"),
...     ("2013201", "行政运行", "1.00", "1.00")]
>>> print(*rule.check(text(title, grid(head, *rows, ("2013399", "其他宣传事务支出", "1.00", "1.00")))), sep="\\n")
H-02 不成立：《支出决算表》有 2013399 其他宣传事务支出，没有它的上级 20133
>>> print(*rule.check(text(title, grid(head, *rows))), sep="\\n")
H-02 成立：
>>> print(*rule.check(text(title, grid(head, rows[2]))), sep="\\n")
H-02 无法判断：没有逐级列示科目的表
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.table.form import BoundTable
from mingzhang.rules.shared.coded_rows import FUNCTIONAL, bound, code_of, coded, spot

RULE = Judgement("H-02", Severity.WARNING, ("A",), kinds=("final_account", "budget"))
_MOST = 2  # more gaps in one table are its way of printing


def check(document: Document) -> Iterator[Finding]:
    """Rows whose parent is missing in a table that prints parents."""
    checked = False
    for table in bound(document, *FUNCTIONAL):
        missing = _missing(table)
        if missing is None:
            continue
        checked = True
        for code, parent, name in missing:
            row = next(row for row in coded(table) if code_of(row) == code)
            words = f"《{table.title}》有 {code} {name}，没有它的上级 {parent}"
            yield fails(words, spot(table, row), printed=code, expected=f"列有 {parent}")
        if not missing:
            yield holds()
    if not checked:
        yield undecided("没有逐级列示科目的表")


def _missing(table: BoundTable) -> list[tuple[str, str, str]] | None:
    """Code, missing parent and name; ``None`` where the table does not print its levels."""
    names = {code_of(row): row.name for row in coded(table)}
    lower = [code for code in names if len(code) in (5, 7)]
    absent = [(code, code[:-2], names[code]) for code in lower if code[:-2] not in names]
    parents = {parent for _, parent, _ in absent}
    present = {code[:-2] for code in lower} - parents
    if len(present) < 2 or len(parents) > _MOST or len(parents) >= len(present):
        return None
    firsts = [next(item for item in absent if item[1] == parent) for parent in sorted(parents)]
    return [item for item in firsts if item[1][:-2] not in parents]
