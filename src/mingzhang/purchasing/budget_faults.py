"""What must hold of a project's money: its budget and the adjustments, contracts, the accounts, its end."""

from __future__ import annotations

from fractions import Fraction

from mingzhang.purchasing.fault import ADJUSTMENTS, PROJECTS, Faults, PurchaseFault, money
from mingzhang.purchasing.ledger import PurchaseLedger, PurchaseProject, total
from mingzhang.purchasing.stages import paid_out


def budget_faults(ledger: PurchaseLedger) -> Faults:
    """What does not hold of the budgets of a ledger and of what was spent of them.

    >>> from fractions import Fraction
    >>> made = PurchaseLedger(projects=[PurchaseProject("A", "调查", original=Fraction(9), budget=Fraction(8))])
    >>> [fault.message for fault in budget_faults(made)]
    ['年初预算0.0009万元，全年预算0.0008万元，没有登记预算调整']
    """
    for check in (_adjusted, _budgets, _closed):
        yield from check(ledger)


def _adjusted(ledger: PurchaseLedger) -> Faults:
    """Every adjustment starts from the budget as it was, has a reason, and the last one is the budget."""
    for project in ledger.projects:
        stood, changes = project.original, ledger.adjusted(project.code)
        for each in changes:
            if each.before is not None and stood is not None and each.before != stood:
                said = f"调整前预算{money(each.before)}与此前的预算{money(stood)}不一致"
                yield PurchaseFault(ADJUSTMENTS, each.row, "before", project.code, said)
            if each.after is not None and each.after == each.before:
                yield PurchaseFault(ADJUSTMENTS, each.row, "after", project.code, "调整前后的预算相同")
            if not each.reason:
                yield PurchaseFault(ADJUSTMENTS, each.row, "reason", project.code, "没有写调整理由")
            stood = each.after
        yield from _as_adjusted(project, bool(changes), stood)


def _as_adjusted(project: PurchaseProject, adjusted: bool, stood: Fraction | None) -> Faults:
    """The budget of the whole year is what the adjustments come to."""
    if project.budget is None or stood is None or project.budget == stood:
        return
    if adjusted:
        said = f"全年预算{money(project.budget)}，按预算调整应为{money(stood)}"
    else:
        said = f"年初预算{money(stood)}，全年预算{money(project.budget)}，没有登记预算调整"
    yield PurchaseFault(PROJECTS, project.row, "budget", project.code, said)


def _budgets(ledger: PurchaseLedger) -> Faults:
    """Contracts within the budget of the project, payments as the accounts book them."""
    for project in ledger.projects:
        contracts = ledger.of_project(project.code)
        agreed = total(ledger.worth(each.number) for each in contracts)
        if agreed is not None and project.budget is not None and agreed > project.budget:
            said = f"合同合计{money(agreed)}，超过全年预算{money(project.budget)}，超出{money(agreed - project.budget)}"
            yield PurchaseFault(PROJECTS, project.row, "budget", project.code, said)
        paid = ledger.paid_in_year(contracts)
        if project.booked is not None and paid is not None and paid != project.booked:
            more, gap = ("多", "少")[paid < project.booked], abs(paid - project.booked)
            said = (
                f"账面支出{money(project.booked)}，付款合计{money(paid)}，付款{more}{money(gap)}；请核对凭证"
            )
            yield PurchaseFault(PROJECTS, project.row, "booked", project.code, said)


def _closed(ledger: PurchaseLedger) -> Faults:
    """A project is evaluated once it is paid out, and filed after that."""
    for project in ledger.projects:
        if (project.evaluated or project.filed) and not paid_out(ledger, project):
            field, word = ("filed", "归档") if project.filed else ("evaluated", "自评")
            yield PurchaseFault(PROJECTS, project.row, field, project.code, f"还没有结款，不应{word}")
        if project.filed and (project.evaluated is None or project.evaluated > project.filed):
            yield PurchaseFault(PROJECTS, project.row, "filed", project.code, "归档之前应先自评")
