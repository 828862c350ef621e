"""空表下的注说的是另一种预算

为什么：空表要注明本表为什么是空的；说成另一种预算，多半是从上一张表复制的。
怎么改：把注里的预算名称改成本表的预算。

>>> def plan(budget): return text("某局2025年部门预算", "国有资本经营预算支出表", "单位：元", kind="budget", year=2025,
...     tables=[[["功能分类科目名称", "合计", "基本支出", "项目支出"], ["合计", "", "", ""]]])
>>> from mingzhang.facts.report import Paragraph
>>> def noted(note):
...     document = plan("")
...     document.tables[0].notes = [Paragraph(note)]
...     return document
>>> print(*rule.check(noted("注：本部门无政府性基金预算安排的支出，故本表为空表。")))
B-44 不成立：《国有资本经营预算支出表》的注说的是政府性基金，应是国有资本经营
>>> print(*rule.check(noted("注：本部门无国有资本经营预算安排的支出，故本表为空表。")))
B-44 成立：
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds
from mingzhang.language.text.spelling import plain
from mingzhang.rules.shared.empty_notes import empty_note

RULE = Judgement("B-44", Severity.WARNING, ("A", "L3"), kinds=("budget",))  # accounts: T07-05, T08-05
_FUND, _STATE = "政府性基金", "国有资本经营"
_MATTERS = {"基金表": _FUND, "预算基金表": _FUND, "国资表": _STATE, "预算国资表": _STATE}


def check(document: Document) -> Iterator[Finding]:
    """Notes below the tables of one budget that name only the other."""
    for table in document.tables:
        own = _MATTERS.get(table.name)
        if own is None:
            continue
        other = _STATE if own == _FUND else _FUND
        for note in table.notes:
            words = plain(note.text)
            if not empty_note(words):
                continue
            if own not in words and other in words:
                start = max(note.text.find(other), 0)
                place = note.place(start, start + len(other)).naming(table=table.title)
                yield fails(f"《{table.title}》的注说的是{other}，应是{own}", place, expected=own)
            else:
                yield holds(note.place(0, len(note.text)))
