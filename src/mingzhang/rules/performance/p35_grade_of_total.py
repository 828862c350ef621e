"""评价等级与总得分相符

为什么：优 90—100 分、良 80—90 分、中（合格）60—80 分、差（不合格）60 分以下；报告的总得分与评分表是同一个数。
怎么改：按总得分改正等级，或改正报告里的得分。

>>> print(*rule.check(together(score_table(), narrative("综合得分92分，评价等级为优。"))))
P-35 成立：
>>> print(*rule.check(together(score_table(), narrative("综合得分95分，评价等级为优。"))))
P-35 不成立：报告写得分 95 分，评分表合计为 92 分
>>> print(*rule.check(score_table()))
P-35 无法判断：报告没有写总得分和等级，或评分表没有总得分
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.performance_summary import graded
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement(
    "P-35", Severity.ERROR, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding where the document has exactly one scoring table and states its result once."""
    if len(document.score_tables) != 1:
        return
    total = document.score_tables[0].total_score
    stated = graded(document)
    values = {said.score.value for said in stated}
    if total.figure is None or len(values) != 1:
        yield undecided("报告没有写总得分和等级，或评分表没有总得分", total.place)
        return
    said = stated[0]
    if total.figure.value == said.score.value:
        yield holds(said.score.place, total.place)
        return
    yield fails(
        f"报告写得分 {said.score.text} 分，评分表合计为 {total.text} 分",
        said.score.place,
        total.place,
        printed=said.score.text,
        expected=total.text,
    )
