"""What the page of a contract shows: amendments, deliverables with acceptances, requests with payments."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from mingzhang.facts.measure import LiveMeasure
from mingzhang.purchasing.dues import instalments
from mingzhang.purchasing.fault import in_column
from mingzhang.purchasing.ledger import PaymentRequest, PurchaseLedger, total
from mingzhang.purchasing.steps import RequestState, RequestStep, request_steps
from mingzhang.purchasing.totals import unit_cost
from mingzhang.scoring.precision import Precision, written
from mingzhang.web.people.rights import Action, may
from mingzhang.web.performance.measured import measures_for
from mingzhang.web.purchasing import claiming, duties, keeping, moves, planning
from mingzhang.web.purchasing.carried import exact, ledger_of, stored_amount
from mingzhang.web.purchasing.carrying_models import BookAcceptance, BookDeliverable
from mingzhang.web.purchasing.entries import PageEntry, entry
from mingzhang.web.purchasing.findings import StandingFault, at, counts_for, standing
from mingzhang.web.purchasing.forms import (
    AcceptanceForm,
    AmendmentForm,
    ContractForm,
    DeliverableForm,
    InstalmentForm,
    PaymentForm,
    PaymentRequestForm,
)
from mingzhang.web.purchasing.models import BookContract
from mingzhang.web.purchasing.paying_models import BookRequest
from mingzhang.web.purchasing.planning_models import BookInstalment
from mingzhang.web.shared.pages import Asked
from mingzhang.web.shared.today import today


@dataclass(frozen=True)
class AcceptanceLine:
    """An acceptance, whether somebody may confirm it now, and why one who otherwise could may not."""

    row: BookAcceptance
    confirmable: bool
    against: str


@dataclass(frozen=True)
class DeliverableLine:
    """A deliverable with its acceptances, what is counted now, and what may be entered."""

    row: BookDeliverable
    now: LiveMeasure | None
    acceptances: list[AcceptanceLine]
    droppable: bool


@dataclass(frozen=True)
class InstalmentLine:
    """An instalment, whether requests cover it, whether its day is past while none does; may it be dropped.

    A draft that nobody has handed in yet covers nothing, but it keeps its instalment.
    """

    row: BookInstalment
    asked: bool
    late: bool
    droppable: bool


@dataclass(frozen=True)
class RequestLine:
    """A request with what stands against it and the steps that may be made."""

    row: BookRequest
    amount: str
    paid: str
    payments: list[Any]
    notes: list[Any]
    faults: list[StandingFault]
    steps: list[tuple[str, bool]]
    droppable: bool


def contract_page(contract: BookContract, request: Asked) -> dict[str, Any]:
    """All that the page shows, in a number of queries that does not grow."""
    ledger = ledger_of(contract.book)
    book, keeps = contract.book, _keeps(contract, request)
    able = measures_for(book.organisation, book.year) if keeps else counts_for(book, ledger)
    found = at(standing(book, ledger, able), contract.address)
    worth, paid = ledger.worth(contract.number), ledger.paid(contract.number)
    cost = unit_cost(ledger, contract.number)
    things = list(contract.deliverables.prefetch_related("acceptances__proofs", "acceptances__confirmed_by"))
    requests = list(contract.requests.prefetch_related("payments", "notes__by").select_related("book"))
    lines = [_request(each, contract, request, found) for each in requests]
    told = [fault for line in lines for fault in line.faults]
    return {
        "contract": contract,
        "worth": in_column(worth),
        "signed_for": in_column(exact(contract.amount)),
        "paid": in_column(paid),
        "left": "—" if worth is None or paid is None else in_column(worth - paid),
        "cost": "" if cost is None else f"{written(Precision().of(cost))}元",
        "amendments": list(contract.amendments.all()),
        "instalments": _plan(contract, ledger, requests, keeps),
        "deliverables": [_line(each, able, contract, request) for each in things],
        "requests": lines,
        "faults": [each for each in found if each not in told],
        "keeps": keeps,
        "entries": contract_entries(contract, request, ledger, things, requests, able) if keeps else [],
    }


def _keeps(contract: BookContract, request: Asked) -> bool:
    return may(request.user, Action.KEEP_PURCHASES, contract) and contract.project.filed is None


def _confirms(contract: BookContract, request: Asked) -> bool:
    return may(request.user, Action.CONFIRM_PURCHASES, contract) and contract.project.filed is None


def _line(
    thing: BookDeliverable, able: dict[str, LiveMeasure], contract: BookContract, request: Asked
) -> DeliverableLine:
    acts = sorted(thing.acceptances.all(), key=lambda each: (each.day, each.pk))
    confirms = _confirms(contract, request)
    lines = []
    for each in acts:
        waits = confirms and each.waits
        against = duties.against_confirming(each, request.user) if waits else ""
        lines.append(AcceptanceLine(each, waits and not against, against))
    return DeliverableLine(thing, able.get(thing.measure), lines, _keeps(contract, request) and not acts)


def _plan(
    contract: BookContract, ledger: PurchaseLedger, requests: list[BookRequest], keeps: bool
) -> list[InstalmentLine]:
    """The instalments in the order of their days, each with whether it has been asked for or is late."""
    rows = {each.pk: each for each in contract.instalments.all()}
    drafts = [PaymentRequest(e.number, contract.number, e.day, exact(e.amount)) for e in requests]
    with_drafts = instalments(replace(ledger, requests=drafts), contract.number)
    kept = {each.row for each, asked in with_drafts if asked}
    open_ = contract.project.filed is None
    return [
        InstalmentLine(
            rows[each.row], asked,
            open_ and not asked and each.due is not None and each.due < today(),
            keeps and each.row not in kept,
        )
        for each, asked in instalments(ledger, contract.number)
        if each.row in rows
    ]  # fmt: skip


def _request(
    row: BookRequest, contract: BookContract, request: Asked, found: list[StandingFault]
) -> RequestLine:
    """A request with what stands against it, and the steps that somebody may make now."""
    payments, notes = list(row.payments.all()), list(row.notes.all())
    own = [each for each in found if each.where == f"合同 {contract.number}，申请 {row.number}"]
    paid = total(exact(each.amount) for each in payments)
    steps = [
        (step.value, step is RequestStep.RETURN)
        for step in request_steps(RequestState(row.state))
        if may(request.user, moves.right_of(step, row), contract)
        and contract.project.filed is None
        and not duties.against_step(step, notes, request.user)
    ]
    fresh = row.state == RequestState.DRAFT.value and all(each.what in duties.DRAFTED for each in notes)
    return RequestLine(
        row, in_column(exact(row.amount)), in_column(paid), payments, notes, own, steps,
        fresh and not payments and _keeps(contract, request),
    )  # fmt: skip


def contract_entries(
    contract: BookContract,
    request: Asked,
    ledger: PurchaseLedger,
    things: list[BookDeliverable],
    requests: list[BookRequest],
    able: dict[str, LiveMeasure],
) -> list[PageEntry]:
    """What the keeper of the ledger may enter on the page."""
    who = request.user

    def change(said: dict[str, Any]) -> object:
        return keeping.change_contract(contract, who, said, said.pop("edition"))

    made = [
        entry(request, "request", "登记付款申请", PaymentRequestForm,
              lambda said: claiming.ask(contract, who, said), "付款申请已登记，提交以后由单位负责人审核。"),
        entry(request, "deliverable", "登记交付物", DeliverableForm,
              lambda said: keeping.add_deliverable(contract, who, said), able=able),
        entry(request, "plan", "登记付款计划", InstalmentForm,
              lambda said: planning.plan(contract, who, said)),
        entry(request, "amendment", "登记合同变更", AmendmentForm,
              lambda said: keeping.amend(contract, who, said), "合同变更已登记。",
              ledger=ledger, number=contract.number),
    ]  # fmt: skip
    made[:0] = [_accepting(request, thing) for thing in things if not _waits(thing)]
    made[:0] = [each for row in requests for each in _of_request(request, row)]
    if not requests and not contract.amendments.exists():
        initial = {"edition": contract.edition}
        made.append(
            entry(request, "contract", "修改合同", ContractForm, change, "已保存。", "保存", instance=copy(contract),
                  initial=initial)
        )  # fmt: skip
    return made


def _waits(thing: BookDeliverable) -> bool:
    return any(each.waits for each in thing.acceptances.all())


def _accepting(request: Asked, thing: BookDeliverable) -> PageEntry:
    """The acceptance of a deliverable."""

    def save(said: dict[str, Any]) -> object:
        return claiming.accept(thing, request.user, said, said.pop("proofs"))

    title = f"验收：{thing.code} {thing.text}"
    words = "验收已登记，等单位负责人确认。"
    return entry(request, f"accept-{thing.pk}", title, AcceptanceForm, save, words)


def _of_request(request: Asked, row: BookRequest) -> list[PageEntry]:
    """A draft may be mended, an approved request paid."""
    who = request.user
    if row.state == RequestState.DRAFT.value:
        return [
            entry(request, f"edit-{row.pk}", f"修改{row}", PaymentRequestForm,
                  lambda said: claiming.change_request(row, who, said), "已保存。", "保存",
                  instance=copy(row))
        ]  # fmt: skip
    if row.state != RequestState.APPROVED.value or duties.against_paying(row.notes.all(), who):
        return []

    def pay(said: dict[str, Any]) -> object:
        return moves.pay(row, who, said["day"], said["amount"], said["voucher"])

    left = exact(row.amount)
    for each in row.payments.all():
        left = None if left is None or each.amount is None else left - (exact(each.amount) or 0)
    initial = {"amount": stored_amount(left)}
    return [
        entry(request, f"pay-{row.pk}", f"登记{row}的付款", PaymentForm, pay, "付款已登记。", initial=initial)
    ]
