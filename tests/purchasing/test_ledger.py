"""The ledger: what contracts are worth, what was paid and accepted, whatever the order of its rows."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from examples.purchases import ledger, wan
from mingzhang.purchasing.ledger import (
    ContractAmendment,
    ContractDeliverable,
    DeliverableAcceptance,
    LedgerPayment,
    PaymentRequest,
    PurchaseContract,
    PurchaseLedger,
    total,
)

DAY = date(2020, 1, 1)
_amounts = st.integers(0, 10**9).map(lambda fen: Fraction(fen, 100))


@given(
    signed=_amounts,
    changes=st.lists(st.tuples(st.integers(1, 300), _amounts), max_size=5, unique_by=lambda each: each[0]),
    seed=st.integers(0, 5),
)
def test_a_contract_is_worth_what_its_last_change_says(
    signed: Fraction, changes: list[tuple[int, Fraction]], seed: int
) -> None:
    made = PurchaseLedger(contracts=[PurchaseContract("1", "A", "甲", amount=signed)])
    made.amendments = [ContractAmendment("1", DAY + timedelta(day), after=amount) for day, amount in changes]
    Random(seed).shuffle(made.amendments)
    in_order = sorted(changes)
    assert made.worth("1") == (in_order[-1][1] if in_order else signed)
    assert made.worth("1", DAY) == signed
    for day, amount in in_order:
        assert made.worth("1", DAY + timedelta(day)) == amount


@given(paid=st.lists(st.tuples(st.integers(0, 300), _amounts), max_size=6))
def test_what_was_paid_grows_with_the_days_to_the_whole(paid: list[tuple[int, Fraction]]) -> None:
    made = PurchaseLedger(
        contracts=[PurchaseContract("1", "A", "甲")], requests=[PaymentRequest("F", "1", DAY)]
    )
    made.payments = [LedgerPayment("F", DAY + timedelta(day), amount) for day, amount in paid]
    sums = [made.paid("1", DAY + timedelta(day)) for day in range(0, 301, 50)]
    known = [each for each in sums if each is not None]
    assert known == sorted(known) and known[-1] == made.paid("1") == sum(amount for _, amount in paid)


def test_an_unknown_payment_makes_the_sum_unknown_from_its_day_on() -> None:
    made = ledger()
    made.payments.append(LedgerPayment("F-01", date(2020, 12, 1), None))
    assert made.paid("2020-07") is None
    assert made.paid("2020-07", date(2020, 11, 30)) == wan("12")
    assert total([None]) is None


def test_the_last_acceptance_of_each_deliverable_counts() -> None:
    made = PurchaseLedger(
        deliverables=[ContractDeliverable("1", "1", "报告"), ContractDeliverable("1", "2", "数据")]
    )
    made.acceptances = [
        DeliverableAcceptance("1", "1", DAY + timedelta(9), verdict="合格"),
        DeliverableAcceptance("1", "1", DAY, verdict="不合格"),
        DeliverableAcceptance("1", "2", DAY, verdict="合格"),
    ]
    assert made.accepted("1") and not made.accepted("1", DAY + timedelta(8))
    made.acceptances.append(DeliverableAcceptance("1", "2", DAY + timedelta(20), verdict="不合格"))
    assert not made.accepted("1")


def test_a_contract_that_lists_nothing_is_accepted_by_nothing() -> None:
    assert not PurchaseLedger(contracts=[PurchaseContract("1", "A", "甲")]).accepted("1")


def test_what_is_not_there_is_not_found() -> None:
    made = ledger()
    assert made.project("999") is None and made.contract("999") is None and made.request("999") is None
    assert made.worth("999") is None and made.paid("999") == 0
