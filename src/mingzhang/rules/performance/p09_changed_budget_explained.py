"""年初预算数与全年预算数不同应有说明

为什么：追加、调减预算要有依据；自评表只列两个数，看不出原因。
怎么改：在自评表或正文写明预算调整的原因和批准文号。

>>> print(*rule.check(form()))
P-09 成立：
>>> print(*rule.check(form(funds=("40.00", "50.00", "50.00"))))
P-09 无法判断：自评表1“安全检查”年初预算数 40.00、全年预算数 50.00，调整原因表上没有

这一项只会成立或无法判断：说明可能在另一份文件里，所以从不报不成立。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import holds, undecided
from mingzhang.language.evaluation.self_evaluation import BUDGET, ORIGINAL

RULE = Judgement(
    "P-09", Severity.INFO, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each form that states both budgets."""
    for form in document.evaluations:
        original, budget = form.fund(ORIGINAL), form.fund(BUDGET)
        if original.number is None or budget.number is None:
            continue
        change = budget.number - original.number
        if abs(change.value) <= change.slack:
            yield holds(original.place, budget.place)
        else:
            yield undecided(
                f"{form.table}年初预算数 {original.text}、全年预算数 {budget.text}，调整原因表上没有",
                budget.place,
                original.place,
            )
