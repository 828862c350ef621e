"""自评项目数不超过跟踪项目数，跟踪不超过编报目标项目数

为什么：先编报绩效目标，再跟踪，再自评；后一步的项目都在前一步之内。
怎么改：核对各环节项目数；口径不同的写明原因。

>>> text = "编报绩效目标的项目{}个，涉及预算金额60万元；绩效跟踪的项目4个，涉及预算金额60万元；绩效自评的项目4个。"
>>> print(*rule.check(narrative(text.format(4))))
P-46 成立：
>>> print(*rule.check(narrative(text.format(3))))
P-46 不成立：绩效跟踪的项目 4 个，多于编报绩效目标的项目 3 个
>>> print(*rule.check(narrative("绩效自评的项目4个。")))
P-46 无法判断：只写了绩效自评的项目数
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mingzhang.facts.coverage import step
from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.performance_summary import PerformanceSummary
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement(
    "P-46", Severity.INFO, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)
_STAGES = ("目标项目数", "跟踪项目数", "自评项目数")
_NAMES = dict(zip(_STAGES, ("编报绩效目标", "绩效跟踪", "绩效自评"), strict=True))


def check(document: Examined) -> Iterator[Finding]:
    """One finding for each paragraph that counts the projects of several stages."""
    for summary in document.summaries:
        if any(stage in summary.figures for stage in _STAGES):
            yield _judge(summary)


def _judge(summary: PerformanceSummary) -> Finding:
    """The counts of projects by stage, none of which may exceed that of the stage before."""
    known = [(stage, summary.figures[stage]) for stage in _STAGES if stage in summary.figures]
    if len(known) < 2:
        return undecided(f"只写了{_NAMES[known[0][0]]}的项目数", known[0][1].place)
    for (first, before), (second, after) in pairwise(known):
        if after.value > before.value:
            return fails(
                f"{_NAMES[second]}的项目 {after.text} 个，多于{_NAMES[first]}的项目 {before.text} 个",
                after.place,
                before.place,
                printed=after.text,
                expected=f"不超过 {before.text}",
            )
    firm = (
        after for (_, before), (_, after) in pairwise(known) if after.value + step(after.text) > before.value
    )
    return holds(known[-1][1].place, compared=tuple(firm))
