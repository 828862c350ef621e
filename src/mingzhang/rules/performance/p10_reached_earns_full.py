"""定量指标达到目标的得满分

为什么：办法规定完成指标值的记该指标所赋全部分值；达标而扣分又不说原因，得分没有依据。
怎么改：改为满分，或写明扣分原因。

>>> print(*rule.check(form(rows=["数量指标|检查次数|≥12次|15次|90|90"])))
P-10 成立：
>>> print(*rule.check(form(rows=["数量指标|检查次数|≥12次|15次|90|80"])))
P-10 不成立：自评表1“安全检查”“数量指标 检查次数”指标值 ≥12次，完成值 15次，已达到，却只得 80/90 分且没有说明原因
>>> print(*rule.check(form(rows=["数量指标|检查次数|≥12次|按计划完成|90|80"])))
P-10 无法判断：自评表1“安全检查”“数量指标 检查次数”的完成值或得分不能与指标值比较
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.recognise import IndicatorRow, SelfEvaluation
from mingzhang.language.text.quantities import sole

RULE = Judgement(
    "P-10", Severity.WARNING, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each row with a target that states its direction."""
    for form in document.evaluations:
        for row in form.indicators:
            aim = sole(row.aim)
            if row.concerned and not row.cost and aim is not None and not aim.bare:
                yield _judge(form, row)


def _judge(form: SelfEvaluation, row: IndicatorRow) -> Finding:
    """Whether a row that reached its target lost marks without a reason."""
    aim, got = sole(row.aim), sole(row.got)
    reached = aim.reached_by(got) if aim is not None and got is not None and aim.unit else None
    if reached is None or row.score.figure is None or row.full.figure is None:
        return undecided(f"{form.table}“{row.row}”的完成值或得分不能与指标值比较", row.actual.place)
    if not (reached and row.lost and row.reason.blank):
        return holds(row.score.place)
    return fails(
        f"{form.table}“{row.row}”指标值 {row.aim}，完成值 {row.got}，已达到，"
        f"却只得 {row.score.text}/{row.full.text} 分且没有说明原因",
        row.score.place,
        row.actual.place,
        printed=row.score.text,
        expected=row.full.text,
    )
