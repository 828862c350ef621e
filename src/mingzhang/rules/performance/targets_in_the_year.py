"""绩效目标的完成时限不早于预算年度

为什么：本年度的钱办本年度的事；时限还是往年的日期，是上年的目标表没有改。
怎么改：核对项目的实施进度，改为本年度的时限；跨年项目写明起止时间。

>>> def form(by): return grid(("项目名称", "设备更新"), ("二级指标", "三级指标", "指标值"), ("数量指标", "更新设备", "3台"),
...     ("时效指标", "完成时间", by))
>>> print(*rule.check(text(form("2024年12月底前"), kind="budget", year=2025)))
P-62 不成立：绩效目标“完成时间”的时限“2024年12月底前”早于 2025 年度
>>> print(*rule.check(text(form("2025年12月底前"), kind="budget", year=2025)))
P-62 成立：绩效目标的时限与年度相符
>>> print(*rule.check(text(form("2025年12月底前"), kind="budget", year=None)))
P-62 无法判断：不知道是哪一年度的预算，不能核对绩效目标的时限
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.target_form import Target, target_forms
from mingzhang.language.text.quantities import moments, periods

RULE = Judgement("P-62", Severity.WARNING, ("A",), kinds=("budget",))


def check(document: Examined) -> Iterator[Finding]:
    """Every dated target against the year; a period may begin before it."""
    forms = target_forms(list(document.report.tables()))
    dated = [target for form in forms for target in form.targets if _years(target)]
    if not dated:
        return
    if document.year is None:
        yield undecided("不知道是哪一年度的预算，不能核对绩效目标的时限", dated[0].place)
        return
    late = [target for target in dated if max(_years(target)) < document.year]
    for target in late:
        words = f"绩效目标“{target.name}”的时限“{target.value}”早于 {document.year} 年度"
        right = target.value.replace(str(max(_years(target))), str(document.year))
        yield fails(words, target.place, printed=target.value, expected=right)
    if not late:
        yield holds(message="绩效目标的时限与年度相符")


def _years(target: Target) -> list[int]:
    """The years that the value of a target of time states, none of other targets."""
    if not target.kind.startswith("时效"):
        return []
    last = [last.year for _, last in periods(target.value)]
    return last or [moment.year for moment in moments(target.value) if moment.year]
