"""发现问题数等于已整改与整改中之和

为什么：每个问题不是已经整改就是正在整改。
怎么改：核对问题台账，改正个数。

>>> print(*rule.check(narrative("绩效自评的项目4个，共发现问题5个，已经完成整改的3个，正在整改的2个。")))
P-45 成立：
>>> print(*rule.check(narrative("绩效自评的项目4个，共发现问题5个，已经完成整改的3个，正在整改的1个。")))
P-45 不成立：已整改 3 个加正在整改 1 个等于 4 个，发现问题印为 5 个
>>> print(*rule.check(narrative("绩效自评的项目4个，共发现问题5个，已经完成整改的3个。")))
P-45 无法判断：发现问题 5 个，没有写全已整改和正在整改的个数
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.performance_summary import PerformanceSummary
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement(
    "P-45", Severity.ERROR, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Examined) -> Iterator[Finding]:
    """One finding for each paragraph that counts problems."""
    for summary in document.summaries:
        if "问题数" in summary.figures:
            yield _judge(summary)


def _judge(summary: PerformanceSummary) -> Finding:
    """The problems found against those put right and those being put right."""
    found = summary.figures["问题数"]
    done, doing = summary.figures.get("已整改"), summary.figures.get("整改中")
    if done is None or doing is None:
        if done is not None and done.value == found.value:
            return holds(found.place, compared=(found, done))
        return undecided(f"发现问题 {found.text} 个，没有写全已整改和正在整改的个数", found.place)
    if found.value == done.value + doing.value:
        return holds(found.place, compared=(found, done, doing))
    return fails(
        f"已整改 {done.text} 个加正在整改 {doing.text} 个等于 {done.value + doing.value} 个，发现问题印为 {found.text} 个",
        found.place,
        done.place,
        doing.place,
        printed=found.text,
        expected=str(done.value + doing.value),
    )
