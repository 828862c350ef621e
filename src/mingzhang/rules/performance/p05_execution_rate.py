"""执行率等于全年执行数除以全年预算数

为什么：执行率决定执行率得分；分母应为全年预算数。
怎么改：按执行数与预算数重算执行率；若执行率是对的，核对两个金额。

>>> print(*rule.check(form(funds=("8.00", "8.00", "6.00"), rate=("10", "75%", "7.5"))))
P-05 成立：
>>> print(*rule.check(form(funds=("8.00", "8.00", "6.00"), rate=("10", "57%", "7.5"))))
P-05 不成立：自评表1“安全检查”执行率：6.00÷8.00=75%，印为 57%
>>> print(*rule.check(form(funds=("8.00", "8.00", "5.50"), rate=("10", "68.7%", "6.9"))))
P-05 尾差：自评表1“安全检查”执行率：5.50÷8.00=68.8%，印为 68.7%，在金额小数取舍的范围内
>>> print(*rule.check(form(funds=("8.00", "8.00", ""), rate=("10", "75%", "7.5"))))
P-05 无法判断：自评表1“安全检查”的执行率、预算数或执行数没有读到，或预算为零
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mingzhang.facts.coverage import shaken
from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import Number, decimals_of, exact, number_of, rounded, shown, truncated
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided
from mingzhang.language.evaluation.recognise import SelfEvaluation
from mingzhang.language.evaluation.self_evaluation import BUDGET, ORIGINAL, OUTTURN

RULE = Judgement(
    "P-05", Severity.ERROR, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each form that has an execution rate."""
    for form in document.evaluations:
        if not form.rate.absent:
            yield _judge(form)


def _judge(form: SelfEvaluation) -> Finding:
    """The printed rate against outturn ÷ budget; a rate printed as a fraction (0.97) is read as percent."""
    rate, budget, outturn = form.rate.figure, form.budget, form.outturn
    if rate is None or budget is None or outturn is None or abs(budget.value) <= budget.slack:
        return undecided(f"{form.table}的执行率、预算数或执行数没有读到，或预算为零", form.name.place)
    wanted, decimals = outturn.percent_of(budget), decimals_of(rate)
    printed = number_of(rate)
    if not rate.text.startswith("-") and rate.value <= 2 and "%" not in form.rate.text and wanted.value > 2:
        printed, decimals = printed.times(100), max(0, decimals - 2)
    places = [form.rate.place, form.fund(OUTTURN).place, form.fund(BUDGET).place]
    expected = shown(wanted.value, "%", decimals)
    division = f"{form.fund(OUTTURN).text}÷{form.fund(BUDGET).text}={expected}"
    message = f"{form.table}执行率：{division}，印为 {form.rate.text}"
    how: dict[str, Any] = {"printed": form.rate.text, "expected": expected}
    compared = tuple(shaken(wanted - printed.times(1, "%")))
    if rounded(wanted.value, decimals) == printed.value:
        return holds(*places, compared=compared)
    if abs(wanted.value - printed.value) <= wanted.slack + printed.slack:
        return rounding(message + "，在金额小数取舍的范围内", *places, **how, compared=compared)
    if truncated(wanted.value, decimals) == printed.value:
        return rounding(message + "，小数是截去而不是四舍五入", *places, **how, compared=compared)
    return fails(message + _other_base(form, outturn, printed), *places, **how)


def _other_base(form: SelfEvaluation, outturn: Number, printed: Number) -> str:
    original = form.fund(ORIGINAL).number
    if original is None or abs(original.value) <= original.slack:
        return ""
    other = outturn.percent_of(original) - exact(printed.value, "%")
    return "（分母误用了年初预算数）" if abs(other.value) <= other.slack + printed.slack else ""
