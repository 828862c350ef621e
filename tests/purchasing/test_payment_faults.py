"""Payments: never more than the contract at any moment, nothing before the contract, whatever the history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from examples.purchases import ledger
from mingzhang.purchasing.faults import faults_of
from mingzhang.purchasing.ledger import (
    ContractAmendment,
    LedgerPayment,
    PaymentRequest,
    PurchaseContract,
    PurchaseLedger,
    PurchaseProject,
)

SIGNED = date(2026, 1, 5)
_fen = st.integers(0, 1000)
_days = st.integers(0, 12)


@settings(max_examples=300, deadline=None)
@given(
    amount=_fen,
    changes=st.lists(st.tuples(_days, _fen), max_size=3),
    payments=st.lists(st.tuples(_days, _fen), max_size=4),
)
def test_more_than_the_contract_is_told_exactly_where_it_is_so_at_some_moment(
    amount: int, changes: list[tuple[int, int]], payments: list[tuple[int, int]]
) -> None:
    made = PurchaseLedger(projects=[PurchaseProject("A", "调查", method="询价")])
    made.contracts = [PurchaseContract("1", "A", "甲公司", amount=Fraction(amount), signed=SIGNED)]
    made.amendments = [
        ContractAmendment("1", SIGNED + timedelta(day), after=Fraction(fen), reason="调整")
        for day, fen in changes
    ]
    made.requests = [PaymentRequest("F", "1", SIGNED, approvals=("局长",))]
    made.payments = [LedgerPayment("F", SIGNED + timedelta(day), Fraction(fen)) for day, fen in payments]
    too_much = [
        day
        for day in range(14)
        for worth, paid in [
            (made.worth("1", SIGNED + timedelta(day)), made.paid("1", SIGNED + timedelta(day)))
        ]
        if worth is not None and paid is not None and paid > worth
    ]
    told = [each for each in faults_of(made) if "超过合同金额" in each.message or "已付的" in each.message]
    assert bool(told) == bool(too_much), (told, too_much)


def test_nothing_is_accepted_or_asked_for_before_the_contract_is_signed() -> None:
    made = ledger()
    asked, accepted = made.requests[5], made.acceptances[2]
    made.requests[5] = replace(asked, day=date(2020, 9, 7))
    made.acceptances[2] = replace(accepted, day=date(2020, 5, 10))
    assert [(each.sheet, each.message) for each in faults_of(made)] == [
        ("付款申请", "申请日期2020年9月7日早于合同签订日期2020年9月8日"),
        ("验收", "验收日期2020年5月10日早于合同签订日期2020年5月11日"),
    ]
    made.requests[5] = replace(asked, day=date(2020, 9, 8))
    made.acceptances[2] = replace(accepted, day=date(2020, 5, 11))
    assert faults_of(made) == []
