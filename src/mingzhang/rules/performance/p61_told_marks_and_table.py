"""文字里的得分与评分表一致

为什么：评价报告文字里的总得分和各类得分取自评分表，改了表常常忘了改文字。
怎么改：以评分表为准改正文字；表有误的先改表。

>>> said = "综合得分{}分。其中，决策得40分（满分40分），效果得52分（满分60分）。"
>>> rows = ("决策/依据|40|40|依据充分", "效果/产出|60|52|未完成")
>>> print(next(rule.check(score_table(rows, before=(said.format(92),)))))
P-61 成立：
>>> told = score_table(rows, before=(said.format(93),))
>>> print(next(rule.check(told)))
P-61 不成立：文字写总得分 93 分，评分表1“绩效评价评分表”为 92 分
>>> print(*rule.check(score_table(before=("综合得分92分。综合得分88分。",))))
P-61 无法判断：文字里有几个总得分，看不出说的是不是这张评分表
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import Printed
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.told_scores import FULL, SCORE, WHOLE, ToldScore, told_scores
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.grid import marks
from mingzhang.language.evaluation.recognise import ScoreTable

RULE = Judgement(
    "P-61", Severity.ERROR, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)
_WORDS = re.compile("项目|指标|类|情况")
_SAID = {SCORE: "得分", FULL: "满分"}


def check(document: Document) -> Iterator[Finding]:
    """One finding for each figure in the text that the only scoring table of the document has too."""
    told = [each for each in told_scores(document) if each.score is not None]
    wholes = [each.score for each in told if each.name == WHOLE and each.score is not None]
    if len(document.score_tables) != 1 or not wholes:
        return
    if len({figure.value for figure in wholes}) > 1:
        yield undecided("文字里有几个总得分，看不出说的是不是这张评分表", wholes[0].place)
        return
    (table,) = document.score_tables
    sums = {(_key(name), kind): added for (name, kind), added in table.sums().items()}
    sums |= {(WHOLE, kind): added for kind in _SAID if (added := sums.pop(("", kind), None)) is not None}
    for each in told:
        for kind, figure in each.figures.items():
            added = sums.get((_key(each.name), kind))
            if added is not None:
                yield _judge(table, each, kind, figure, added)


def _judge(table: ScoreTable, told: ToldScore, kind: str, figure: Printed, added: Fraction) -> Finding:
    if figure.value == added:
        return holds(figure.place, compared=(figure,))
    name = f"总{_SAID[kind]}" if told.name == WHOLE else f"“{told.name}”{_SAID[kind]}"
    words = f"文字写{name} {figure.text} 分，{table.table}为 {marks(added)} 分"
    return fails(words, figure.place, printed=f"{figure.text}分", expected=f"{marks(added)}分", unit="分")


def _key(name: str) -> str:
    return _WORDS.sub("", name)
