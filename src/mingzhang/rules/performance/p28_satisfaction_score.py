"""满意度未达目标的按比例得分

为什么：满意度指标的得分一般是 分值×实际满意度÷目标值；也有按档计分的，以规定为准。
怎么改：按比例重算，或注明计分办法。

>>> print(*rule.check(form(rows=["满意度指标|群众满意度|≥90%|81%|10|9"])))
P-28 成立：
>>> print(*rule.check(form(rows=["满意度指标|群众满意度|≥90%|81%|10|8"])))
P-28 无法判断：自评表1“安全检查”“满意度指标 群众满意度”按比例得分 10×81%÷≥90%=9，印为 8，可能按档计分
>>> print(*rule.check(form(rows=["满意度指标|群众满意度|≥90%|81%|10|9.9"])))
P-28 不成立：自评表1“安全检查”“满意度指标 群众满意度”按比例得分 10×81%÷≥90%=9，印为 9.9，高于按比例得分
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import decimals_of, rounded, truncated
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.grid import marks
from mingzhang.language.evaluation.recognise import IndicatorRow, SelfEvaluation
from mingzhang.language.text.quantities import sole

RULE = Judgement(
    "P-28", Severity.INFO, ("L7",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each satisfaction rate below its target that did not earn full marks."""
    for form in document.evaluations:
        for row in form.indicators:
            if "满意" in row.level1 + row.level2 and row.concerned and row.lost:
                yield from _judge(form, row)


def _judge(form: SelfEvaluation, row: IndicatorRow) -> Iterator[Finding]:
    """The score of a row below its target rate against the proportional one; nothing for a reached one."""
    aim, got, full, score = sole(row.aim), sole(row.got), row.full.figure, row.score.figure
    if aim is None or got is None or full is None or score is None or not aim.unit == got.unit == "%":
        return
    if aim.reached_by(got) or not aim.low:
        return
    share = full.value * got.low / aim.low
    decimals = decimals_of(score)
    text = f"{form.table}“{row.row}”按比例得分 {row.full.text}×{row.got}÷{row.aim}={marks(share)}，印为 {score.text}"
    if score.value in (rounded(share, decimals), truncated(share, decimals)):
        yield holds(row.score.place)
    elif score.value > rounded(share, 0) and score.value > share:
        yield fails(text + "，高于按比例得分", row.score.place, printed=score.text, expected=marks(share))
    else:
        yield undecided(text + "，可能按档计分", row.score.place)
