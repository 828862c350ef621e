"""资金来源相加等于年度资金总额

为什么：当年财政拨款、上年结转资金、其他资金是总额的全部来源。
怎么改：补填漏写的来源，或改正总额。

>>> good = ["其中：当年财政拨款|40.00|40.00|40.00", "上年结转资金|10.00|10.00|10.00"]
>>> print(*rule.check(form(sources=good)))
P-07 成立： P-07 成立： P-07 成立：
>>> print(*rule.check(form(sources=["其中：当年财政拨款|40.00|40.00|40.00", "上年结转资金|10.00|1.00|10.00"])))
P-07 成立： P-07 不成立：自评表1“安全检查”“全年预算数”：来源相加 40.00+1.00=41.00万元，总额印为 50.00，差 9.00万元 P-07 成立：
>>> print(*rule.check(form()))
P-07 无法判断：自评表1“安全检查”没有填写资金来源
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.coverage import shaken
from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided
from mingzhang.language.evaluation.grid import added_up, figures_sum
from mingzhang.language.evaluation.recognise import SelfEvaluation
from mingzhang.language.evaluation.self_evaluation import (
    APPROPRIATION,
    BUDGET,
    CARRIED,
    ORIGINAL,
    OTHER,
    OUTTURN,
    TOTAL,
)

RULE = Judgement(
    "P-07", Severity.ERROR, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)
_KNOWN = {TOTAL, APPROPRIATION, CARRIED, OTHER, "财政专户管理资金", "单位资金"}


def check(document: Document) -> Iterator[Finding]:
    """One finding for each column of a form whose sources are filled in, otherwise one for the form."""
    for form in document.evaluations:
        found = [finding for column in (ORIGINAL, BUDGET, OUTTURN) for finding in _judge(form, column)]
        yield from found
        if not found and form.funds:
            yield undecided(f"{form.table}没有填写资金来源", form.name.place)


def _judge(form: SelfEvaluation, column: str) -> Iterator[Finding]:
    """The total of one money column against its sources; nothing where either is not stated."""
    total = form.fund(column)
    parts = [form.fund(column, row) for row in form.funds if row != TOTAL]
    added = figures_sum(parts, "元")
    if total.number is None or added is None or not any(part.figure for part in parts):
        return
    gap = total.number - added
    places = [total.place, *(part.place for part in parts if part.figure)]
    if gap.value == 0:
        known = set(form.funds) <= _KNOWN and all(part.text for part in parts)
        yield holds(*places, compared=tuple(shaken(gap)) if known else ())
        return
    message = (
        f"{form.table}“{total.place.column}”：来源相加 {added_up(parts)}={form.amount(added.value)}，"
        f"总额印为 {total.text}，差 {form.amount(abs(gap.value))}"
    )
    how = {"printed": total.text, "expected": form.amount(added.value)}
    if abs(gap.value) <= gap.slack:
        yield rounding(message, *places, **how)
    elif set(form.funds) <= _KNOWN and (gap.value < 0 or all(part.text for part in parts)):
        yield fails(message, *places, **how)
    else:
        yield undecided(message + "；有来源空着或有嵌套，不能确定", *places)
