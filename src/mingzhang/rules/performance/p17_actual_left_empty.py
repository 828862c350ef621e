"""有得分就要填实际完成值

为什么：实际完成值空着却给了分，得分没有依据。
怎么改：填写实际完成值；成本指标填全年执行数。

>>> print(*rule.check(form(rows=["数量指标|检查次数|≥12次|12次|90|90"])))
P-17 成立：
>>> print(*rule.check(form(rows=["成本指标|总成本|50万元||90|90"])))
P-17 不成立：自评表1“安全检查”“成本指标 总成本”指标值 50万元，“实际完成值”为空，却得 90/90 分；应为：50.00万元
>>> print(*rule.check(form(rows=["成本指标|总成本|50万元||90|见附件"])))
P-17 无法判断：自评表1“安全检查”有实际完成值空着的行，得分没有读到
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.grid import marks
from mingzhang.language.evaluation.recognise import IndicatorRow, SelfEvaluation
from mingzhang.language.evaluation.self_evaluation import OUTTURN

RULE = Judgement(
    "P-17", Severity.INFO, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each empty outturn with marks, otherwise one for the form."""
    for form in document.evaluations:
        empty = [row for row in form.indicators if row.concerned and not row.actual.text]
        scored = [row for row in empty if row.score.figure is not None and row.score.figure.value > 0]
        yield from (_finding(form, row) for row in scored)
        if not scored:
            if any(row.score.figure is None for row in empty):
                yield undecided(f"{form.table}有实际完成值空着的行，得分没有读到", empty[0].actual.place)
            else:
                yield holds(form.name.place)


def _finding(form: SelfEvaluation, row: IndicatorRow) -> Finding:
    """What a row with marks lacks: where it is the only row of cost, the form's outturn."""
    expected = "填写实际完成值"
    rows = [other for other in form.indicators if other.cost and other.concerned]
    outturn = form.fund(OUTTURN)
    if row.cost and len(rows) == 1 and outturn.figure is not None:
        text = outturn.text
        expected = text if "元" in text or "万" in text else text + form.money
    full = row.full.figure
    given = f"{row.score.text}/{marks(full.value)}" if full is not None else row.score.text
    return fails(
        f"{form.table}“{row.row}”指标值 {row.aim[:20]}，“{row.actual.place.column}”为空，却得 {given} 分；应为：{expected}",
        row.actual.place,
        row.score.place,
        printed="（空）",
        expected=expected,
    )
