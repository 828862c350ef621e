"""评价项目覆盖率等于评价项目数除以项目总数

为什么：覆盖率由两个个数算出。
怎么改：按项目数重算覆盖率，或改正个数。

>>> print(*rule.check(narrative("项目总数为20个，评价项目10个，占部门项目总数的50%。")))
P-39 成立：
>>> print(*rule.check(narrative("项目总数为20个，评价项目10个，占部门项目总数的100%。")))
P-39 不成立：10÷20=50%，印为 100%
>>> print(*rule.check(narrative("评价项目10个，占部门项目总数的50%。")))
P-39 无法判断：覆盖率 50%，但没有写项目总数
>>> print(*rule.check(narrative("评价项目3个，占部门项目总数的775.00%。")))
P-39 不成立：3 个占 775.00%：没有一个项目总数能算出这个比率
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import Printed, decimals_of, rounded, shown, truncated
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.performance_summary import PerformanceSummary
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided
from mingzhang.language.text.spelling import plain
from mingzhang.rules.shared.near_figures import likely_share, possible_share

RULE = Judgement(
    "P-39", Severity.ERROR, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Examined) -> Iterator[Finding]:
    """One finding for each paragraph that states a coverage of projects."""
    for summary in document.summaries:
        if "覆盖率" in summary.figures and (
            "评价项目数" in summary.figures or "自评项目数" in summary.figures
        ):
            yield _judge(summary)


def _judge(summary: PerformanceSummary) -> Finding:
    """The printed coverage in percent against evaluated ÷ all projects."""
    share, total = summary.figures["覆盖率"], summary.figures.get("项目总数")
    count = summary.figures.get("评价项目数") or summary.figures["自评项目数"]
    if total is None or not total.value:
        if _of_each_other(summary, count, share) and not possible_share(count, share):
            words = f"{count.text} 个占 {share.text}%：没有一个项目总数能算出这个比率"
            right = likely_share(count, share)
            return fails(words, share.place, count.place, printed=f"{share.text}%", expected=right)
        return undecided(f"覆盖率 {share.text}%，但没有写项目总数", share.place)
    exact, decimals = 100 * count.value / total.value, decimals_of(share)
    text = f"{count.text}÷{total.text}={shown(exact, '%', decimals)}，印为 {share.text}%"
    how = {"printed": f"{share.text}%", "expected": shown(exact, "%", decimals)}
    if share.value == rounded(exact, decimals):
        return holds(share.place)
    if share.value == truncated(exact, decimals):
        return rounding(text + "，小数是截去而不是四舍五入", share.place, count.place, **how)
    return fails(text, share.place, count.place, total.place, **how)


def _of_each_other(summary: PerformanceSummary, count: Printed, share: Printed) -> bool:
    """Whether the share follows the count with no other figure between them."""
    beside = rf"(?<!\d){re.escape(count.text)}个\D*{re.escape(share.text)}%"
    return bool(count.value and share.value and re.search(beside, plain(summary.paragraph.text)))
