"""扣分的指标要写偏差原因

为什么：得分低于分值的，“偏差原因分析及改进措施”栏必须填写，否则不知道问题在哪里、怎样改。
怎么改：逐行补写偏差原因和改进措施。

>>> print(*rule.check(form(rows=["数量指标|检查次数|≥12次|10次|90|75|人手不足，已增配"])))
P-15 成立：

>>> print(*rule.check(form(rows=["数量指标|检查次数|≥12次|10次|90|75"])))
P-15 不成立：自评表1“安全检查”偏差原因栏：扣分的 1 行没有填写“偏差原因分析及改进措施”：数量指标 检查次数 75/90

>>> print(*rule.check(form(rows=["数量指标|检查次数|≥12次|10次|90|良"])))
P-15 无法判断：自评表1“安全检查”的分值或得分没有读全
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.recognise import SelfEvaluation

RULE = Judgement(
    "P-15", Severity.INFO, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each form that has a column of reasons."""
    for form in document.evaluations:
        if any(not row.reason.absent for row in form.indicators):
            yield _judge(form)


def _judge(form: SelfEvaluation) -> Finding:
    """The rows of a form that lost marks without a reason, together in one finding."""
    silent = [row for row in form.indicators if row.lost and row.reason.blank]
    if not silent:
        if form.unscored or form.unweighted:
            return undecided(f"{form.table}的分值或得分没有读全", form.name.place)
        return holds(form.name.place)
    rows = "、".join(f"{row.row} {row.score.text}/{row.full.text}" for row in silent)
    return fails(
        f"{form.table}偏差原因栏：扣分的 {len(silent)} 行没有填写“{silent[0].reason.place.column}”：{rows}",
        *(row.reason.place for row in silent),
        printed="（空）",
        expected="填写偏差原因及改进措施",
    )
