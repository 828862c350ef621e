"""定性指标得分与所选档次一致

为什么：定性指标分三档：达成预期指标 100%—80%，部分达成 80%—60%，未达成 60%—0%。
怎么改：按完成情况选定档次，在该档范围内给分。

>>> print(*rule.check(form(rows=["社会效益指标|知晓程度|明显提升|部分达成预期指标并具有一定效果|90|70"])))
P-14 成立：
>>> print(*rule.check(form(rows=["社会效益指标|知晓程度|明显提升|部分达成预期指标并具有一定效果|90|90"])))
P-14 不成立：自评表1“安全检查”“社会效益指标 知晓程度”完成情况为“部分达成预期指标并具有一”，得 90/90 分，不在该档 60%—80% 之内
>>> print(*rule.check(form(rows=["社会效益指标|知晓程度|明显提升|部分达成预期指标并具有一定效果|90|见附件"])))
P-14 无法判断：自评表1“安全检查”“社会效益指标 知晓程度”的分值或得分没有读到
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.recognise import IndicatorRow, SelfEvaluation
from mingzhang.language.text.similarity import band_of

RULE = Judgement(
    "P-14", Severity.WARNING, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each row whose outturn is one of the three grades of the rule."""
    for form in document.evaluations:
        for row in form.indicators:
            band = band_of(row.got)
            if row.concerned and band is not None:
                yield _judge(form, row, *band)


def _judge(form: SelfEvaluation, row: IndicatorRow, low: int, high: int) -> Finding:
    """The score of a row against the band of its grade, from ``low`` to ``high`` percent of the weight."""
    full, score = row.full.figure, row.score.figure
    if full is None or score is None or not full.value:
        return undecided(f"{form.table}“{row.row}”的分值或得分没有读到", row.actual.place)
    share = 100 * score.value / full.value
    if low <= share <= high:
        return holds(row.score.place)
    return fails(
        f"{form.table}“{row.row}”完成情况为“{row.got[:12]}”，得 {score.text}/{full.text} 分，"
        f"不在该档 {low}%—{high}% 之内",
        row.score.place,
        row.actual.place,
        printed=score.text,
        expected=f"分值的 {low}%—{high}%",
    )
