"""The ledger of purchases: projects, quotes, contracts and their amendments, deliverables, payments.

Amounts are exact and in 元; ``None`` is unknown, which is not zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from mingzhang.catalogue import NATION

SELECTION = "比选"  # the way of buying that is told by quotes and marks
DIRECT = ("单一来源", "框架协议采购")  # ways of buying for which one supplier may be enough
METHODS = (SELECTION, "公开招标", "邀请招标", "竞争性谈判", "竞争性磋商", "询价", *DIRECT)
SERVICE, PROCUREMENT, OTHER = "购买服务", "政府采购", "其他"  # kinds of contracts, as accounts publish them
PASSED, FAILED = "合格", "不合格"
ADVANCE, PROGRESS, ACCEPTED = "预付", "进度", "验收"  # on what a payment is asked for
MEETING = "党组会"  # the approval that large sums need


@dataclass(frozen=True, slots=True)
class PurchaseProject:
    """What is to be bought: its budget from the year's beginning and after adjustments, and how it is bought.

    ``booked`` is what the accounts show as spent on it, for the tie with the payments; ``evaluated`` and
    ``filed`` are the days of its self-evaluation and of its files being closed; ``owner`` is a post.
    """

    code: str
    name: str
    department: str = ""
    source: str = ""
    original: Fraction | None = None
    budget: Fraction | None = None
    booked: Fraction | None = None
    method: str = SELECTION
    place: str = ""
    opinion: str = ""
    evaluated: date | None = None
    filed: date | None = None
    owner: str = ""
    row: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class BudgetAdjustment:
    """A change of a project's budget: what it was before, what it is after; ``basis`` is who approved it."""

    project: str
    day: date
    before: Fraction | None = None
    after: Fraction | None = None
    reason: str = ""
    basis: str = ""
    row: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class SupplierQuote:
    """What a supplier asked; ``chosen`` with a ``reason`` where it is not the first."""

    project: str
    supplier: str
    size: str = ""
    day: date | None = None
    price: Fraction | None = None
    chosen: bool = False
    reason: str = ""
    row: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class JudgeMark:
    """The mark that a judge, named by a number, gave a supplier on one criterion."""

    project: str
    supplier: str
    judge: str
    criterion: str
    full: Fraction | None = None
    mark: Fraction | None = None
    row: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PurchaseContract:
    """A contract as it was signed; what it is worth later follows from its amendments."""

    number: str
    project: str
    supplier: str
    size: str = ""
    kind: str = SERVICE
    bought: str = "服务"
    amount: Fraction | None = None
    signed: date | None = None
    start: date | None = None
    end: date | None = None
    row: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ContractAmendment:
    """A change of a contract's amount: what it was before, and what it is after."""

    contract: str
    day: date
    before: Fraction | None = None
    after: Fraction | None = None
    reason: str = ""
    row: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ContractDeliverable:
    """What is to be delivered: so much of a thing, counted by a live measure where one is named."""

    contract: str
    code: str
    text: str
    measure: str = ""
    target: Fraction | None = None
    unit: str = ""
    due: date | None = None
    row: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class DeliverableAcceptance:
    """The acceptance of a deliverable; ``by`` is a post, ``sha256`` of the evidence."""

    contract: str
    code: str
    day: date
    counted: Fraction | None = None
    verdict: str = ""
    evidence: str = ""
    sha256: str = ""
    by: str = ""
    row: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PaymentRequest:
    """A request to pay: on what ground, whether it is the last, who approved it.

    ``exception`` is the reason why a final instalment is paid without acceptance; ``content`` is what for.
    """

    number: str
    contract: str
    day: date
    amount: Fraction | None = None
    basis: str = ""
    final: bool = False
    approvals: tuple[str, ...] = ()
    meeting: str = ""
    exception: str = ""
    content: str = ""
    row: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class LedgerPayment:
    """What was paid on a request, with the voucher of the accounts."""

    request: str
    day: date
    amount: Fraction | None = None
    voucher: str = ""
    row: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ApprovalLimit:
    """Up to which amount a post may approve a payment."""

    post: str
    most: Fraction | None = None
    row: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class SupplierInvitation:
    """A supplier that was asked for a quote; ``reply`` says why it made none."""

    project: str
    supplier: str
    day: date | None = None
    reply: str = ""
    row: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PlannedPayment:
    """An instalment of a contract's payment plan: so much, on what ground, by which day."""

    contract: str
    code: str
    text: str
    amount: Fraction | None = None
    due: date | None = None
    basis: str = ""
    row: int | None = field(default=None, compare=False)


@dataclass
class PurchaseLedger:
    """All purchases of an office in a year.

    ``large`` is the amount from which the party group decides; ``prefix`` is that of the open data.

    >>> signed = PurchaseContract("1", "A", "甲公司", amount=Fraction(100))
    >>> ledger = PurchaseLedger("某局", 2020, contracts=[signed])
    >>> ledger.amendments = [ContractAmendment("1", date(2020, 5, 6), Fraction(100), Fraction(80), "减少点位")]
    >>> ledger.worth("1"), ledger.worth("1", date(2020, 5, 5)), ledger.paid("1")
    (Fraction(80, 1), Fraction(100, 1), Fraction(0, 1))
    """

    unit: str = ""
    year: int = 0
    place: str = NATION
    large: Fraction | None = None
    prefix: str = ""
    projects: list[PurchaseProject] = field(default_factory=list)
    quotes: list[SupplierQuote] = field(default_factory=list)
    marks: list[JudgeMark] = field(default_factory=list)
    contracts: list[PurchaseContract] = field(default_factory=list)
    amendments: list[ContractAmendment] = field(default_factory=list)
    deliverables: list[ContractDeliverable] = field(default_factory=list)
    acceptances: list[DeliverableAcceptance] = field(default_factory=list)
    requests: list[PaymentRequest] = field(default_factory=list)
    payments: list[LedgerPayment] = field(default_factory=list)
    limits: list[ApprovalLimit] = field(default_factory=list)
    invited: list[SupplierInvitation] = field(default_factory=list)
    planned: list[PlannedPayment] = field(default_factory=list)
    adjustments: list[BudgetAdjustment] = field(default_factory=list)

    def project(self, code: str) -> PurchaseProject | None:
        """The project of a code."""
        return next((each for each in self.projects if each.code == code), None)

    def contract(self, number: str) -> PurchaseContract | None:
        """The contract of a number."""
        return next((each for each in self.contracts if each.number == number), None)

    def request(self, number: str) -> PaymentRequest | None:
        """The request of a number."""
        return next((each for each in self.requests if each.number == number), None)

    def adjusted(self, project: str) -> list[BudgetAdjustment]:
        """The adjustments of a project's budget as they followed each other."""
        return sorted((each for each in self.adjustments if each.project == project), key=lambda e: e.day)

    def budget(self, project: PurchaseProject, day: date | None = None) -> Fraction | None:
        """What a project may spend in the year, as it stood on a day; at the end without one."""
        changes = self.adjusted(project.code)
        if day is None or not changes:
            return project.budget
        done = [each.after for each in changes if each.day <= day]
        return done[-1] if done else project.original

    def changes(self, contract: str) -> list[ContractAmendment]:
        """The amendments of a contract as they followed each other."""
        return sorted((each for each in self.amendments if each.contract == contract), key=lambda e: e.day)

    def worth(self, contract: str, day: date | None = None) -> Fraction | None:
        """What a contract is worth on a day, amendments of that day included; at the end without one."""
        signed = self.contract(contract)
        found = None if signed is None else signed.amount
        for each in self.changes(contract):
            if day is None or each.day <= day:
                found = each.after
        return found

    def payments_of(self, contract: str) -> Iterator[LedgerPayment]:
        """The payments under a contract, in the order of the ledger."""
        own = {each.number for each in self.requests if each.contract == contract}
        return (each for each in self.payments if each.request in own)

    def paid(self, contract: str, day: date | None = None) -> Fraction | None:
        """What was paid under a contract up to a day; unknown where one amount is."""
        return total(each.amount for each in self.payments_of(contract) if day is None or each.day <= day)

    def paid_in_year(self, contracts: Iterable[PurchaseContract]) -> Fraction | None:
        """What was paid under contracts within the year of the ledger; unknown where one amount is."""
        return total(
            payment.amount
            for each in contracts
            for payment in self.payments_of(each.number)
            if self.year in (0, payment.day.year)
        )

    def verdicts(self, contract: str, day: date | None = None) -> dict[str, str]:
        """What the last acceptance up to a day says of each deliverable of a contract that has one."""
        own = [
            act for act in self.acceptances if act.contract == contract and (day is None or act.day <= day)
        ]
        return {act.code: act.verdict for act in sorted(own, key=lambda act: act.day)}

    def accepted(self, contract: str, day: date | None = None) -> bool:
        """Whether every deliverable of a contract has passed by a day, the last acceptance of each counting.

        A contract without deliverables is accepted by nothing.
        """
        last = self.verdicts(contract, day)
        wanted = [each.code for each in self.deliverables if each.contract == contract]
        return bool(wanted) and all(last.get(code) == PASSED for code in wanted)

    def of_project(self, code: str) -> list[PurchaseContract]:
        """The contracts of a project."""
        return [each for each in self.contracts if each.project == code]


def total(amounts: Iterable[Fraction | None]) -> Fraction | None:
    """The sum, unknown where a part is.

    >>> total([Fraction(1), Fraction(2)]), total([Fraction(1), None]), total([])
    (Fraction(3, 1), None, Fraction(0, 1))
    """
    found = Fraction(0)
    for each in amounts:
        if each is None:
            return None
        found += each
    return found
