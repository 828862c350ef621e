"""Who may approve how much: laws over amounts, and what is told of a request that went beyond."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples.purchases import ledger, wan
from mingzhang.purchasing.faults import faults_of
from mingzhang.purchasing.ledger import MEETING, ApprovalLimit
from mingzhang.purchasing.limits import able_posts, beyond_limits, may_approve

LIMITS = [ApprovalLimit("科室负责人", wan("5")), ApprovalLimit("分管领导", wan("30"))]


@given(fen=st.integers(0, 10**10))
def test_whoever_is_named_may_approve_and_nobody_else(fen: int) -> None:
    amount = Fraction(fen, 100)
    able = able_posts(LIMITS, amount)
    assert all(may_approve(LIMITS, post, amount) for post in able)
    held = {each.post for each in LIMITS if may_approve(LIMITS, each.post, amount)}
    assert held == set(able) - {MEETING}


@pytest.mark.parametrize(
    ("posts", "amount", "told"),
    [
        (("科室负责人",), "5", []),
        (("科室负责人",), "5.01", ["分管领导"]),
        (("科室负责人", "分管领导"), "30", []),
        (("科室负责人", "分管领导"), "30.01", [MEETING]),
        (("科室负责人", MEETING), "99", []),
        (("科室负责人", "主任"), "99", []),  # what the director may is not known
        ((), "99", []),
    ],
)
def test_a_request_goes_to_who_may_approve_it(posts: tuple[str, ...], amount: str, told: list[str]) -> None:
    asked = replace(ledger().requests[0], approvals=posts, amount=wan(amount))
    assert beyond_limits(LIMITS, asked) == told


def test_an_unknown_amount_and_a_limit_that_was_not_read_decide_nothing() -> None:
    asked = replace(ledger().requests[0], approvals=("科室负责人",), amount=None)
    assert beyond_limits(LIMITS, asked) == []
    assert beyond_limits([ApprovalLimit("科室负责人", None)], replace(asked, amount=wan("9"))) == []


def test_a_sum_beyond_the_limits_is_told_with_who_must_approve_it() -> None:
    made = ledger()
    made.requests[0] = replace(made.requests[0], approvals=("科室负责人",))
    (fault,) = faults_of(made)
    assert (fault.sheet, fault.field, fault.owner) == ("付款申请", "approvals", "F-01")
    assert fault.message == "12万元超过审批人（科室负责人）的权限，应由分管领导审批"
    made.limits = []
    assert faults_of(made) == []
