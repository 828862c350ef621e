"""项目经费说明的金额与绩效目标表一致，成本指标不大于预算

为什么：同一个项目本年要用的钱写了两次；不一致，读者不知道批复的是哪一个。
怎么改：对照批复改正写错的一处；表里的总额是跨年累计的，与“年度资金申请总额”比。

>>> money = ("项目名称", "设备更新"), ("年度资金总额（万元）", "9.00")
>>> def form(cost): return grid(*money, ("二级指标", "三级指标", "指标值"), ("成本指标", "项目总成本", cost))
>>> note = "设备更新项目经费情况说明", "一、立项依据", "区政府批复。", "二、实施主体", "某局。", "三、年度预算安排"
>>> def plan(told, cost="≤9万元"): return text(*note, f"2026年预算安排{told}万元。", "绩效目标表", form(cost),
...     kind="budget", year=2026)
>>> print(*rule.check(plan("8.00")))
B-70 不成立：项目“设备更新”的说明写本年安排 8.00万元，绩效目标表写 9.00万元
>>> print(*rule.check(plan("9.00", "≤19万元")))
B-70 不成立：项目“设备更新”的“项目总成本”写“≤19万元”，大于项目资金 9.00万元
>>> print(*rule.check(plan("9.00")))
B-70 成立：项目说明、绩效目标表的金额一致
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import number_of, printed
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.target_form import TargetForm, target_forms
from mingzhang.language.identity.formula import compare
from mingzhang.rules.shared.coded_rows import said
from mingzhang.rules.shared.project_money import this_year
from mingzhang.rules.shared.project_notes import project_notes

RULE = Judgement("B-70", Severity.ERROR, ("A", "L6"), kinds=("budget",))

_COST = re.compile("总成本|项目成本|成本(?:控制|总额|不超)|预算(?:控制|总额|执行)?(?:数|额|金额)|资金总额")
_AMOUNT = re.compile(r"(?P<amount>\d[\d,]*(?:\.\d+)?)(?P<unit>万?元)?")


def check(document: Examined) -> Iterator[Finding]:
    """Each form against the description of the same name, and its cost targets against its money."""
    forms = [f for f in target_forms(list(document.report.tables())) if f.asked is not None and f.project]
    if not forms:
        yield undecided("没有写明资金的绩效目标表")
        return
    faults = [*_described(document, forms), *(fault for form in forms for fault in _costs(form))]
    yield from faults or [holds(message="项目说明、绩效目标表的金额一致")]


def _described(document: Examined, forms: list[TargetForm]) -> Iterator[Finding]:
    """The amount of the year in a description against the form of the project it names."""
    for note in project_notes(document.passages):
        part = note.get("安排")
        named = [f for f in forms if part and f.project in _title(document, part.head.block)]
        figure = this_year(part, document.year) if part and len(named) == 1 else None
        asked = named[0].asked if figure is not None else None
        if figure is None or asked is None:
            continue
        gap = number_of(figure) - number_of(asked)
        if compare(gap) is Verdict.FAILS:
            words = f"项目“{named[0].project}”的说明写本年安排 {said(figure)}，绩效目标表写 {said(asked)}"
            yield fails(words, figure.place, asked.place, expected=said(asked), gap=gap)


def _title(document: Examined, block: int) -> str:
    """The last line above a block that names a project's description."""
    return next((p.text for p in reversed(document.passages) if p.block < block and "项目经费" in p.text), "")


def _costs(form: TargetForm) -> Iterator[Finding]:
    for target in form.targets:
        match = _AMOUNT.search(target.value) if _COST.search(target.name) else None
        unit, limit = (match["unit"] or target.unit if match else ""), form.money.get("总额", form.asked)
        if match is None or limit is None or unit not in ("万元", "元") or re.search("[>≥]", target.value):
            continue
        over = number_of(printed(match["amount"], unit, target.place)) - number_of(limit)
        if over.value > over.slack:
            words = f"项目“{form.project}”的“{target.name}”写“{target.value}”，大于项目资金 {said(limit)}"
            yield fails(words, target.place, limit.place, severity=Severity.WARNING)
