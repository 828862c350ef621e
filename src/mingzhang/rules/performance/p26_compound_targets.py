"""一格里有几个数量目标的，逐项都要达到

为什么：复合目标要拆开比较，任何一项没有达到都不应得满分。
怎么改：核对没有达到的那一项；确未达到的扣分并写明原因。

>>> print(*rule.check(form(rows=["数量指标|报告|总报告1篇，分报告≥20份|总报告1篇，分报告21份|90|90"])))
P-26 成立：
>>> print(*rule.check(form(rows=["数量指标|报告|总报告1篇，分报告≥20份|总报告1篇，分报告12份|90|90"])))
P-26 不成立：自评表1“安全检查”“数量指标 报告”得满分 90，但有未达到的：目标“分报告≥20份”，完成“分报告12份”
>>> print(*rule.check(form(rows=["数量指标|报告|总报告1篇，分报告≥20份|均已提交|90|90"])))
P-26 无法判断：自评表1“安全检查”“数量指标 报告”的完成值没有可以逐项比较的数量
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.recognise import IndicatorRow, SelfEvaluation
from mingzhang.language.text.quantities import Quantity, quantities, subject

RULE = Judgement(
    "P-26", Severity.WARNING, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each row with full marks and several quantities in its target."""
    for form in document.evaluations:
        for row in form.indicators:
            aims = quantities(row.aim)
            if row.concerned and row.earned_all and not row.cost and len(aims) > 1:
                yield _judge(form, row, aims)


def _judge(form: SelfEvaluation, row: IndicatorRow, aims: list[Quantity]) -> Finding:
    """The quantities of a target that the outturn did not reach, compared with those of the same thing."""
    got = quantities(row.got)
    matched = [(aim, found[0]) for aim in aims if len(found := _same(aim, got, row, aims)) == 1]
    short = [(aim, done) for aim, done in matched if aim.reached_by(done) is False and done.low != aim.low]
    if short:
        what = "；".join(
            f"目标“{_shown(row.aim, aim)}”，完成“{_shown(row.got, done)}”" for aim, done in short
        )
        return fails(
            f"{form.table}“{row.row}”得满分 {row.score.text}，但有未达到的：{what}",
            row.actual.place,
            row.target.place,
            printed=_shown(row.got, short[0][1]),
            expected=_shown(row.aim, short[0][0]),
        )
    if not matched:
        return undecided(f"{form.table}“{row.row}”的完成值没有可以逐项比较的数量", row.actual.place)
    return holds(row.actual.place)


def _same(aim: Quantity, got: list[Quantity], row: IndicatorRow, aims: list[Quantity]) -> list[Quantity]:
    """The outturns that count the same thing: same unit, and the same word before or after them."""
    if not aim.unit or sum(subject(row.aim, other) == subject(row.aim, aim) for other in aims) > 1:
        return []
    return [done for done in got if done.unit == aim.unit and subject(row.got, done) == subject(row.aim, aim)]


def _shown(text: str, quantity: Quantity) -> str:
    return text[max(0, quantity.start - 4) : quantity.end + 4].strip("，。；、")
