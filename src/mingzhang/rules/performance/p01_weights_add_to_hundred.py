"""自评表分值合计为 100

为什么：预算执行率分值与各指标分值相加必须等于 100，否则总分没有可比的满分。
怎么改：补上漏填的分值，或调整各指标权重，使其相加为 100，并重算得分。

>>> print(*rule.check(form()))
P-01 成立：
>>> print(*rule.check(form(rows=["数量指标|检查次数|≥12次|12次|50|50", "满意度指标|满意度|≥90%|95%|35|35"])))
P-01 不成立：自评表1“安全检查”分值合计：10+50+35=95，“总分”行却印为 100，与 100 相比缺 5 分权重
>>> print(*rule.check(form(rows=["数量指标|检查次数|≥12次|12次|见附件|50"])))
P-01 无法判断：自评表1“安全检查”的分值没有读全
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.grid import added_up, figures_of, figures_sum, marks
from mingzhang.language.evaluation.recognise import SelfEvaluation

RULE = Judgement(
    "P-01", Severity.ERROR, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each form."""
    for form in document.evaluations:
        yield _judge(form)


def _judge(form: SelfEvaluation) -> Finding:
    """The weights of a form, the execution rate's included, against 100 and the printed total."""
    total, weights = form.total_full, form.weights()
    added = figures_sum(weights)
    if added is None or not any(item.figure for item in weights):
        return undecided(f"{form.table}的分值没有读全", form.name.place)
    rate = form.rate_full.number
    if added.value in (1, 100) and (total.figure is None or total.figure.value == added.value):
        firm = not form.unweighted and total.figure is not None
        return holds(total.place, compared=figures_of(total, *weights) if firm else ())
    if form.unweighted or total.figure is None:
        return undecided(f"{form.table}有指标行没有分值，或没有“总分”行", form.name.place)
    if (rate is None and added.value == 90) or form.rate_counted_twice:
        return undecided(f"{form.table}的预算执行率分值是否计入 100 分，表上看不出来", total.place)
    gap = 100 - added.value
    if gap == 0:
        message = f"{form.table}各分值相加为 100，“总分”行分值却印为 {total.text}"
        how = {"printed": total.text, "expected": "100", "explanation": added_up(weights)}
        return fails(message, total.place, **how, compared=figures_of(total, *weights))
    printed = f"，“总分”行却印为 {total.text}" if total.figure.value != added.value else ""
    return fails(
        f"{form.table}分值合计：{added_up(weights)}={marks(added.value)}{printed}，"
        f"与 100 相比{'缺' if gap > 0 else '多'} {marks(abs(gap))} 分权重",
        total.place,
        *(item.place for item in weights if item.figure),
        printed=total.text,
        expected=marks(added.value),
        explanation=f"预算执行率分值与各指标分值之和应为 100，实为 {marks(added.value)}",
        compared=figures_of(total, *weights),
    )
