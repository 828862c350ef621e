"""Rows of the database as the ledger that the wing calculates with; the row of each record is its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from decimal import Decimal
from fractions import Fraction
from typing import Any

from mingzhang.catalogue import NATION
from mingzhang.purchasing.ledger import (
    ApprovalLimit,
    BudgetAdjustment,
    ContractAmendment,
    ContractDeliverable,
    DeliverableAcceptance,
    JudgeMark,
    LedgerPayment,
    PaymentRequest,
    PlannedPayment,
    PurchaseContract,
    PurchaseLedger,
    PurchaseProject,
    SupplierInvitation,
    SupplierQuote,
)
from mingzhang.purchasing.steps import RequestState
from mingzhang.web.purchasing.carrying_models import BookAcceptance, BookAmendment, BookDeliverable
from mingzhang.web.purchasing.models import BookContract, BookProject, BookQuote, PurchaseBook, QuoteMark
from mingzhang.web.purchasing.paying_models import BookPayment, BookRequest
from mingzhang.web.purchasing.planning_models import BookAdjustment, BookInstalment, BookInvitation

LISTED = "、"
_OF_PROJECT = {"project": lambda row: row.project.code}
_OF_CONTRACT = {"contract": lambda row: row.contract.number}
_OF_DELIVERABLE = {
    "contract": lambda row: row.deliverable.contract.number,
    "code": lambda row: row.deliverable.code,
}
Reading = dict[str, Callable[[Any], Any]]
#: Where the ledger keeps a record, of which rows it is made, what the way to the book is, what is read along.
_ROWS: tuple[tuple[str, type[Any], type[Any], str, tuple[str, ...], Reading], ...] = (
    ("projects", PurchaseProject, BookProject, "book", (), {}),
    ("quotes", SupplierQuote, BookQuote, "project__book", ("project",), _OF_PROJECT),
    ("marks", JudgeMark, QuoteMark, "project__book", ("project",), _OF_PROJECT),
    ("contracts", PurchaseContract, BookContract, "book", ("project",), _OF_PROJECT),
    ("amendments", ContractAmendment, BookAmendment, "contract__book", ("contract",), _OF_CONTRACT),
    ("deliverables", ContractDeliverable, BookDeliverable, "contract__book", ("contract",), _OF_CONTRACT),
    ("acceptances", DeliverableAcceptance, BookAcceptance, "deliverable__contract__book",
     ("deliverable__contract",), _OF_DELIVERABLE),
    ("requests", PaymentRequest, BookRequest, "book", ("contract",),
     _OF_CONTRACT | {"approvals": lambda row: tuple(filter(None, row.approvals.split(LISTED)))}),
    ("payments", LedgerPayment, BookPayment, "request__book", ("request",),
     {"request": lambda row: row.request.number}),
    ("invited", SupplierInvitation, BookInvitation, "project__book", ("project",), _OF_PROJECT),
    ("adjustments", BudgetAdjustment, BookAdjustment, "project__book", ("project",), _OF_PROJECT),
    ("planned", PlannedPayment, BookInstalment, "contract__book", ("contract",), _OF_CONTRACT),
)  # fmt: skip


#: Of which rows each list of a ledger is made.
MODELS: dict[str, type[Any]] = {name: model for name, _, model, *_ in _ROWS}


def ledger_of(book: PurchaseBook, drafts: bool = False) -> PurchaseLedger:
    """The ledger of a book; with ``drafts`` also what nobody has answered for yet."""
    return ledgers_of([book], drafts)[book.pk]


def ledgers_of(books: Iterable[PurchaseBook], drafts: bool = False) -> dict[int, PurchaseLedger]:
    """The ledgers of books by their keys, in as many queries as a ledger has sheets, however many."""
    some = list(books)
    found = {book.pk: _empty(book) for book in some}
    for name, record, model, way, along, reading in _ROWS:
        rows = model.objects.filter(**{f"{way}__in": some}).select_related(*along).order_by("pk")
        names = [each.name for each in fields(record) if each.name != "row"]
        for row in _answered(rows, model) if not drafts else rows:
            values = {each: _value(row, each, reading) for each in names}
            getattr(found[_book_of(row, way)], name).append(record(**values, row=row.pk))
    return found


def _empty(book: PurchaseBook) -> PurchaseLedger:
    at = book.organisation
    made = PurchaseLedger(at.name, book.year, at.region.place or NATION, exact(book.large), book.prefix)
    made.limits = limits_of(book)
    return made


def limits_of(book: PurchaseBook) -> list[ApprovalLimit]:
    """Up to which amount each post may approve."""
    return [ApprovalLimit(post, Fraction(most)) for post, most in book.limits]


def _answered(rows: Any, model: type[Any]) -> Any:
    """Acceptances that are confirmed, requests that are handed in; of the others all."""
    if model is BookAcceptance:
        return rows.exclude(confirmed=None)
    return rows.exclude(state=RequestState.DRAFT.value) if model is BookRequest else rows


def _book_of(row: Any, way: str) -> int:
    *steps, last = way.split("__")
    for step in steps:
        row = getattr(row, step)
    key: int = getattr(row, f"{last}_id")
    return key


def _value(row: Any, name: str, reading: Reading) -> Any:
    if name in reading:
        return reading[name](row)
    return exact(found) if isinstance(found := getattr(row, name), Decimal) else found


def exact(amount: Decimal | None) -> Fraction | None:
    """An amount of the database as the wing calculates with it.

    >>> exact(Decimal("0.10")), exact(None)
    (Fraction(1, 10), None)
    """
    return None if amount is None else Fraction(amount)


def stored_amount(amount: Fraction | None) -> Decimal | None:
    """An amount as the database keeps it, to the 分; the workbook has no finer ones.

    >>> stored_amount(Fraction(1, 10))
    Decimal('0.10')
    """
    return None if amount is None else (Decimal(round(amount * 100)) / 100).quantize(Decimal("0.01"))
