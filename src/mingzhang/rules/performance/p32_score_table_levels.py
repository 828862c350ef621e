"""评分表上级指标括注的分值等于下级之和

为什么：“项目决策（15）”括注的是该级满分，应等于其下各行分值相加。
怎么改：改正括注，或改正下级分值。

>>> rows = ["决策（40）/依据|30|30|充分", "决策（40）/程序|10|10|规范", "绩效（60）/产出|60|52|个别未完成"]
>>> print(*rule.check(score_table([rows[0], "/程序|10|10|规范", rows[2]])))
P-32 成立： P-32 成立：
>>> print(*rule.check(score_table([rows[0], "/程序|15|15|规范", rows[2]])))
P-32 不成立：评分表1“绩效评价评分表”“决策（40）”括注 40 分，下级分值相加 30+15=45 P-32 成立：
>>> print(*rule.check(score_table([rows[0], "/程序|见附件|10|规范", rows[2]])))
P-32 无法判断：评分表1“绩效评价评分表”“决策（40）”下级的分值没有读全 P-32 成立：
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.grid import added_up, figures_sum, marks
from mingzhang.language.evaluation.recognise import ScoreTable
from mingzhang.language.evaluation.score_table import StatedLevel, unique

RULE = Judgement(
    "P-32", Severity.ERROR, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each level that states its full marks in brackets."""
    for table in document.score_tables:
        for group in table.groups():
            yield _judge(table, group)


def _judge(table: ScoreTable, group: StatedLevel) -> Finding:
    """The full marks a level states in brackets against the weights of the rows below it."""
    weights = unique([leaf.full for leaf in group.leaves])
    added = figures_sum(weights)
    place = group.head.place.naming(column=group.head.place.column or "上级指标")
    if added is None or any(leaf.full.blank for leaf in group.leaves):
        return undecided(f"{table.table}“{group.head.plain}”下级的分值没有读全", place)
    if added.value == Fraction(group.declared):
        return holds(place)
    return fails(
        f"{table.table}“{group.head.plain}”括注 {group.declared} 分，下级分值相加 "
        f"{added_up(weights)}={marks(added.value)}",
        place,
        *(item.place for item in weights),
        printed=group.declared,
        expected=marks(added.value),
    )
