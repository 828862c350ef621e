"""自评表得分合计等于总分

为什么：总分是执行率得分与各指标得分之和，评价等级由它决定。
怎么改：先核对各行得分，再按行相加改正“总分”。

>>> print(*rule.check(form()))
P-02 成立：
>>> print(*rule.check(form(total=("100", "105"))))
P-02 不成立：自评表1“安全检查”总分：10+20+20+10+30+10=100，印为 105，多 5 分
>>> print(*rule.check(form(total=("100", ""))))
P-02 无法判断：自评表1“安全检查”缺少总分或得分没有读全
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided
from mingzhang.language.evaluation.grid import FormEntry, added_up, figures_of, figures_sum, marks
from mingzhang.language.evaluation.recognise import SelfEvaluation

RULE = Judgement(
    "P-02", Severity.ERROR, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each form."""
    for form in document.evaluations:
        yield _judge(form)


def _judge(form: SelfEvaluation) -> Finding:
    """The total score of a form against the sum of its scores, the execution rate's included."""
    total, scores = form.total_score, form.scores()
    added = figures_sum(scores)
    if total.figure is None or added is None or not any(item.figure for item in scores):
        return undecided(f"{form.table}缺少总分或得分没有读全", form.name.place)
    if form.rate_counted_twice and form.rate_score.number is not None:
        added = added - form.rate_score.number
    gap = total.figure.value - added.value
    rate_open = form.rate_score.figure is None and not form.rate_score.absent
    if gap == 0:
        firm = not (form.unscored or rate_open or form.rate_counted_twice)
        return holds(total.place, compared=figures_of(total, *scores) if firm else ())
    if form.unscored or rate_open:
        return undecided(f"{form.table}有指标行或执行率没有得分，无法核对总分", total.place)
    if form.rate_score.absent and 0 < gap <= 10:
        return undecided(f"{form.table}没有印出执行率得分，总分可能包括它", total.place)
    message = (
        f"{form.table}总分：{added_up(scores)}={marks(added.value)}，印为 {total.text}，"
        f"{'多' if gap > 0 else '少'} {marks(abs(gap))} 分"
    )
    how = {"printed": total.text, "expected": marks(added.value)}
    if abs(gap) <= _hidden([total, *scores]):
        return rounding(message + "，可由小数取舍解释", total.place, **how)
    why = "总分＝执行率得分＋各指标得分"
    return fails(message, total.place, **how, explanation=why, compared=figures_of(total, *scores))


def _hidden(entries: list[FormEntry]) -> Fraction:
    """What rounding can explain: marks with decimals may hide more of them, and then so may the total."""
    broken = [
        item.figure for item in entries if item.figure is not None and item.figure.value.denominator > 1
    ]
    total = entries[0].figure
    if not broken or total is None:
        return Fraction(0)
    inside = sum((figure.half for figure in broken if figure is not total), Fraction(0))
    return inside + total.half
