"""自评表表头的年度、主管部门与本文件一致

为什么：表头年度、部门写错，多半是沿用了上年或别的单位的表。
怎么改：按本年度、本部门全称改正。

>>> print(*rule.check(form()))
P-24 成立：
>>> document = form(year=2024)
>>> document.year = 2025
>>> print(*rule.check(document))
P-24 不成立：自评表1“安全检查”表头为 2024 年度，本文件为 2025 年度
>>> print(*rule.check(form(header=("某市莫局", "某市某局", "", ""))))
P-24 不成立：自评表1“安全检查”主管部门写“某市莫局”，本文件单位为“某市某局”，差一个字
>>> print(*rule.check(form(year=0)))
P-24 无法判断：自评表1“安全检查”或封面没有年度
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.recognise import SelfEvaluation
from mingzhang.language.text.similarity import one_character_apart
from mingzhang.language.text.spelling import plain

RULE = Judgement(
    "P-24", Severity.ERROR, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each form that contradicts the cover, otherwise one for the form."""
    for form in document.evaluations:
        wrong = list(_wrong(form, document))
        yield from wrong
        if not wrong:
            if form.year is None or document.year is None:
                yield undecided(f"{form.table}或封面没有年度", form.name.place)
            else:
                yield holds(form.name.place)


def _wrong(form: SelfEvaluation, document: Document) -> Iterator[Finding]:
    """A year other than the document's, or a department one character off the document's unit."""
    if form.year and document.year and form.year != document.year:
        yield fails(
            f"{form.table}表头为 {form.year} 年度，本文件为 {document.year} 年度",
            form.name.place,
            printed=f"{form.year}年度",
            expected=f"{document.year}年度",
        )
    name, unit = form.department.plain, plain(document.unit)
    if len(unit) >= 4 and one_character_apart(name, unit):
        yield fails(
            f"{form.table}主管部门写“{name}”，本文件单位为“{unit}”，差一个字",
            form.department.place,
            printed=form.department.text,
            expected=unit,
            severity=Severity.WARNING,
        )
