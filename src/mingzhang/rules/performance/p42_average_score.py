"""平均得分等于各自评表总分的平均

为什么：全部项目都附了自评表时，平均得分可以重算。
怎么改：按各表总分重算平均得分。

>>> two = together(form("甲", total=("100", "98")), form("乙", total=("100", "96")))
>>> print(*rule.check(together(narrative("绩效自评的项目2个，平均得分97分。"), two)))
P-42 成立：
>>> print(*rule.check(together(narrative("绩效自评的项目2个，平均得分99分。"), two)))
P-42 不成立：2 张自评表总分平均 97，正文写 99
>>> print(*rule.check(together(narrative("绩效自评的项目3个，平均得分97分。"), two)))
P-42 无法判断：自评项目 3 个，没有全部附表，不能核对平均得分 97
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import Printed, decimals_of, rounded, truncated
from mingzhang.language.document.document import Document
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided
from mingzhang.language.evaluation.grid import figures_sum, marks

RULE = Judgement(
    "P-42", Severity.ERROR, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Examined) -> Iterator[Finding]:
    """One finding for each stated average where forms are attached."""
    for summary in document.summaries:
        average, count = summary.figures.get("平均得分"), summary.figures.get("自评项目数")
        if average is not None and count is not None and document.evaluations:
            yield _judge(document, average, count)


def _judge(document: Document, average: Printed, count: Printed) -> Finding:
    """The stated average against the mean of the total scores; undecided unless all forms are attached."""
    totals = [form.total_score for form in document.evaluations if not form.whole]
    added = figures_sum(totals)
    if len(totals) != count.value or added is None or any(item.figure is None for item in totals):
        return undecided(
            f"自评项目 {count.text} 个，没有全部附表，不能核对平均得分 {average.text}", average.place
        )
    mean, decimals = added.value / len(totals), decimals_of(average)
    text = f"{len(totals)} 张自评表总分平均 {marks(mean)}，正文写 {average.text}"
    how = {"printed": average.text, "expected": marks(rounded(mean, max(2, decimals)))}
    if average.value == rounded(mean, decimals):
        return holds(average.place, compared=(average,))
    if average.value == truncated(mean, decimals):
        return rounding(text + "，小数是截去而不是四舍五入", average.place, **how)
    return fails(text, average.place, *(item.place for item in totals), **how)
