"""评价结论的等级与同句的分数相符

为什么：优 90—100 分、良 80—90 分、中（合格）60—80 分、差（不合格）60 分以下。
怎么改：按分数改正等级，或改正分数。

>>> print(*rule.check(narrative("综合得分92.5分，评价等级为“优”。")))
P-50 成立：
>>> print(*rule.check(narrative("综合得分88.5分，评价等级为“优”。")))
P-50 不成立：得分 88.5 分，等级写“优”（90—100 分），应为“良”
>>> print(*rule.check(narrative("综合得分188.5分，评价等级为“优”。")))
P-50 无法判断：得分 188.5 超过 100，满分不明
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.performance_summary import BANDS, Graded, graded
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement(
    "P-50", Severity.WARNING, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each sentence with a score and a grade."""
    for said in graded(document):
        yield _judge(said)


def _judge(said: Graded) -> Finding:
    """The grade beside a score against the grade of the band the score falls in."""
    score = said.score.value
    if score > 100:
        return undecided(f"得分 {said.score.text} 超过 100，满分不明", said.score.place)
    right = next(grade for grade, (low, _) in BANDS.items() if score >= low)
    if right == said.grade:
        return holds(said.score.place)
    if said.grade == "良" and 75 <= score < 80:
        return undecided(f"得分 {said.score.text}，等级“良”，有的地方 75 分起为良", said.score.place)
    low, high = BANDS[said.grade]
    return fails(
        f"得分 {said.score.text} 分，等级写“{said.printed}”（{low}—{high} 分），应为“{right}”",
        said.score.place,
        printed=said.printed,
        expected=right,
    )
