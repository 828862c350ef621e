"""反向指标（不超过型）按上限判断

为什么：成本、时长一类指标不超过上限即为达标；超过上限还得满分，或没有超过却扣分又不说原因，都不合评分办法。
怎么改：按完成值与上限改正得分，或写明原因。

>>> print(*rule.check(form(rows=["成本指标|购置成本|≤50万元|48万元|90|90"])))
P-13 成立：
>>> print(*rule.check(form(rows=["成本指标|购置成本|≤50万元|52万元|90|90"])))
P-13 不成立：自评表1“安全检查”“成本指标 购置成本”上限 ≤50万元，完成值 52万元，得 90/90 分：超过上限仍得满分
>>> print(*rule.check(form(rows=["成本指标|购置成本|≤50万元|符合规定|90|90"])))
P-13 无法判断：自评表1“安全检查”“成本指标 购置成本”的完成值或得分不能与上限比较
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.recognise import IndicatorRow, SelfEvaluation
from mingzhang.language.text.quantities import AT_MOST, BELOW, sole
from mingzhang.rules.shared.outturn import watched

RULE = Judgement(
    "P-13", Severity.WARNING, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each row whose target is an upper limit."""
    for form in document.evaluations:
        for row in form.indicators:
            aim = sole(row.aim)
            if row.concerned and aim is not None and aim.relation in (AT_MOST, BELOW):
                yield _judge(form, row)


def _within(row: IndicatorRow) -> bool | None:
    aim, got = sole(row.aim), sole(row.got)
    return aim.reached_by(got) if aim is not None and got is not None and aim.unit else None


def _unfit(row: IndicatorRow) -> bool:
    """Whether the marks of a row do not fit its outturn."""
    within = _within(row)
    return row.earned_all if within is False else bool(within and row.lost and row.reason.blank)


def _judge(form: SelfEvaluation, row: IndicatorRow) -> Finding:
    """Whether a row beyond its limit earned full marks, or one within it lost some without a reason."""
    within = _within(row)
    if within is None or row.full.figure is None or row.score.figure is None:
        return undecided(f"{form.table}“{row.row}”的完成值或得分不能与上限比较", row.actual.place)
    what = f"{form.table}“{row.row}”上限 {row.aim}，完成值 {row.got}，得 {row.score.text}/{row.full.text} 分"
    if not within and row.earned_all:
        return fails(
            f"{what}：超过上限仍得满分",
            row.score.place,
            row.actual.place,
            printed=row.score.text,
            expected=f"低于 {row.full.text}",
        )
    if within and row.lost and row.reason.blank:
        return fails(
            f"{what}：没有超过上限却扣分，也没有说明原因",
            row.score.place,
            row.actual.place,
            printed=row.score.text,
            expected=row.full.text,
        )
    return holds(row.score.place, compared=watched(row, _unfit))
