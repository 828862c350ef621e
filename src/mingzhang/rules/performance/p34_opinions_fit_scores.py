"""评价意见与得分相符

为什么：扣分要有意见，满分不应有否定的意见，意见要完整；否则得分没有依据。
怎么改：按实际情况改正得分或意见，补全缺少的文字。

>>> print(*rule.check(score_table()))
P-34 成立：
>>> print(*rule.check(score_table(["决策（40）/依据|40|40|未开展可行性论证", "绩效（60）/产出|60|52|个别未完成"])))
P-34 不成立：评分表1“绩效评价评分表”“决策（40） 依据”得分 40/40，得满分而评价意见为“未开展可行性论证”
>>> print(*rule.check(score_table(["决策（40）/依据|40|40|充分", "绩效（60）/产出|60|52|但材料不全"])))
P-34 不成立：评分表1“绩效评价评分表”“绩效（60） 产出”评价意见“但材料不全”以“但”开头，前半句缺失
>>> print(*rule.check(score_table(["决策（40）/依据|40|优|充分"])))
P-34 无法判断：评分表1“绩效评价评分表”有得分没有读到的行
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.recognise import ScoredRow, ScoreTable

RULE = Judgement(
    "P-34", Severity.WARNING, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)
_NEGATIVE = re.compile(
    r"不够|不足(?!\d)|未(?:建立|制定|开展|达到|完成|设置|设定|提供|按|及时|明确|见)|缺乏|缺少|欠缺|不完善|不规范|不健全|不明确|"
    r"不合理|不到位|不及时"
)
_CLEARED = re.compile(
    r"(?:无|没有|未发现|未出现|不存在|避免|解决|弥补|整改|改进|克服|防止|杜绝)[^，。；]{0,12}$|(?:未|不)扣分"
)
_CRITERION = re.compile(r"扣\d|扣分|得\d|不得分|酌情|每[^，。；]{0,8}(?:一|1)[项个次处]|否则|[①②]")
_HALF = re.compile(r"^(?:但是?|然而|不过|并且|而且|因此|所以)")


def check(document: Document) -> Iterator[Finding]:
    """One finding for each row whose opinion does not fit, otherwise one for the table."""
    for table in document.score_tables:
        rows = [leaf for leaf in table.leaves if not leaf.opinion.absent]
        wrong = [finding for leaf in rows for finding in _judge(table, leaf)]
        silent = [leaf for leaf in rows if leaf.lost and leaf.opinion.blank]
        if silent and "备注" not in (silent[0].opinion.place.column or ""):
            named = "、".join(f"{leaf.name[:20]} {leaf.score.text}/{leaf.full.text}" for leaf in silent)
            message = f"{table.table}扣分的 {len(silent)} 行没有评价意见：{named}"
            places = [leaf.opinion.place for leaf in silent]
            wrong.append(fails(message, *places, printed="（空）", expected="写明扣分原因"))
        yield from wrong
        if any(leaf.score.figure is None or leaf.full.figure is None for leaf in rows):
            yield undecided(f"{table.table}有得分没有读到的行", table.total_score.place)
        elif rows and not wrong:
            yield holds(table.total_score.place)


def _judge(table: ScoreTable, leaf: ScoredRow) -> Iterator[Finding]:
    """An opinion that begins in the middle of a sentence, or finds fault where full marks are given."""
    full, score, text = leaf.full.figure, leaf.score.figure, leaf.opinion.plain
    where, given = f"{table.table}“{leaf.place_name}”", f"得分 {leaf.score.text}/{leaf.full.text}"
    places, light = (leaf.opinion.place, leaf.score.place), {"severity": Severity.INFO}
    if _HALF.match(text):
        message = f"{where}评价意见“{text[:30]}”以“{_HALF.findall(text)[0]}”开头，前半句缺失"
        yield fails(message, *places, expected="补全前半句", **light)
    if full is None or score is None or not full.value:
        return
    negative = _NEGATIVE.search(text)
    if (
        negative
        and score.value == full.value
        and not _CRITERION.search(text)
        and not _CLEARED.search(text[: negative.start()])
    ):
        yield fails(
            f"{where}{given}，得满分而评价意见为“{text[:40]}”", *places, expected="扣分，或改正评价意见"
        )
