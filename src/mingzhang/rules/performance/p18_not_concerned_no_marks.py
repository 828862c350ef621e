"""不涉及的指标不设分值、不得分

为什么：注明“不涉及”的指标若有分值和得分，总分里就有没有依据的分。
怎么改：把分值分给其他指标，本行分值、得分填 0。

>>> rows = ["数量指标|检查次数|≥12次|12次|90|90", "生态效益指标|不涉及|不涉及|不涉及|0|0"]
>>> print(*rule.check(form(rows=rows)))
P-18 成立：
>>> rows = ["数量指标|检查次数|≥12次|12次|80|80", "生态效益指标|不涉及|不涉及|不涉及|10|10"]
>>> print(*rule.check(form(rows=rows)))
P-18 不成立：自评表1“安全检查”“生态效益指标 不涉及”注明不涉及，却有分值 10、得分 10
>>> rows = ["数量指标|检查次数|≥12次|12次|90|90", "生态效益指标|不涉及|不涉及|不涉及|见附件|"]
>>> print(*rule.check(form(rows=rows)))
P-18 无法判断：自评表1“安全检查”“生态效益指标 不涉及”的分值或得分没有读到
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.grid import FormEntry

RULE = Judgement(
    "P-18", Severity.WARNING, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each row that does not concern the project."""
    for form in document.evaluations:
        for row in form.indicators:
            if row.concerned or not row.name.not_concerned:
                continue
            if _unread(row.full) or _unread(row.score):
                yield undecided(f"{form.table}“{row.row}”的分值或得分没有读到", row.full.place)
            elif _positive(row.full) or _positive(row.score):
                yield fails(
                    f"{form.table}“{row.row}”注明不涉及，却有分值 {row.full.shown}、得分 {row.score.shown}",
                    row.full.place,
                    row.score.place,
                    expected="0",
                )
            else:
                yield holds(row.full.place)


def _unread(item: FormEntry) -> bool:
    return item.figure is None and not item.blank


def _positive(item: FormEntry) -> bool:
    return item.figure is not None and item.figure.value > 0
