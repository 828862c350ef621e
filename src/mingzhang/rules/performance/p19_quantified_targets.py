"""数量指标的指标值要有数

为什么：数量指标的指标值没有数字和单位，完成与否无法衡量。
怎么改：把指标值写成数量加单位，如“≥12 次”。

>>> print(*rule.check(form()))
P-19 成立：
>>> print(*rule.check(form(rows=["数量指标|开展检查|开展检查|已完成|90|90"])))
P-19 不成立：1 行数量指标的指标值没有数字：自评表1“安全检查”“开展检查”
>>> print(*rule.check(form(rows=["数量指标|开展检查||已完成|90|90"])))
P-19 无法判断：数量指标没有填写指标值
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement(
    "P-19", Severity.INFO, ("L7",), kinds=("final_account", "self_evaluation", "evaluation_report")
)
_NUMBER = re.compile(r"\d|[一二两三四五六七八九十百千万半]|全部|全覆盖|各|每|所有")


def check(document: Document) -> Iterator[Finding]:
    """One finding for the document."""
    rows = [
        (form, row)
        for form in document.evaluations
        for row in form.indicators
        if row.level2.startswith("数量") and row.concerned
    ]
    stated = [(form, row) for form, row in rows if row.aim]
    words = [(form, row) for form, row in stated if not _NUMBER.search(row.aim)]
    if words:
        listed = "、".join(f"{form.table}“{row.name.plain[:20]}”" for form, row in words)
        yield fails(
            f"{len(words)} 行数量指标的指标值没有数字：{listed}",
            *(row.target.place for _, row in words),
            expected="数量加单位",
        )
    elif stated:
        yield holds(stated[0][1].target.place)
    elif rows:
        yield undecided("数量指标没有填写指标值", rows[0][1].target.place)
