"""What the page of a book shows: its totals, its projects with their stages, what does not hold."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Any

from mingzhang.facts.number import SCALES
from mingzhang.purchasing.dues import PurchaseDue, dues
from mingzhang.purchasing.fault import in_column, money
from mingzhang.purchasing.ledger import PurchaseLedger, PurchaseProject, total
from mingzhang.purchasing.stages import stage_of
from mingzhang.purchasing.totals import execution, shares, totals
from mingzhang.scoring.precision import rounded_rate
from mingzhang.web.people.rights import Action, may
from mingzhang.web.purchasing import keeping
from mingzhang.web.purchasing.carried import ledger_of
from mingzhang.web.purchasing.entries import PageEntry, entry
from mingzhang.web.purchasing.findings import standing
from mingzhang.web.purchasing.forms import BookSettingForm, PurchaseProjectForm
from mingzhang.web.purchasing.models import PurchaseBook
from mingzhang.web.shared.pages import Asked
from mingzhang.web.shared.today import today


@dataclass(frozen=True)
class ProjectOfBook:
    """A project as the page of its book shows it, amounts in 万元."""

    project: PurchaseProject
    stage: str
    contracts: int
    budget: str
    worth: str
    paid: str
    rate: str
    saved: str


def projects_of(ledger: PurchaseLedger) -> list[ProjectOfBook]:
    """The projects of a ledger, each with how far it has come."""
    found = []
    for project, (_, paid, budget, saved) in zip(ledger.projects, execution(ledger), strict=True):
        contracts = ledger.of_project(project.code)
        worth = total(ledger.worth(each.number) for each in contracts)
        rate = rounded_rate(paid, budget) if paid is not None and budget else ""
        made = ProjectOfBook(
            project, stage_of(ledger, project).value, len(contracts), in_column(budget),
            in_column(worth if contracts else None), in_column(paid), rate or "—",
            in_column(saved if contracts else None),
        )  # fmt: skip
        found.append(made)
    return sorted(found, key=lambda each: each.project.code)


def _sums(ledger: PurchaseLedger) -> tuple[str, ...]:
    """What the projects come to: budgets, contracts, paid, rate; a dash where a part is not known."""
    budget = total(each.budget for each in ledger.projects)
    paid = ledger.paid_in_year(ledger.contracts)
    worth = total(ledger.worth(each.number) for each in ledger.contracts)
    rate = rounded_rate(paid, budget) if paid is not None and budget else ""
    return in_column(budget), in_column(worth), in_column(paid), rate or "—"


def book_page(book: PurchaseBook, request: Asked) -> dict[str, Any]:
    """All that the page shows, in a number of queries that does not grow."""
    ledger = ledger_of(book)
    found = totals(ledger, today())
    of = dict(shares(found))
    return {
        "book": book,
        "large": money(ledger.large) if ledger.large is not None else "",
        "limits": [(each.post, "—" if each.most is None else money(each.most)) for each in ledger.limits],
        "dues": [_due(each, ledger) for each in dues(ledger, today())],
        "projects": projects_of(ledger),
        "sums": _sums(ledger),
        "totals": [
            (n, in_column(each.number * SCALES["万元"]), of.get(n, ""))
            for n, each in found.items()
            if each.rows
        ],
        "faults": standing(book, ledger),
        "keeps": may(request.user, Action.KEEP_PURCHASES, book),
        "confirms": may(request.user, Action.CONFIRM_PURCHASES, book),
        "entries": book_entries(book, request),
    }


def _due(due: PurchaseDue, ledger: PurchaseLedger) -> tuple[str, int | None, bool]:
    """What is due in words, the key of its contract, whether it is late."""
    contract = ledger.contract(due.contract)
    return due.told(today()), contract.row if contract else None, due.day < today()


def book_entries(book: PurchaseBook, request: Asked) -> list[PageEntry]:
    """What somebody may enter on the page."""
    who = request.user
    if not may(who, Action.KEEP_PURCHASES, book):
        return []

    def add(said: dict[str, Any]) -> object:
        return keeping.add_project(book, who, {n: v for n, v in said.items() if n != "edition"})

    def change(said: dict[str, Any]) -> object:
        return keeping.set_book(book, who, said)

    return [
        entry(request, "project", "登记项目", PurchaseProjectForm, add, "项目已登记。"),
        entry(request, "book", "大额标准、审批权限、开放数据前缀", BookSettingForm, change, "已保存。", "保存",
              instance=copy(book)),
    ]  # fmt: skip
