"""总体目标文字与指标行的金额一致

为什么：同一支出事项在总体目标和成本指标里是同一个数；“实际完成情况”照抄预期数，就不是完成情况。
怎么改：以与预算、执行数相符的金额为准，改另一处；实际完成情况按实际数填写。

>>> rows = ["成本指标|印刷资料|11万元|9万元|90|90"]
>>> print(*rule.check(form(goal=("印刷资料11万元", "印刷资料9万元"), rows=rows)))
P-23 成立：
>>> print(*rule.check(form(goal=("印刷资料10万元", "印刷资料9万元"), rows=rows)))
P-23 不成立：自评表1“安全检查”预期目标写“印刷资料10万元”，成本指标“印刷资料”的指标值为 11万元，两处不一致
>>> print(*rule.check(form(goal=("印刷资料10万元", "已完成"), rows=["成本指标|印刷资料|见附件|9万元|90|90"])))
P-23 无法判断：自评表1“安全检查”的指标行金额没有读到
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.grid import FormEntry
from mingzhang.language.evaluation.recognise import IndicatorRow, SelfEvaluation
from mingzhang.language.text.quantities import Quantity, quantities, sole

RULE = Judgement(
    "P-23", Severity.WARNING, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)
_ENDS = re.compile(r"(?:费用?|经费|支出|协议|合同)$")
_AMOUNT = re.compile(r"(?:共|约|预计|计划|不超过)*[\d.,]+(?:亿|万)?元?$")
Item = tuple[str, IndicatorRow, Quantity]  # a clause, the row it names, its amount


def check(document: Document) -> Iterator[Finding]:
    """One finding for each item of the goal, one for a copied outcome, or one that all agree."""
    for form in document.evaluations:
        goal, outcome = list(_items(form, form.goal)), list(_items(form, form.outcome))
        wrong = [_goal_finding(form, item) for item in goal if _differs(item[1].aim, item[2])]
        copied = [item for item in outcome if _differs(item[1].got, item[2])]
        wrong += [_outcome_finding(form, copied)] if copied else []
        yield from wrong
        if (goal or outcome) and not wrong:
            unread = [row for _, row, _ in goal if sole(row.aim) is None]
            message = f"{form.table}的指标行金额没有读到"
            yield undecided(message, unread[0].target.place) if unread else holds(form.goal.place)


def _items(form: SelfEvaluation, cell: FormEntry) -> Iterator[Item]:
    """Clauses with one amount, each with the one row it names."""
    for clause in re.split(r"[，。；、]", cell.plain):
        found = quantities(clause)
        what = _ENDS.sub("", _AMOUNT.sub("", clause))
        names = [(row, _ENDS.sub("", row.name.plain)) for row in form.indicators if row.cost]
        rows = [row for row, name in names if len(name) >= 3 and name in what]
        if len(found) == len(rows) == 1 and found[0].end == len(clause) and found[0].unit == "元":
            yield clause, rows[0], found[0]


def _differs(text: str, said: Quantity) -> bool:
    other = sole(text)
    return other is not None and other.unit == said.unit and (other.low, other.high) != (said.low, said.high)


def _goal_finding(form: SelfEvaluation, item: Item) -> Finding:
    clause, row, said = item
    text = f"{form.table}预期目标写“{clause}”，成本指标“{row.name.plain}”的指标值为 {row.aim}，两处不一致"
    new = clause[: said.start] + row.aim
    return fails(text, form.goal.place, row.target.place, printed=clause, expected=new)


def _outcome_finding(form: SelfEvaluation, items: list[Item]) -> Finding:
    clauses = "，".join(clause for clause, _, _ in items)
    actual = "、".join(f"{row.name.plain} {row.got}" for _, row, _ in items)
    text = f"{form.table}实际完成情况写“{clauses}”，与指标行的实际完成值不一致：{actual}"
    places = [row.actual.place for _, row, _ in items]
    return fails(text, form.outcome.place, *places, printed=clauses, expected=actual)
