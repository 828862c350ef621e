"""明显超额完成应分析原因

为什么：完成值超过指标值一半以上，往往是目标定得过低，办法要求分析并酌减分。
怎么改：在偏差原因栏说明；目标偏低的调整以后年度的指标值。

>>> print(*rule.check(form()))
P-12 成立：
>>> print(*rule.check(form(rows=["数量指标|检查次数|≥12次|40次|90|90"])))
P-12 不成立：完成值超过指标值一半以上而没有分析原因的有 1 行：自评表1“安全检查”“数量指标 检查次数”≥12次，完成40次
>>> print(*rule.check(form(rows=["数量指标|检查次数|不少于12次|多次|90|90"])))
P-12 无法判断：各自评表没有可以比较的定量指标
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.recognise import IndicatorRow
from mingzhang.language.text.quantities import far_beyond, sole
from mingzhang.rules.shared.outturn import watched

RULE = Judgement(
    "P-12", Severity.INFO, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)
_FAR = 150  # per cent; local rules say 110 to 200


def check(document: Document) -> Iterator[Finding]:
    """One finding for the document."""
    rows = [(form, row) for form in document.evaluations for row in form.indicators if row.concerned]
    limit = Fraction(document.notation.settings.over_completion, 100)
    counted = [(form, row, far) for form, row in rows if (far := _far(row, limit)) is not None]
    figures = tuple(chain(*(watched(row, lambda other: bool(_far(other, limit))) for _, row, _ in counted)))
    far_rows = [(form, row) for form, row, far in counted if far]
    if far_rows:
        items = "；".join(f"{form.table}“{row.row}”{row.aim}，完成{row.got}" for form, row in far_rows)
        yield fails(
            f"完成值超过指标值一半以上而没有分析原因的有 {len(far_rows)} 行：{items}",
            *(row.actual.place for _, row in far_rows),
            expected="在偏差原因栏说明",
            compared=figures,
        )
    elif counted:
        yield holds(counted[0][1].actual.place, compared=figures)
    elif rows:
        yield undecided("各自评表没有可以比较的定量指标", rows[0][0].name.place)


def _far(row: IndicatorRow, limit: Fraction) -> bool | None:
    """Whether a row is far beyond its target without a word about it; ``None`` if incomparable."""
    aim, got = sole(row.aim), sole(row.got)
    beyond = None if aim is None or got is None or row.cost else far_beyond(aim, got, limit)
    return beyond and row.reason.blank and not row.reason.absent
