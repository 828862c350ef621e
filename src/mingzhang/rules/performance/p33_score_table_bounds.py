"""评分表各行得分不超过分值

为什么：得分在 0 与该行分值之间。
怎么改：改正得分或分值，并重算合计。

>>> print(*rule.check(score_table()))
P-33 成立：
>>> print(*rule.check(score_table(["决策（40）/依据|40|45|充分", "绩效（60）/产出|60|47|个别未完成"])))
P-33 不成立：评分表1“绩效评价评分表”“依据”分值 40，得分 45，得分应在 0 与分值之间
>>> print(*rule.check(score_table(["决策（40）/依据|40|优|充分"])))
P-33 无法判断：评分表1“绩效评价评分表”有分值或得分没有读到的行
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.recognise import ScoredRow

RULE = Judgement(
    "P-33", Severity.ERROR, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each row out of bounds, otherwise one for the table."""
    for table in document.score_tables:
        wrong = [leaf for leaf in table.leaves if _beyond(leaf)]
        for leaf in wrong:
            yield fails(
                f"{table.table}“{leaf.name}”分值 {leaf.full.text}，得分 {leaf.score.text}，得分应在 0 与分值之间",
                leaf.score.place,
                leaf.full.place,
                expected=f"不超过 {leaf.full.text}",
            )
        if any(leaf.full.figure is None or leaf.score.figure is None for leaf in table.leaves):
            yield undecided(f"{table.table}有分值或得分没有读到的行", table.total_score.place)
        elif not wrong:
            yield holds(table.total_score.place)


def _beyond(leaf: ScoredRow) -> bool:
    full, score = leaf.full.figure, leaf.score.figure
    return full is not None and score is not None and not 0 <= score.value <= full.value
