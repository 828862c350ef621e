"""What is due: instalments until they are asked for, deliverables until they pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples.purchases import END, ledger, wan
from mingzhang.purchasing.dues import DELIVERABLE, INSTALMENT, dues, instalments
from mingzhang.purchasing.faults import faults_of
from mingzhang.purchasing.ledger import PlannedPayment, PurchaseContract, PurchaseLedger


def test_nothing_of_a_year_that_is_over_is_due() -> None:
    assert dues(ledger(), END) == []


def test_what_was_not_accepted_and_not_asked_for_is_due_from_thirty_days_before() -> None:
    made = ledger()
    made.acceptances = [each for each in made.acceptances if each.contract != "2020-07"]
    made.requests = [each for each in made.requests if each.number != "F-02"]
    found = dues(made, date(2020, 12, 1))
    assert [(each.kind, each.name) for each in found] == [
        (DELIVERABLE, "居民有效问卷"), (DELIVERABLE, "总报告和分报告"), (INSTALMENT, "尾款 28.29万元"),
    ]  # fmt: skip
    assert found[0].told(date(2020, 12, 1)) == "合同2020-07：交付物“居民有效问卷”期限2020年11月30日，已过1天"
    assert dues(made, date(2020, 10, 30)) == []  # thirty-one days before the first
    assert len(dues(made, date(2020, 10, 31))) == 1


def test_an_acceptance_that_failed_last_leaves_the_deliverable_due() -> None:
    made = ledger()
    made.acceptances.append(replace(made.acceptances[0], day=date(2020, 12, 20), verdict="不合格"))
    assert [each.name for each in dues(made, END)] == ["居民有效问卷"]


def test_of_a_project_that_is_filed_nothing_is_due() -> None:
    made = ledger()
    made.acceptances.append(replace(made.acceptances[0], day=date(2020, 12, 20), verdict="不合格"))
    made.projects[0] = replace(made.projects[0], filed=END)
    assert dues(made, END) == []


@settings(max_examples=60, deadline=None)
@given(parts=st.lists(st.integers(1, 10**6), min_size=1, max_size=8), asked=st.integers(0, 10**7))
def test_requests_fill_the_plan_from_its_beginning(parts: list[int], asked: int) -> None:
    made = PurchaseLedger(contracts=[PurchaseContract("1", "A", "甲公司")])
    first = date(2026, 3, 2)
    made.planned = [
        PlannedPayment("1", str(at), "款", Fraction(part), first + timedelta(days=at))
        for at, part in enumerate(parts)
    ]
    made.requests = [replace(ledger().requests[0], contract="1", amount=Fraction(asked))]
    covered = [done for _, done in instalments(made, "1")]
    assert covered == sorted(covered, reverse=True)
    assert sum(covered) == sum(sum(parts[: at + 1]) <= asked for at in range(len(parts)))
    assert len(dues(made, first + timedelta(days=9))) == len(parts) - sum(covered)


def test_from_an_unknown_instalment_on_nothing_is_known_to_be_asked_for() -> None:
    made = ledger()
    made.planned[0] = replace(made.planned[0], amount=None)
    assert [done for _, done in instalments(made, "2020-07")] == [False, False]
    assert faults_of(made) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"amount": wan("28.28")}, "付款计划合计40.28万元，合同金额40.29万元，计划少0.01万元"),
        ({"due": date(2020, 3, 31)}, "计划付款日期2020年3月31日早于签订日期2020年4月1日"),
    ],
)
def test_a_plan_comes_to_the_contract_and_begins_after_it(change: dict[str, object], told: str) -> None:
    made = ledger()
    made.planned[1] = replace(made.planned[1], **change)  # type: ignore[arg-type]
    assert [(each.sheet, each.message) for each in faults_of(made)] == [("付款计划", told)]
