"""The lists: books within reach, the contracts and requests of one, what waits for somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from mingzhang.purchasing.fault import in_column
from mingzhang.purchasing.ledger import SELECTION, PurchaseContract, PurchaseLedger
from mingzhang.purchasing.steps import RequestState, RequestStep
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, Visitor, where
from mingzhang.web.purchasing import duties
from mingzhang.web.purchasing.carried import exact
from mingzhang.web.purchasing.carrying_models import BookAcceptance
from mingzhang.web.purchasing.models import BookProject, BookQuote, PurchaseBook
from mingzhang.web.purchasing.paying_models import BookRequest
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.lists import list_workbook

_ROWS = 100  # on one page
_NEXT = {RequestState.ASKED: RequestStep.APPROVE, RequestState.CHECKED: RequestStep.SIGN}
CONTRACT_HEADS = (
    "合同编号", "项目", "供应商", "规模", "合同类型", "采购品目", "签订时（万元）", "现在（万元）",
    "已付（万元）", "未付（万元）", "验收",
)  # fmt: skip


@dataclass(frozen=True)
class BookList:
    """One page of books, and what was asked for."""

    pages: Page[Any]  # of books
    q: str
    year: str
    years: list[int]


@dataclass(frozen=True)
class ContractLine:
    """A contract as a list shows it, amounts in 万元."""

    contract: PurchaseContract
    project: str
    worth: str
    paid: str
    left: str
    accepted: bool

    @property
    def signed_for(self) -> str:
        """What it was signed for."""
        return in_column(self.contract.amount)

    @property
    def cells(self) -> tuple[object, ...]:
        """The line of a workbook."""
        made = self.contract
        return (
            made.number, self.project, made.supplier, made.size, made.kind, made.bought, self.signed_for,
            self.worth, self.paid, self.left, "合格" if self.accepted else "",
        )  # fmt: skip


@dataclass(frozen=True)
class WaitingLine:
    """Something that waits for somebody: what, of whom, where."""

    what: str
    name: str
    organisation: Organisation
    address: str
    amount: str = ""


def words_of(asked: Mapping[str, str], name: str) -> str:
    """What was asked for under a name.

    >>> words_of({"q": " 甲公司 "}, "q"), words_of({}, "q")
    ('甲公司', '')
    """
    return asked.get(name, "").strip()


def within(visitor: Visitor, action: Action = Action.SEE_PURCHASES) -> QuerySet[PurchaseBook]:
    """The books that the visitor's right reaches."""
    return PurchaseBook.objects.filter(organisation__in=Organisation.objects.below(*where(visitor, action)))


def books_of(visitor: Visitor, asked: Mapping[str, str]) -> BookList:
    """The page of books that is asked for, in a number of queries that does not grow."""
    q, year = words_of(asked, "q"), words_of(asked, "year")
    every = within(visitor)
    years = sorted(set(every.order_by().values_list("year", flat=True)), reverse=True)
    found = every.filter(organisation__name__contains=q) if q else every
    if year.isdecimal() and len(year) == 4:
        found = found.filter(year=int(year))
    open_ = [RequestState.ASKED.value, RequestState.CHECKED.value]
    counted = (
        found.select_related("organisation")
        .annotate(
            project_count=Count("projects", distinct=True),
            contract_count=Count("contracts", distinct=True),
            open_count=Count("requests", filter=Q(requests__state__in=open_), distinct=True),
        )
        .order_by("-year", "organisation__path", "pk")
    )
    return BookList(Paginator(counted, _ROWS).get_page(asked.get("page")), q, year, years)


def contract_lines(ledger: PurchaseLedger, asked: Mapping[str, str]) -> list[ContractLine]:
    """The contracts of a ledger that are asked for."""
    q, kind = words_of(asked, "q"), words_of(asked, "kind")
    names = {each.code: each.name for each in ledger.projects}
    found = []
    for each in ledger.contracts:
        name = names.get(each.project, each.project)
        if (kind and each.kind != kind) or (q and q not in f"{each.number} {each.supplier} {name}"):
            continue
        worth, paid = ledger.worth(each.number), ledger.paid(each.number)
        left = None if worth is None or paid is None else worth - paid
        found.append(
            ContractLine(
                each, name, in_column(worth), in_column(paid), in_column(left), ledger.accepted(each.number)
            )
        )
    return found


def contract_page(ledger: PurchaseLedger, asked: Mapping[str, str]) -> Page[Any]:
    """One page of contracts."""
    return Paginator(contract_lines(ledger, asked), _ROWS).get_page(asked.get("page"))


def contract_book(ledger: PurchaseLedger, asked: Mapping[str, str]) -> bytes:
    """The same as a workbook, whole."""
    return list_workbook("合同", CONTRACT_HEADS, [each.cells for each in contract_lines(ledger, asked)])


def waiting_for(person: Person) -> list[WaitingLine]:
    """What waits for somebody, in a number of queries that does not grow."""
    confirms = Organisation.objects.below(*where(person, Action.CONFIRM_PURCHASES))
    signs = Organisation.objects.below(*where(person, Action.SIGN_PURCHASES))
    keeps = Organisation.objects.below(*where(person, Action.KEEP_PURCHASES))
    return [
        *_selections(confirms, person),
        *_acceptances(confirms, person),
        *_requests(confirms, RequestState.ASKED, "审核付款申请", person),
        *_requests(signs, RequestState.CHECKED, "签批大额付款", person),
        *_requests(keeps, RequestState.APPROVED, "付款", person),
    ]


def _selections(units: QuerySet[Organisation], person: Person) -> list[WaitingLine]:
    proposed = BookQuote.objects.filter(project=OuterRef("pk"), chosen=True)
    found = BookProject.objects.filter(Exists(proposed), book__organisation__in=units, decided=None)
    others = found.exclude(proposed_by=person)
    some = others.filter(method=SELECTION, contracts=None).select_related("book__organisation")
    return [WaitingLine("定标", str(e), e.organisation, e.address) for e in some.order_by("pk")[:_ROWS]]


def _acceptances(units: QuerySet[Organisation], person: Person) -> list[WaitingLine]:
    along = ("deliverable__contract__book__organisation",)
    found = BookAcceptance.objects.filter(
        deliverable__contract__book__organisation__in=units, confirmed=None, returned=""
    ).exclude(entered_by=person)
    some = found.select_related(*along).order_by("day", "pk")[:_ROWS]
    return [
        WaitingLine("确认验收", e.deliverable.text, e.organisation, e.deliverable.contract.address)
        for e in some
    ]


def _requests(
    units: QuerySet[Organisation], state: RequestState, what: str, person: Person
) -> list[WaitingLine]:
    found = BookRequest.objects.filter(book__organisation__in=units, state=state.value)
    along = found.select_related("book__organisation", "contract").prefetch_related("notes")
    some = [each for each in along.order_by(F("day").asc(), "pk")[:_ROWS] if not _against(each, person)]
    return [
        WaitingLine(
            what, f"{e.number}（合同 {e.contract}）", e.organisation, e.address, in_column(exact(e.amount))
        )
        for e in some
    ]


def _against(request: BookRequest, person: Person) -> str:
    """Why what a request waits for is for another person."""
    step, notes = _NEXT.get(RequestState(request.state)), request.notes.all()
    return duties.against_paying(notes, person) if step is None else duties.against_step(step, notes, person)
