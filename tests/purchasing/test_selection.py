"""The order of a selection: total, stable, equal marks share a place."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.purchasing.ledger import JudgeMark, PurchaseLedger, SupplierQuote
from mingzhang.purchasing.selection import compared


@given(marks=st.lists(st.integers(0, 4), min_size=1, max_size=6), seed=st.integers(0, 9))
def test_places_follow_the_marks_whatever_the_order_of_the_rows(marks: list[int], seed: int) -> None:
    quotes = [SupplierQuote("A", f"{n}号", price=Fraction(n + 1)) for n in range(len(marks))]
    given_ = [
        JudgeMark("A", f"{n}号", judge, "方案", Fraction(9), Fraction(mark))
        for n, mark in enumerate(marks)
        for judge in "12"
    ]
    found = {c.quote.supplier: c.place for c in compared(PurchaseLedger(quotes=quotes, marks=given_), "A")}
    assert found == {f"{n}号": 1 + sum(other > mark for other in marks) for n, mark in enumerate(marks)}
    Random(seed).shuffle(given_)
    again = compared(PurchaseLedger(quotes=quotes[::-1], marks=given_), "A")
    assert {c.quote.supplier: c.place for c in again} == found


def test_a_supplier_that_a_judge_passed_over_has_no_place() -> None:
    given_ = (("甲", "1", 5), ("乙", "1", 6), ("甲", "2", 5))
    marks = [
        JudgeMark("A", supplier, judge, "方案", None, Fraction(mark)) for supplier, judge, mark in given_
    ]
    quotes = [SupplierQuote("A", "甲"), SupplierQuote("A", "乙")]
    found = compared(PurchaseLedger(quotes=quotes, marks=marks), "A")
    assert [(c.quote.supplier, c.place) for c in found] == [("甲", 1), ("乙", None)]


def test_without_marks_suppliers_stand_by_price_and_an_unknown_price_last() -> None:
    prices = {"甲": Fraction(3), "乙": None, "丙": Fraction(2)}
    quotes = [SupplierQuote("A", supplier, price=price) for supplier, price in prices.items()]
    found = compared(PurchaseLedger(quotes=quotes), "A")
    assert [(c.quote.supplier, c.place) for c in found] == [("丙", None), ("甲", None), ("乙", None)]


def test_a_selection_sees_the_quotes_of_its_own_project() -> None:
    quotes = [SupplierQuote("A", "甲"), SupplierQuote("B", "乙")]
    marks = [JudgeMark("B", "乙", "9", "方案", None, Fraction(1))]
    found = compared(PurchaseLedger(quotes=quotes, marks=marks), "A")
    assert [(c.quote.supplier, c.mark) for c in found] == [("甲", None)]
