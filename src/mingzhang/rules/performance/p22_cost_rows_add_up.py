"""成本分项相加等于预算数和执行数

为什么：成本指标逐项列出项目支出时，目标相加是全年预算数，实际相加是全年执行数。
怎么改：核对各分项；有未列入的支出，补一行。

>>> rows = ["成本指标|设备|30万元|28万元|45|45", "成本指标|服务|20万元|22万元|45|45"]
>>> print(*rule.check(form(rows=rows)))
P-22 成立：
>>> rows = ["成本指标|设备|30万元|28万元|45|45", "成本指标|服务|20万元|25万元|45|45"]
>>> print(*rule.check(form(rows=rows)))
P-22 不成立：自评表1“安全检查”成本分项实际相加 28+25=53.00万元，“全年执行数”印为 50.00，差 3.00万元
>>> rows = ["成本指标|设备|≤5万元|3万元|45|45", "成本指标|服务|≤20万元|15万元|45|45"]
>>> print(*rule.check(form(rows=rows)))
P-22 无法判断：自评表1“安全检查”的成本指标可能没有列全，不能与预算数、执行数核对
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.coverage import shaken
from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import Number, zero
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided
from mingzhang.language.evaluation.grid import FormEntry
from mingzhang.language.evaluation.recognise import SelfEvaluation
from mingzhang.language.evaluation.self_evaluation import BUDGET, OUTTURN

RULE = Judgement(
    "P-22", Severity.WARNING, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each form that lists its cost in several rows of money."""
    for form in document.evaluations:
        rows = [row for row in form.indicators if row.cost and row.concerned]
        aims, spent = _sum([row.target for row in rows]), _sum([row.actual for row in rows])
        budget, outturn = form.budget, form.outturn
        if len(rows) > 1 and aims and spent and form.money and budget and outturn:
            yield _judge(form, aims - budget, spent - outturn, aims, spent)


def _sum(cells: list[FormEntry]) -> Number | None:
    """The sum of amounts; ``None`` unless every cell is a plain amount of money with its unit."""
    total = zero()
    for cell in cells:
        number = FormEntry(cell.plain.removeprefix("≤").removeprefix("不超过"), cell.place).number
        if number is None or number.unit != "元":
            return None
        total = total + number
    return total


def _judge(form: SelfEvaluation, planned: Number, done: Number, aims: Number, spent: Number) -> Finding:
    """The sums of the cost rows in 元; ``planned`` and ``done`` are what they exceed budget and outturn by."""
    plan_fits, done_fits = abs(planned.value) <= planned.slack, abs(done.value) <= done.slack
    places = [figure.place for figure in (*aims.sources, *spent.sources)]
    if not plan_fits and not done_fits:
        return undecided(f"{form.table}的成本指标可能没有列全，不能与预算数、执行数核对", *places)
    name, total, gap = ("预算", aims, planned) if not plan_fits else ("实际", spent, done)
    against = form.fund(BUDGET if name == "预算" else OUTTURN)
    terms = "+".join(figure.text for figure in total.sources)
    message = (
        f"{form.table}成本分项{name}相加 {terms}={form.amount(total.value)}，"
        f"“{against.place.column}”印为 {against.text}，差 {form.amount(abs(gap.value))}"
    )
    how = {"printed": against.text, "expected": form.amount(total.value)}
    if plan_fits and done_fits:
        if gap.value:
            return rounding(message, against.place, *places, **how)
        return holds(*places, compared=(*shaken(planned), *shaken(done)))
    return fails(message, against.place, *places, **how)
