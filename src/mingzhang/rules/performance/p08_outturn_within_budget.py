"""全年执行数不超过全年预算数

为什么：没有预算不得支出；执行数超过全年预算数说明预算调整没有记入，或金额有误。
怎么改：核对执行数；确有追加的，把追加数计入全年预算数。

>>> print(*rule.check(form()))
P-08 成立：
>>> print(*rule.check(form(funds=("50.00", "50.00", "55.00"), rate=("10", "110%", "10"))))
P-08 不成立：自评表1“安全检查”全年执行数 55.00，全年预算数 50.00，超出 5.00万元
>>> print(*rule.check(form(funds=("50.00", "50.00", ""))))
P-08 无法判断：自评表1“安全检查”的全年预算数或执行数没有读到
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.self_evaluation import BUDGET, OUTTURN

RULE = Judgement(
    "P-08", Severity.WARNING, ("L1",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each form."""
    for form in document.evaluations:
        budget, outturn = form.fund(BUDGET).number, form.outturn
        places = (form.fund(OUTTURN).place, form.fund(BUDGET).place)
        if budget is None or outturn is None:
            yield undecided(f"{form.table}的全年预算数或执行数没有读到", form.name.place)
            continue
        over = outturn - budget
        if over.value <= over.slack:
            yield holds(*places)
            continue
        spent, planned = form.fund(OUTTURN).text, form.fund(BUDGET).text
        yield fails(
            f"{form.table}全年执行数 {spent}，全年预算数 {planned}，超出 {form.amount(over.value)}",
            *places,
            printed=spent,
            expected=f"不超过 {planned}",
        )
