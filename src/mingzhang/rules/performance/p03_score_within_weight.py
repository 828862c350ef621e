"""得分不超过分值

为什么：任何一项的得分都在 0 与分值之间。
怎么改：改正得分或分值，并重算总分。

>>> rows = ["数量指标|检查次数|≥12次|14次|80|85", "满意度指标|满意度|≥90%|95%|10|5"]
>>> print(*rule.check(form(rows=rows)))
P-03 不成立：自评表1“安全检查”“数量指标 检查次数”分值 80，得分 85，得分应在 0 与分值之间
>>> print(*rule.check(form()))
P-03 成立：
>>> print(*rule.check(form(rows=["数量指标|检查次数|≥12次|14次|80|优"])))
P-03 无法判断：自评表1“安全检查”的分值或得分没有读全
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.coverage import step
from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import Printed
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.grid import FormEntry
from mingzhang.language.evaluation.recognise import SelfEvaluation

RULE = Judgement(
    "P-03", Severity.ERROR, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each row that breaks the bounds, otherwise one for the form."""
    for form in document.evaluations:
        wrong = list(_beyond(form))
        yield from wrong
        if wrong:
            continue
        if form.unscored or form.unweighted:
            yield undecided(f"{form.table}的分值或得分没有读全", form.name.place)
        else:
            yield holds(form.total_score.place, compared=tuple(_close(form)))


def _pairs(form: SelfEvaluation) -> Iterator[tuple[str, FormEntry, FormEntry]]:
    """What is scored: its name, full marks, marks given."""
    yield "预算执行率", form.rate_full, form.rate_score
    yield from ((row.row, row.full, row.score) for row in form.indicators)
    yield "总分", form.total_full, form.total_score


def _close(form: SelfEvaluation) -> Iterator[Printed]:
    """The marks that would be too many with another first digit."""
    for _, full, score in _pairs(form):
        if full.figure is None or score.figure is None or score.figure.unit == "%":
            continue
        if score.figure.value + step(score.figure.text) > full.figure.value:
            yield score.figure


def _beyond(form: SelfEvaluation) -> Iterator[Finding]:
    for name, full, score in _pairs(form):
        if full.figure is None or score.figure is None or score.figure.unit == "%":
            continue
        if not 0 <= score.figure.value <= full.figure.value:
            yield _finding(form, name, full, score)


def _finding(form: SelfEvaluation, name: str, full: FormEntry, score: FormEntry) -> Finding:
    return fails(
        f"{form.table}“{name}”分值 {full.text}，得分 {score.text}，得分应在 0 与分值之间",
        score.place,
        full.place,
        printed=score.text,
        expected=f"不超过 {full.text}",
    )
