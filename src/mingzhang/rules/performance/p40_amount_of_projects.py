"""涉及金额等于各项目金额之和

为什么：正文写的评价项目金额应等于各自评表（和评价报告）的执行数或预算数之和。
怎么改：核对各表金额，改正合计数。

>>> print(*rule.check(together(narrative("绩效自评的项目1个，涉及金额50.00万元。"), form())))
P-40 成立：
>>> print(*rule.check(together(narrative("绩效自评的项目1个，涉及金额55.00万元。"), form())))
P-40 不成立：各项目相加 50.00=50.000万元，正文写 55.00万元
>>> print(*rule.check(together(narrative("绩效自评的项目2个，涉及金额55.00万元。"), form())))
P-40 无法判断：正文写 2 个项目，没有全部附表，不能核对金额 55.00万元
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import Number, Printed, decimals_of, number_of, rounded, shown, truncated, zero
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.performance_summary import report_outturn, stated_amount, stated_projects
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided

RULE = Judgement(
    "P-40", Severity.ERROR, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Examined) -> Iterator[Finding]:
    """One finding where the narrative states the amount and forms are attached."""
    stated, count = stated_amount(document.summaries), stated_projects(document.summaries)
    forms = [form for form in document.evaluations if not form.whole]
    if stated is None or count is None or not forms:
        return
    spent, planned = [form.outturn for form in forms], [form.budget for form in forms]
    extra: list[Number] = []
    if len(forms) < count.value == len(forms) + len(document.score_tables) == len(forms) + 1:
        outturn = report_outturn(document)
        extra = [outturn] if outturn is not None else []
    if len(forms) + len(extra) != count.value or not all(form.money for form in forms):
        yield undecided(
            f"正文写 {count.text} 个项目，没有全部附表，不能核对金额 {stated.text}{stated.shown}",
            stated.place,
        )
        return
    sums = [total for parts in (spent, planned) if (total := _sum([*parts, *extra])) is not None]
    yield _judge(stated, sums)


def _sum(parts: list[Number | None]) -> Number | None:
    total = zero()
    for part in parts:
        if part is None or part.unit != "元":
            return None
        total = total + part
    return total


def _judge(stated: Printed, sums: list[Number]) -> Finding:
    """The stated amount against the sums of the forms, any of which will do, at its printed precision."""
    if not sums:
        return undecided("各自评表的金额没有读全", stated.place)
    scale, decimals = stated.half * 2 * 10 ** decimals_of(stated), decimals_of(stated)
    for total in sums:
        if rounded(total.value / scale, decimals) * scale == stated.value:
            return holds(stated.place, compared=(stated, *total.sources) if len(sums) == 1 else (stated,))
    total = min(sums, key=lambda number: abs(number.value - stated.value))
    expected = shown(total.value, stated.shown, decimals)
    terms = "+".join(figure.text for figure in total.sources)
    text = f"各项目相加 {terms}={shown(total.value, stated.shown, decimals + 1)}，正文写 {stated.text}{stated.shown}"
    how = {"printed": f"{stated.text}{stated.shown}", "expected": expected}
    if truncated(total.value / scale, decimals) * scale == stated.value:
        return rounding(text + "，小数是截去而不是四舍五入", stated.place, **how)
    gap = total - number_of(stated)
    if abs(gap.value) <= gap.slack:
        return rounding(text, stated.place, **how)
    return fails(text, stated.place, *(figure.place for figure in total.sources), **how)
