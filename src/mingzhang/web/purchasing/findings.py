"""What does not hold in a book, each with the page where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from mingzhang.facts.measure import LiveMeasure
from mingzhang.purchasing import fault as sheets
from mingzhang.purchasing.fault import PurchaseFault
from mingzhang.purchasing.faults import faults_of
from mingzhang.purchasing.ledger import PurchaseLedger
from mingzhang.purchasing.steps import RequestState
from mingzhang.web.performance.measured import measures_for
from mingzhang.web.purchasing.models import PurchaseBook
from mingzhang.web.purchasing.totals_page import account_gaps

_OF_PROJECT = (sheets.PROJECTS, sheets.ADJUSTMENTS, sheets.QUOTES, sheets.MARKS, sheets.INVITATIONS)
_OF_REQUEST = (sheets.REQUESTS, sheets.PAYMENTS)


@dataclass(frozen=True)
class StandingFault:
    """Something that does not hold: where, what, and the page on which it is put right."""

    where: str
    message: str
    address: str
    row: int | None


def counts_for(book: PurchaseBook, ledger: PurchaseLedger) -> dict[str, LiveMeasure]:
    """What the systems count of a book's year, where anything of its ledger is counted by them."""
    bound = any(each.measure for each in ledger.deliverables)
    return measures_for(book.organisation, book.year) if bound else {}


def standing(
    book: PurchaseBook, ledger: PurchaseLedger, counts: Mapping[str, LiveMeasure] | None = None
) -> list[StandingFault]:
    """Everything that does not hold in a book; what the systems count is asked for where it is not given."""
    counts = counts_for(book, ledger) if counts is None else counts
    projects = {each.code: each.row for each in ledger.projects}
    contracts = {each.number: each.row for each in ledger.contracts}
    requests = {each.number: each.contract for each in ledger.requests}
    found = []
    for fault in faults_here(book, ledger, counts):
        contract = requests.get(fault.owner, "") if fault.sheet in _OF_REQUEST else fault.owner
        if fault.sheet in _OF_PROJECT:
            where, key, name = "project", projects.get(fault.owner), f"项目 {fault.owner}"
        else:
            where, key, name = "contract", contracts.get(contract), _named(fault, contract)
        address = reverse(f"purchasing:{where}", args=[key]) if key else book.address
        found.append(StandingFault(name, fault.message, address, fault.row))
    gaps = account_gaps(book, ledger)
    where = reverse("purchasing:totals", args=[book.pk])
    return found + [StandingFault("部门决算", words, where, None) for words in gaps]


def faults_here(
    book: PurchaseBook, ledger: PurchaseLedger, counts: Mapping[str, LiveMeasure] | None = None
) -> list[PurchaseFault]:
    """The faults of a ledger, but for approvals that somebody is still asked for and nothing is paid on."""
    asked = [RequestState.ASKED.value, RequestState.CHECKED.value]
    waits = set(book.requests.filter(state__in=asked, payments=None).values_list("pk", flat=True))
    return [
        fault
        for fault in faults_of(ledger, counts)
        if not (fault.sheet == sheets.REQUESTS and fault.field == "approvals" and fault.row in waits)
    ]


def _named(fault: PurchaseFault, contract: str) -> str:
    own = f"申请 {fault.owner}" if fault.sheet in _OF_REQUEST else fault.sheet
    return f"合同 {contract}" if fault.sheet == sheets.CONTRACTS else f"合同 {contract}，{own}"


def at(found: Iterable[StandingFault], address: str) -> list[StandingFault]:
    """Those that stand on a page."""
    return [each for each in found if each.address == address]
