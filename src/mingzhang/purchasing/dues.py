"""到期提醒: which instalments of the payment plans and which deliverables are due, and what is late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mingzhang.facts.days import day_words
from mingzhang.facts.number import SCALES
from mingzhang.purchasing.ledger import PASSED, PlannedPayment, PurchaseContract, PurchaseLedger
from mingzhang.scoring.precision import written

WITHIN = 30  # days before its day that something is spoken of
INSTALMENT, DELIVERABLE = "计划付款", "交付物"


@dataclass(frozen=True)
class PurchaseDue:
    """Something that is due under a contract: ``row`` is that of its record in the ledger."""

    contract: str
    kind: str
    name: str
    day: date
    row: int | None

    @property
    def words(self) -> str:
        """What is due and when, in a sentence without its end.

        >>> PurchaseDue("07", DELIVERABLE, "报告", date(2026, 3, 2), None).words
        '合同07：交付物“报告”期限2026年3月2日'
        """
        return f"合同{self.contract}：{self.kind}“{self.name}”期限{day_words(self.day)}"

    def told(self, today: date) -> str:
        """The same with how far off it is.

        >>> made = PurchaseDue("07", DELIVERABLE, "报告", date(2026, 3, 2), None)
        >>> made.told(date(2026, 3, 5)), made.told(date(2026, 3, 1))
        ('合同07：交付物“报告”期限2026年3月2日，已过3天', '合同07：交付物“报告”期限2026年3月2日，还有1天')
        """
        left = (self.day - today).days
        return f"{self.words}，" + (f"还有{left}天" if left > 0 else f"已过{-left}天" if left else "就是今天")


def dues(ledger: PurchaseLedger, today: date, within: int = WITHIN) -> list[PurchaseDue]:
    """What is due within so many days or late, the earliest first; of projects that are filed nothing is.

    >>> made = PurchaseLedger(contracts=[PurchaseContract("07", "A", "甲公司")])
    >>> made.planned = [PlannedPayment("07", "1", "首付", Fraction(5000), date(2026, 3, 2))]
    >>> [each.name for each in dues(made, date(2026, 2, 20))], dues(made, date(2026, 1, 2))
    (['首付 0.5万元'], [])
    """
    filed = {each.code for each in ledger.projects if each.filed}
    found = [
        each
        for contract in ledger.contracts
        if contract.project not in filed
        for each in waits_of(ledger, contract)
    ]
    return sorted((each for each in found if (each.day - today).days <= within), key=lambda each: each.day)


def waits_of(ledger: PurchaseLedger, contract: PurchaseContract) -> Iterator[PurchaseDue]:
    """What of a contract waits: deliverables that have not passed, instalments nobody has asked for."""
    last = ledger.verdicts(contract.number)
    for thing in ledger.deliverables:
        if thing.contract == contract.number and thing.due and last.get(thing.code) != PASSED:
            yield PurchaseDue(contract.number, DELIVERABLE, thing.text, thing.due, thing.row)
    for each, asked in instalments(ledger, contract.number):
        if not asked and each.due:
            amount = "" if each.amount is None else f" {written(each.amount / SCALES['万元'])}万元"
            yield PurchaseDue(contract.number, INSTALMENT, f"{each.text}{amount}", each.due, each.row)


def instalments(ledger: PurchaseLedger, contract: str) -> list[tuple[PlannedPayment, bool]]:
    """The instalments of a contract in the order of their days, each with whether it has been asked for.

    Requests fill the plan from its beginning; from an unknown amount on nothing is known to be asked for.
    """
    asked = sum((e.amount or Fraction(0) for e in ledger.requests if e.contract == contract), Fraction(0))
    own = [each for each in ledger.planned if each.contract == contract]
    found, planned, known = list[tuple[PlannedPayment, bool]](), Fraction(0), True
    for each in sorted(own, key=lambda e: (e.due is None, e.due or date.max, e.code)):
        known = known and each.amount is not None
        planned += each.amount or 0
        found.append((each, known and planned <= asked))
    return found
