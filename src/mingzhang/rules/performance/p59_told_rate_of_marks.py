"""文字里的得分率等于得分除以满分

为什么：得分率是得分与满分之比；得分也不会超过满分。
怎么改：按得分和满分重算得分率，得分或满分写错的先改。

>>> print(*rule.check(narrative("项目管理满分30分，得28.1分，得分率93.67%。")))
P-59 成立：
>>> print(*rule.check(narrative("项目管理满分30分，得28.1分，得分率96.37%。")))
P-59 不成立：“项目管理”得分率：28.1÷30=93.67%，印为 96.37%
>>> print(*rule.check(narrative("产出指标分值30分，得分38.1分。")))
P-59 不成立：“产出”得 38.1 分，超过满分 30 分
>>> print(*rule.check(narrative("产出指标得分28.1分，得分率93.67%。")))
P-59 无法判断：“产出”没有写满分，无法复核得分率
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import Printed, decimals_of, rounded, shown, truncated
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.told_scores import WHOLE, ToldScore, told_scores
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided

RULE = Judgement(
    "P-59", Severity.ERROR, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each thing whose marks are told with what they are out of, or at which rate."""
    for told in told_scores(document):
        full, score = told.full, told.score
        if full is not None and score is not None and score.value > full.value:
            words = f"“{told.name}”得 {score.text} 分，超过满分 {full.text} 分"
            yield fails(words, score.place, full.place, printed=f"{score.text}分", expected=f"≤{full.text}分")
        elif told.rate is not None:
            yield _judge(told, told.rate)


def _judge(told: ToldScore, rate: Printed) -> Finding:
    """The printed rate against the marks beside it."""
    full, score = told.full, told.score
    if score is None or full is None or not full.value:
        lacking = "得分" if score is None else "满分"
        return undecided(f"“{told.name}”没有写{lacking}，无法复核得分率", rate.place)
    exact, decimals = 100 * score.value / full.value, decimals_of(rate)
    if rate.value == rounded(exact, decimals):
        return holds(rate.place, compared=(rate, score, full))
    name = "总" if told.name == WHOLE else f"“{told.name}”"
    right = shown(exact, "%", decimals)
    words = f"{name}得分率：{score.text}÷{full.text}={right}，印为 {rate.text}%"
    how = {"printed": f"{rate.text}%", "expected": right, "unit": "%"}
    if rate.value == truncated(exact, decimals):
        return rounding(words + "，小数是截去而不是四舍五入", rate.place, score.place, full.place, **how)
    return fails(words, rate.place, score.place, full.place, **how)
