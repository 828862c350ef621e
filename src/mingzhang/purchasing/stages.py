"""How far a project has come, as its ledger shows: nobody sets a stage, it follows from what happened."""

from __future__ import annotations

from enum import StrEnum

from mingzhang.purchasing.ledger import PurchaseLedger, PurchaseProject


class PurchaseStage(StrEnum):
    """The stages of a project, in their order."""

    BEGUN = "立项"
    BUDGETED = "预算批复"
    SELECTING = "比选"
    SIGNED = "签约"
    CARRIED = "履约"
    ACCEPTED = "验收"
    PAID = "结款"
    EVALUATED = "自评"
    FILED = "归档"


def stage_of(ledger: PurchaseLedger, project: PurchaseProject) -> PurchaseStage:
    """How far a project has come.

    >>> stage_of(PurchaseLedger(), PurchaseProject("A", "调查")).value
    '立项'
    """
    if project.filed:
        return PurchaseStage.FILED
    if project.evaluated:
        return PurchaseStage.EVALUATED
    contracts = [each for each in ledger.of_project(project.code) if each.signed]
    if not contracts:
        quoted = any(each.project == project.code for each in ledger.quotes)
        if quoted:
            return PurchaseStage.SELECTING
        return PurchaseStage.BEGUN if project.budget is None else PurchaseStage.BUDGETED
    if paid_out(ledger, project):
        return PurchaseStage.PAID
    if all(ledger.accepted(each.number) for each in contracts):
        return PurchaseStage.ACCEPTED
    numbers = {each.number for each in contracts}
    touched = {each.contract for each in ledger.acceptances} | {each.contract for each in ledger.requests}
    carried = bool(numbers & touched)
    return PurchaseStage.CARRIED if carried else PurchaseStage.SIGNED


def paid_out(ledger: PurchaseLedger, project: PurchaseProject) -> bool:
    """Whether every contract of a project is paid to its worth; one without contracts is not."""
    contracts = ledger.of_project(project.code)
    worths = [(ledger.worth(each.number), ledger.paid(each.number)) for each in contracts]
    return bool(worths) and all(worth is not None and worth == paid for worth, paid in worths)
