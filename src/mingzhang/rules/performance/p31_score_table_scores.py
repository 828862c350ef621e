"""评价评分表得分合计等于总得分

为什么：总得分是各指标得分之和，评价等级由它决定。
怎么改：核对各行得分，改正合计。

>>> print(*rule.check(score_table()))
P-31 成立：
>>> print(*rule.check(score_table(total=("100", "95"))))
P-31 不成立：评分表1“绩效评价评分表”得分合计：40+52=92，印为 95，多 3 分
>>> print(*rule.check(score_table(total=("100", ""))))
P-31 无法判断：评分表1“绩效评价评分表”的得分或合计没有读全
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
    "P-31", Severity.ERROR, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each scoring table."""
    for table in document.score_tables:
        yield _judge(table)


def _judge(table: ScoreTable) -> Finding:
    """The scores of a scoring table against its printed total; a merged cell counts once."""
    scores, total = unique([leaf.score for leaf in table.leaves]), table.total_score
    added = figures_sum(scores)
    if added is None or total.figure is None or not scores:
        return undecided(f"{table.table}的得分或合计没有读全", total.place)
    gap = total.figure.value - added.value
    if gap == 0:
        return holds(total.place, compared=figures_of(total, *scores))
    if any(leaf.score.blank for leaf in table.leaves):
        return undecided(f"{table.table}有得分空着的行", total.place)
    return fails(
        f"{table.table}得分合计：{added_up(scores)}={marks(added.value)}，印为 {total.text}，"
        f"{'多' if gap > 0 else '少'} {marks(abs(gap))} 分",
        total.place,
        *(item.place for item in scores),
        printed=total.text,
        expected=marks(added.value),
    )
