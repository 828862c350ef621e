"""评价意见与评价报告正文不矛盾

为什么：评分表说未建立某项制度，正文说该制度健全；评分给满分，正文承认没有支撑材料。两处必有一误。
怎么改：按实际情况统一两处的说法，并相应改正得分。

>>> rows = ["过程（40）/安全管理制度|40|30|未建立安全管理制度", "绩效（60）/群众满意度|60|60|群众满意"]
>>> print(*rule.check(together(score_table(rows, before=["项目绩效评价报告"]), narrative("安全管理机制健全。"))))
P-58 不成立：评分表1“绩效评价评分表”“过程（40） 安全管理制度”评价意见为“未建立安全管理制度”，正文却写“安全管理机制健全”，两处矛盾
>>> print(*rule.check(together(score_table(rows, before=["项目绩效评价报告"]), narrative("群众满意度没有支撑材料。"))))
P-58 不成立：评分表1“绩效评价评分表”“绩效（60） 群众满意度”得满分 60/60，正文却写“群众满意度没有支撑材料”
>>> print(*rule.check(together(score_table(rows, before=["项目绩效评价报告"]), narrative("资金及时到位。"))))
P-58 成立：
>>> print(*rule.check(score_table(rows)))
P-58 无法判断：没有读到评价报告正文
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.performance_summary import ReportSentence, report_sentences
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.recognise import ScoredRow, ScoreTable
from mingzhang.language.text.similarity import common_part, pairs

RULE = Judgement(
    "P-58", Severity.WARNING, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)
_Found = re.Match[str] | None
_RULES = "(?:机制|制度|办法|体系|规定)"
_LACKS = re.compile(
    rf"(?:未|没有|尚未)(?:建立|制定|形成|出台|健全)(?:健全)?(?:相关|完善)?的?(?P<what>[\u4e00-\u9fff]{{2,10}}?){_RULES}"
)
_SOUND = re.compile(
    rf"(?P<what>[\u4e00-\u9fff]{{2,14}}?){_RULES}(?:比较|较为|较|已经?|基本|更加|都|均)*(?:健全|完善|齐全|完备)"
)
_NO_PROOF = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2,24}?)(?:没有|缺乏|缺少|无)(?:足够|充分|有效|相应|相关)?的?(?:支撑|佐证|证明|印证)(?:材料|资料|依据)?"
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each contradiction, otherwise one for a report with one scoring table."""
    if len(document.score_tables) != 1:
        return
    table, said = document.score_tables[0], report_sentences(document)
    report = [(s, _SOUND.search(s.text), _NO_PROOF.search(s.text)) for s in said]
    told = [one for one in report if one[1] or one[2]]
    found = [f for row in table.leaves for one in told for f in _judge(table, row, *one)]
    yield from found
    if not said:
        yield undecided("没有读到评价报告正文", table.total_score.place)
    elif not found:
        yield holds(table.total_score.place)


def _judge(
    table: ScoreTable, row: ScoredRow, said: ReportSentence, sound: _Found, proof: _Found
) -> Iterator[Finding]:
    """A row against a sentence of the report: ``sound`` praises rules, ``proof`` says proof is missing."""
    where, text = f"{table.table}“{row.place_name}”", said.text[:40]
    lacks = _LACKS.search(row.opinion.plain) if sound else None
    if lacks and sound and sound["what"].removeprefix("该").removeprefix("本") == lacks["what"]:
        message = f"{where}评价意见为“{lacks[0]}”，正文却写“{text}”，两处矛盾"
        place = said.cut(sound.start(), sound.end())
        yield fails(message, row.opinion.place, place, expected="与正文一致")
    full, score = row.full.figure, row.score.figure
    if proof and full and score and full.value == score.value > 0:
        part = common_part(row.name, proof["what"])
        if len(part) >= 3 and pairs(part):
            message = f"{where}得满分 {row.score.text}/{row.full.text}，正文却写“{text}”"
            place, how = said.cut(proof.start(), proof.end()), "不应得满分，或补充依据"
            yield fails(
                message, place, row.score.place, severity=Severity.INFO, printed=proof[0], expected=how
            )
