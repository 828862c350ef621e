"""行次连续

为什么：勾稽关系按行次书写（如 27 = 1+2+…+8）；行次写重、写错，公式就指到别的行。
怎么改：按左栏从 1 起、右栏接着左栏续编的办法改正行次。

>>> head = ("项目", "行次", "决算数")
>>> rows = [(f"{n}、", str(n), "1.00") for n in (1, 2, 3, 3, 5, 6)]
>>> print(*rule.check(text("收入支出决算总表", grid(head, *rows), "注：某表。")), sep="\\n")
T01-10 不成立：《收入支出决算总表》的行次 3 应为 4
>>> rows = [(f"{n}、", str(n), "1.00") for n in range(1, 8)]
>>> print(*rule.check(text("收入支出决算总表", grid(head, *rows))), sep="\\n")
T01-10 成立：
>>> print(*rule.check(facts("总表.本年支出 3.00")), sep="\\n")
T01-10 无法判断：表里没有行次栏
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.report import Cell
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.table.form import BoundTable
from mingzhang.language.text.spelling import plain
from mingzhang.rules.shared.coded_rows import bound

RULE = Judgement("T01-10", Severity.INFO, ("L5",))
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_LEAST = 5  # numbers that make a column of row numbers


def check(document: Document) -> Iterator[Finding]:
    """A row number that alone breaks the count; a gap may be a line the table leaves out."""
    checked = False
    for table in bound(document, "T01", "T04"):
        for cells in _columns(table):
            checked = True
            faults = list(_breaks(table, cells))
            yield from faults or [holds()]
    if not checked:
        yield undecided("表里没有行次栏")


def _columns(table: BoundTable) -> Iterator[list[Cell]]:
    heads = [cell for cell in table.table.cells if plain(cell.text) == "行次"]
    for head in heads:
        under = [c for c in table.table.cells if c.column == head.column and c.row > head.row]
        numbers = [c for c in sorted(under, key=lambda c: c.row) if _NUMBER.fullmatch(plain(c.text))]
        if len(numbers) >= _LEAST:
            yield numbers


def _breaks(table: BoundTable, cells: list[Cell]) -> Iterator[Finding]:
    values = [int(plain(cell.text)) for cell in cells]
    for index in range(1, len(values) - 1):
        right = values[index - 1] + 1
        if values[index] != right and values[index + 1] == right + 1:
            place = cells[index].place().naming(table=table.title, column="行次")
            words = f"《{table.title}》的行次 {values[index]} 应为 {right}"
            yield fails(words, place, expected=str(right))
