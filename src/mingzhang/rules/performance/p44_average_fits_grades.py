"""平均得分与等级个数相容

为什么：每个等级有分数段，平均得分必须落在各等级个数允许的范围内，例如全部为优则平均不低于 90 分。
怎么改：核对平均得分和等级个数。

>>> text = "绩效自评的项目2个，平均得分{}分，优的项目2个，良的项目0个，合格的项目0个，不合格的项目0个。"
>>> print(*rule.check(narrative(text.format(95))))
P-44 成立：
>>> print(*rule.check(narrative(text.format(85))))
P-44 不成立：优 2 个、良 0 个、中 0 个、差 0 个，平均得分应在 90—100 分之间，印为 85 分
>>> print(*rule.check(narrative("绩效自评的项目3个，平均得分95分，优的项目2个。")))
P-44 无法判断：等级个数与自评项目数不符，不能核对平均得分
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.performance_summary import BANDS, PerformanceSummary
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.grid import marks

RULE = Judgement(
    "P-44", Severity.WARNING, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Examined) -> Iterator[Finding]:
    """One finding for each paragraph that states an average and counts grades."""
    for summary in document.summaries:
        if summary.grades() and "平均得分" in summary.figures and "自评项目数" in summary.figures:
            yield _judge(summary)


def _judge(summary: PerformanceSummary) -> Finding:
    """The average score against the lowest and the highest that the counts by grade allow."""
    average, count, grades = summary.figures["平均得分"], summary.figures["自评项目数"], summary.grades()
    added = sum((figure.value for figure in grades.values()), count.value * 0)
    if added != count.value or not added or average.value > 100:
        return undecided("等级个数与自评项目数不符，不能核对平均得分", average.place)
    low = sum(figure.value * BANDS[name][0] for name, figure in grades.items()) / added
    high = sum(figure.value * BANDS[name][1] for name, figure in grades.items()) / added
    if low - average.half <= average.value <= high + average.half:
        return holds(average.place)
    terms = "、".join(f"{name} {figure.text} 个" for name, figure in grades.items())
    return fails(
        f"{terms}，平均得分应在 {marks(low)}—{marks(high)} 分之间，印为 {average.text} 分",
        average.place,
        *(figure.place for figure in grades.values()),
        printed=average.text,
        expected=f"{marks(low)}—{marks(high)}",
    )
