"""评价评分表分值合计为 100

为什么：评分表的满分是 100 分，各四级指标分值相加应等于“合计”。
怎么改：补上漏填的分值，或调整各指标分值。

>>> print(*rule.check(score_table()))
P-30 成立：
>>> print(*rule.check(score_table(["决策（40）/依据|40|40|充分", "绩效（60）/产出|50|42|有个别未完成"])))
P-30 不成立：评分表1“绩效评价评分表”分值合计：40+50=90，合计印为 100，应为 100
>>> print(*rule.check(score_table(["决策（40）/依据|见附件|40|充分"])))
P-30 无法判断：评分表1“绩效评价评分表”的分值或合计没有读全
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.grid import added_up, figures_of, figures_sum, marks
from mingzhang.language.evaluation.recognise import ScoreTable
from mingzhang.language.evaluation.score_table import unique

RULE = Judgement(
    "P-30", Severity.ERROR, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each scoring table."""
    for table in document.score_tables:
        yield _judge(table)


def _judge(table: ScoreTable) -> Finding:
    """The weights of a scoring table against its printed total and 100; a merged cell counts once."""
    weights, total = unique([leaf.full for leaf in table.leaves]), table.total_full
    added = figures_sum(weights)
    if added is None or total.figure is None or not weights:
        return undecided(f"{table.table}的分值或合计没有读全", total.place)
    if added.value == total.figure.value == 100:
        return holds(total.place, compared=figures_of(total, *weights))
    if any(leaf.full.blank for leaf in table.leaves) and added.value != 100:
        return undecided(f"{table.table}有分值空着的行", total.place)
    return fails(
        f"{table.table}分值合计：{added_up(weights)}={marks(added.value)}，合计印为 {total.text}，应为 100",
        total.place,
        *(item.place for item in weights),
        printed=total.text,
        expected="100" if added.value == 100 else marks(added.value),
    )
