"""总表功能分类行的序号连续

为什么：“一、……二十六、”的序号与类一一对应；写重或写错，读者会以为少了一类。
怎么改：按顺序改正序号。

>>> names = ["一、一般公共服务支出", "二、外交支出", "三、国防支出", "三、公共安全支出", "五、教育支出"]
>>> lines = [("项目", "决算数"), *((name, "1.00") for name in names)]
>>> print(*rule.check(text("收入支出决算总表", grid(*lines))), sep="\\n")
H-06 不成立：“三、公共安全支出”的序号应为“四、”
>>> lines[4] = ("四、公共安全支出", "1.00")
>>> print(*rule.check(text("收入支出决算总表", grid(*lines))), sep="\\n")
H-06 成立：
>>> print(*rule.check(facts("总表.本年支出 3.00")), sep="\\n")
H-06 无法判断：总表的功能分类行没有序号
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.sections import value_of
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.table.form import BoundTable
from mingzhang.language.text.numerals import NUMERALS, numeral
from mingzhang.language.text.spelling import plain
from mingzhang.rules.shared.coded_rows import bound, spot

RULE = Judgement("H-06", Severity.WARNING, ("L5",), kinds=("final_account", "budget"))
_ORDINAL = re.compile(rf"^([{NUMERALS}]{{1,3}})、")
_LEAST = 4  # numbered lines that make a list


def check(document: Document) -> Iterator[Finding]:
    """An ordinal that alone breaks the count."""
    checked = False
    for table in bound(document, "T01", "T04"):
        numbered = _numbered(table)
        if len(numbered) < _LEAST:
            continue
        checked = True
        faults = list(_breaks(table, numbered))
        yield from faults if len(faults) == 1 else [holds()]
    if not checked:
        yield undecided("总表的功能分类行没有序号")


def _numbered(table: BoundTable) -> list[tuple[int, int]]:
    """Position in the table's rows and value of the ordinal, for the class lines."""
    found = []
    for position, row in enumerate(table.rows):
        match = _ORDINAL.match(plain(row.label))
        if match and row.key[:3].isdigit() and (value := value_of(match[0])):
            found.append((position, value))
    return found


def _breaks(table: BoundTable, numbered: list[tuple[int, int]]) -> Iterator[Finding]:
    values = [value for _, value in numbered]
    for index in range(1, len(values) - 1):
        right = values[index - 1] + 1
        if values[index] != right and values[index + 1] == right + 1:
            row = table.rows[numbered[index][0]]
            ordinal = numeral(right)
            words = f"“{row.label}”的序号应为“{ordinal}、”"
            yield fails(words, spot(table, row, row.label), printed=row.label, expected=f"{ordinal}、")
