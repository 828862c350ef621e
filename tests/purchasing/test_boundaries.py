"""Where a rule begins and ends: one 分, one day, one row this side and that side of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples.purchases import ledger, wan
from mingzhang.facts.days import day_words
from mingzhang.purchasing.fault import money
from mingzhang.purchasing.faults import faults_of
from mingzhang.purchasing.ledger import LedgerPayment, PurchaseLedger

FEN = Fraction(1, 100)
DAY = timedelta(1)


def told(made: PurchaseLedger) -> list[tuple[str, str]]:
    """What does not hold, as sheet and column."""
    return [(fault.sheet, fault.field) for fault in faults_of(made)]


def quote(made: PurchaseLedger, fen: int) -> None:
    """Move the quote that was chosen."""
    made.quotes[1] = replace(made.quotes[1], price=wan("44.29") + fen * FEN)


def budget(made: PurchaseLedger, fen: int) -> None:
    """Move the budget against what the contract is worth in the end."""
    made.projects[0] = replace(made.projects[0], budget=wan("40.29") + fen * FEN)
    made.adjustments[0] = replace(made.adjustments[0], after=wan("40.29") + fen * FEN)


def large(made: PurchaseLedger, fen: int) -> None:
    """Move the amount from which the party group decides, against a payment it did not see."""
    made.large = wan("28.29") + fen * FEN
    made.requests[1] = replace(made.requests[1], approvals=("分管领导",), meeting="")


def request(made: PurchaseLedger, fen: int) -> None:
    """Move what was asked for, against what was paid on it; the contract leaves room for one 分 more."""
    made.amendments[0] = replace(made.amendments[0], after=wan("40.29") + FEN)
    made.planned[1] = replace(made.planned[1], amount=wan("28.29") + FEN)
    made.requests[0] = replace(made.requests[0], amount=wan("12") + fen * FEN)


def counted(made: PurchaseLedger, fen: int) -> None:
    """Move what was accepted, against what was to come."""
    made.acceptances[0] = replace(made.acceptances[0], counted=Fraction(6000 + fen))


@pytest.mark.parametrize(
    ("move", "place"),
    [
        (quote, ("合同", "amount")),
        (budget, ("项目", "budget")),
        (request, ("付款", "amount")),
        (counted, ("验收", "verdict")),
    ],
)
def test_equal_holds_and_one_less_is_told(
    move: Callable[[PurchaseLedger, int], None], place: tuple[str, str]
) -> None:
    for fen, wanted in ((1, []), (0, []), (-1, [place])):
        made = ledger()
        move(made, fen)
        assert told(made) == wanted, fen


def test_the_large_sum_begins_at_its_amount() -> None:
    for fen, wanted in ((1, []), (0, [("付款申请", "approvals")]), (-1, [("付款申请", "approvals")])):
        made = ledger()
        large(made, fen)
        assert told(made) == wanted, fen


def test_what_is_booked_agrees_to_the_fen_in_both_directions() -> None:
    for fen, said in ((1, "付款少0.000001万元"), (-1, "付款多0.000001万元")):
        made = ledger()
        made.projects[1] = replace(made.projects[1], booked=wan("42") + fen * FEN)
        (fault,) = faults_of(made)
        assert (fault.sheet, fault.field) == ("项目", "booked") and said in fault.message


def test_a_contract_may_be_signed_on_the_day_of_the_quote_and_not_before() -> None:
    made = ledger()
    made.quotes = [replace(each, day=date(2020, 4, 1)) for each in made.quotes]
    assert told(made) == []
    made.quotes = [replace(each, day=date(2020, 4, 2)) for each in made.quotes]
    assert told(made) == [("合同", "signed")]


def test_a_payment_may_follow_on_the_day_of_its_request_and_not_before() -> None:
    made = ledger()
    asked = made.requests[0].day
    made.payments[0] = replace(made.payments[0], day=asked)
    assert told(made) == []
    made.payments[0] = replace(made.payments[0], day=asked - DAY)
    assert told(made) == [("付款", "day")]


def test_the_last_instalment_may_be_asked_for_on_the_day_of_the_last_acceptance() -> None:
    made = ledger()
    last = max(each.day for each in made.acceptances if each.contract == "2020-07")
    made.requests[1] = replace(made.requests[1], day=last)
    assert told(made) == []
    made.requests[1] = replace(made.requests[1], day=last - DAY)
    assert told(made) == [("付款申请", "final")]


def test_an_amendment_takes_effect_on_its_own_day() -> None:
    made = ledger()
    changed = made.amendments[0].day
    assert made.worth("2020-07", changed - DAY) == wan("44.29")
    assert made.worth("2020-07", changed) == wan("40.29")


def test_what_was_paid_before_an_amendment_is_held_against_the_contract_of_then() -> None:
    """All paid in full, then the contract is cut: the payment was right, the ledger of the year is not."""
    made = ledger()
    made.payments[0] = replace(made.payments[0], amount=wan("44.29"))
    made.requests[0] = replace(made.requests[0], amount=wan("44.29"))
    found = [fault for fault in faults_of(made) if fault.sheet == "付款"]
    assert [fault.owner for fault in found] == ["F-02"] and "多付32.29万元" in found[0].message


@pytest.mark.parametrize("verdict", ["合格", "不合格"])
def test_a_ground_of_acceptance_needs_one_that_passed(verdict: str) -> None:
    made = ledger()
    made.acceptances = [
        replace(each, verdict=verdict) if each.contract == "2020-11" else each for each in made.acceptances
    ]
    places = told(made)
    assert (("付款申请", "basis") in places) is (verdict == "不合格")
    assert (("付款申请", "final") in places) is (verdict == "不合格")


@settings(max_examples=40, deadline=None)
@given(extra=st.integers(1, 10**9), number=st.integers(0, 5))
def test_whatever_is_paid_twice_is_told(extra: int, number: int) -> None:
    made = ledger()
    paid = made.payments[number]
    made.payments.append(LedgerPayment(paid.request, paid.day, extra * FEN, "记-重"))
    assert any(fault.sheet == "付款" and fault.field == "amount" for fault in faults_of(made))


@settings(max_examples=40, deadline=None)
@given(order=st.permutations(range(10)))
def test_the_order_of_rows_changes_nothing(order: list[int]) -> None:
    made = ledger()
    made.payments = [made.payments[index] for index in order]
    made.requests = [made.requests[index] for index in order]
    made.acceptances = made.acceptances[::-1]
    made.marks = made.marks[::-1]
    assert faults_of(made) == []


@given(fen=st.integers(0, 10**13))
def test_an_amount_is_told_exactly(fen: int) -> None:
    said = money(fen * FEN)
    assert said.endswith("万元") and wan(said.removesuffix("万元")) == fen * FEN


@given(day=st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_day_is_told_as_it_is_filled_in(day: date) -> None:
    year, month, rest = day_words(day).replace("年", "|").replace("月", "|").split("|")
    assert (int(year), int(month), int(rest.removesuffix("日"))) == (day.year, day.month, day.day)


def test_a_fault_names_its_sheet_its_row_and_a_column_that_is_there() -> None:
    from mingzhang.purchasing.workbook import BOOK

    columns = {sheet.name: {name for name, _ in sheet.fields} for sheet in BOOK}
    made = ledger()
    for name in (
        "projects",
        "quotes",
        "marks",
        "contracts",
        "amendments",
        "deliverables",
        "acceptances",
        "requests",
        "payments",
    ):
        rows = getattr(made, name)
        rows[:] = [replace(each, row=number) for number, each in enumerate(rows, 5)]
    made.projects = [replace(each, budget=Fraction(1), booked=Fraction(1)) for each in made.projects]
    made.requests = [replace(each, approvals=(), final=True) for each in made.requests]
    made.payments = [replace(each, day=date(2020, 1, 2), amount=wan("99")) for each in made.payments]
    made.acceptances = [replace(each, evidence="", counted=Fraction(1)) for each in made.acceptances]
    found = faults_of(made)
    assert len(found) > 20
    for fault in found:
        assert fault.field in columns[fault.sheet] and fault.row is not None and fault.row >= 5
        assert fault.message and not fault.message.endswith("。") and "\n" not in fault.message
