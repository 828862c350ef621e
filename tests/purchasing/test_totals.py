"""The published totals: those of an account reproduced, each the sum of its rows, an unknown one left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples.purchases import ledger, wan
from mingzhang.purchasing.ledger import (
    LedgerPayment,
    PaymentRequest,
    PurchaseContract,
    PurchaseLedger,
    PurchaseProject,
)
from mingzhang.purchasing.totals import (
    BOUGHT,
    PROCURED,
    AccountTotal,
    against_account,
    execution,
    shares,
    totals,
    unit_cost,
)

END = date(2020, 12, 31)


def test_the_totals_of_the_account_are_reproduced() -> None:
    found = totals(ledger(), END)
    told = {name: each.text for name, each in found.items()}
    assert told[PROCURED] == "7.32万元" and told["政府采购支出：货物"] == "7.23万元"
    assert told["政府采购支出：服务"] == "0.09万元" and told[BOUGHT] == "208.29万元"
    assert shares(found) == [("授予中小企业", "100%"), ("授予小微企业", "93.17%")]


def test_every_total_is_the_sum_of_the_rows_behind_it() -> None:
    for each in totals(ledger(), END).values():
        assert sum(Fraction(row[-1]) for row in each.rows) == each.number


_contracts = st.lists(
    st.tuples(
        st.sampled_from(("购买服务", "政府采购", "其他")), st.sampled_from(("货物", "工程", "服务")),
        st.sampled_from(("大型", "中型", "小型", "微型", "其他", "")), st.integers(0, 10**9),
        st.lists(st.tuples(st.integers(-40, 400), st.integers(0, 10**9)), max_size=3),
    ),
    max_size=8,
)  # fmt: skip


@given(rows=_contracts)
def test_any_total_is_the_sum_of_its_rows_and_the_kinds_add_up(rows: list[Any]) -> None:
    made = PurchaseLedger("某局", 2020, projects=[PurchaseProject("A", "项目")])
    for at, (kind, bought, size, fen, payments) in enumerate(rows):
        made.contracts.append(PurchaseContract(f"{at}", "A", "甲", size, kind, bought, Fraction(fen, 100)))
        made.requests.append(PaymentRequest(f"F-{at}", f"{at}", date(2020, 1, 1)))
        made.payments += [
            LedgerPayment(f"F-{at}", date(2020, 1, 1) + timedelta(day), Fraction(paid, 100))
            for day, paid in payments
        ]
    found = totals(made, END)
    for each in found.values():
        assert sum(Fraction(row[-1]) for row in each.rows) == each.number
        assert len({row[0] for row in each.rows}) == len(each.rows)
    parts = sum(found[f"{PROCURED}：{bought}"].number for bought in ("货物", "工程", "服务"))
    assert parts == found[PROCURED].number
    small, medium = ({row[0] for row in found[name].rows} for name in ("授予小微企业", "授予中小企业"))
    assert small <= medium <= {row[0] for row in found[PROCURED].rows}
    of_year = [p.amount for p in made.payments if p.day.year == 2020]
    others = made.paid_in_year([each for each in made.contracts if each.kind == "其他"])
    assert (found[BOUGHT].number + found[PROCURED].number) * 10_000 + (others or 0) == sum(
        filter(None, of_year)
    )


def test_a_piece_that_was_accepted_at_the_second_try_is_counted_once() -> None:
    made = ledger()
    first = next(each for each in made.acceptances if each.contract == "2020-11")
    cost = unit_cost(made, "2020-11")
    made.acceptances.append(replace(first, day=date(2020, 11, 30), counted=Fraction(100), verdict="不合格"))
    assert unit_cost(made, "2020-11") == cost == Fraction(420_000, 202_000)
    made.acceptances.append(replace(first, day=date(2020, 12, 30), verdict="不合格"))
    assert unit_cost(made, "2020-11") is None


def test_an_unknown_amount_leaves_out_what_it_would_be_part_of() -> None:
    made = ledger()
    made.payments = [replace(each, amount=None) if each.request == "F-01" else each for each in made.payments]
    assert BOUGHT not in totals(made, END) and PROCURED in totals(made, END)


def test_payments_of_another_year_are_no_spending_of_this_one() -> None:
    made = ledger()
    made.payments = [
        replace(each, day=date(2021, 1, 5)) if each.request == "F-02" else each for each in made.payments
    ]
    assert totals(made, END)[BOUGHT].text == "180万元"


def test_what_was_saved_and_what_a_piece_cost() -> None:
    assert execution(ledger())[0] == ("满意度调查", wan("40.29"), wan("49.29"), wan("9"))
    assert unit_cost(ledger(), "2020-11") == Fraction(420_000, 202_000)
    assert unit_cost(ledger(), "2020-07") is None  # two kinds of pieces have no common cost


@pytest.mark.parametrize(
    ("said", "decimals", "gap"),
    [
        ("208.29", 2, ""),
        ("208.3", 1, ""),
        ("208", 0, ""),
        ("208.28", 2, "台账多0.01万元"),
        ("208.4", 1, "台账少0.1万元"),
    ],
)
def test_the_account_is_compared_as_it_prints(said: str, decimals: int, gap: str) -> None:
    found = totals(ledger(), END)
    told = against_account(found, [AccountTotal(BOUGHT, Fraction(said), decimals)])
    assert [words for _, words in told if gap not in words] == [] and bool(told) is bool(gap)


def test_what_only_the_account_knows_is_compared_with_nothing() -> None:
    assert against_account({}, [AccountTotal(BOUGHT, Fraction(5), 2)]) == []
