"""What must hold between the sheets: laws over the example, moved a little."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from examples.purchases import ledger
from mingzhang.facts.measure import LiveMeasure
from mingzhang.purchasing.faults import faults_of


def test_the_example_holds() -> None:
    assert faults_of(ledger()) == []


@pytest.mark.parametrize("number", range(6))
def test_a_fen_more_than_the_contract_or_the_request_is_told(number: int) -> None:
    made = ledger()
    paid = made.payments[number]
    made.payments[number] = replace(paid, amount=(paid.amount or Fraction(0)) + Fraction(1, 100))
    assert any(fault.sheet == "付款" and "超过" in fault.message for fault in faults_of(made))


def test_an_exception_with_a_reason_lets_the_last_instalment_go() -> None:
    made = ledger()
    made.acceptances = [each for each in made.acceptances if each.code != "2"]
    assert [fault.field for fault in faults_of(made)] == ["final"]
    made.requests[1] = replace(made.requests[1], exception="总报告已交付，分报告装订中，经分管领导同意")
    assert faults_of(made) == []


def test_what_was_accepted_agrees_with_what_is_counted() -> None:
    made, day = ledger(), date(2020, 12, 1)
    right = {"有效答卷": LiveMeasure("有效答卷", Fraction(6685), "份", day)}
    wrong = {"有效答卷": LiveMeasure("有效答卷", Fraction(6684), "份", day)}
    assert faults_of(made, right) == []
    assert [fault.message for fault in faults_of(made, wrong)] == ["验收数6685份，系统计数为6684份；请核对"]


def test_an_unknown_amount_is_compared_with_nothing() -> None:
    made = ledger()
    made.projects = [replace(each, budget=None, booked=None) for each in made.projects]
    made.contracts = [replace(each, amount=None) for each in made.contracts]
    made.payments = [replace(each, amount=None) for each in made.payments]
    assert faults_of(made) == []


@pytest.mark.parametrize(
    ("name", "field", "sheet"),
    [
        ("quotes", "project", "报价"),
        ("marks", "project", "评分"),
        ("contracts", "project", "合同"),
        ("amendments", "contract", "合同变更"),
        ("deliverables", "contract", "交付物"),
        ("acceptances", "code", "验收"),
        ("requests", "contract", "付款申请"),
        ("payments", "request", "付款"),
    ],
)
def test_whatever_refers_to_nothing_is_told_in_its_sheet(name: str, field: str, sheet: str) -> None:
    made = ledger()
    rows = getattr(made, name)
    rows[0] = replace(rows[0], **{field: "无此号", "row": 5})
    told = [fault for fault in faults_of(made) if fault.sheet == sheet and fault.row == 5]
    assert any("里没有" in fault.message and "无此号" in fault.message for fault in told)


def test_fewer_than_three_quotes_are_no_selection() -> None:
    made = ledger()
    made.quotes, made.marks = made.quotes[:2], [each for each in made.marks if each.supplier != "丙数据公司"]
    assert [fault.message for fault in faults_of(made)] == ["比选只有 2 家报价，应不少于 3 家"]


def test_who_was_invited_is_enough_and_nobody_else_makes_a_quote() -> None:
    made = ledger()
    made.invited = made.invited[1:]
    assert [fault.message for fault in faults_of(made)] == ["“甲咨询公司”报了价，“邀请”表里没有它"]
    made.invited = [replace(each, day=date(2020, 3, 17)) for each in ledger().invited]
    assert {fault.field for fault in faults_of(made)} == {"day"} and len(faults_of(made)) == 3
    made = ledger()
    made.invited, made.quotes, made.marks = made.invited[:2], [], []
    told = [fault.message for fault in faults_of(made)]
    assert "只邀请了 2 家供应商，应不少于 3 家" in told
    made.projects = [replace(each, method="单一来源") for each in made.projects]
    assert not any("只邀请了" in fault.message for fault in faults_of(made))
    made.invited = []
    assert not any("邀请" in fault.message for fault in faults_of(made))
