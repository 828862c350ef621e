"""Problems go their way step by step; none is closed without being mended unless somebody signs for it."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest

from mingzhang.verification.problem import (
    CLOSED,
    FieldProblem,
    ProblemAct,
    ProblemEvent,
    ProblemState,
    UnlawfulMoveError,
)
from mingzhang.verification.standard import CheckItem

DAY = date(2026, 10, 9)
ITEM = CheckItem("1", "围挡", "完整", "照片", "一般", Fraction(1))
A = ProblemAct


def found() -> FieldProblem:
    return FieldProblem("A-001-1", "A-001", ITEM, "甲局", DAY, "围挡倒伏")


def step(
    act: ProblemAct, day: date = DAY, by: str = "主任", text: str = "情况", proof: str = "1.pdf"
) -> ProblemEvent:
    return ProblemEvent("A-001-1", day, act, by, text, proof)


@pytest.mark.parametrize(
    ("acts", "state", "reopened"),
    [
        ([A.TELL, A.OWN, A.MEND, A.REPORT, A.PASSED], ProblemState.MENDED, 0),
        ([A.TELL, A.OWN, A.REPORT, A.FAILED, A.REPORT, A.FAILED, A.REPORT, A.PASSED], ProblemState.MENDED, 2),
        ([A.TELL, A.DISPUTE, A.WITHDRAW], ProblemState.WITHDRAWN, 0),
        ([A.TELL, A.DISPUTE, A.REJECT, A.MEND], ProblemState.MENDING, 0),
        ([A.TELL, A.OWN, A.CLOSE], ProblemState.UNMENDED, 0),
        ([A.PASSED], ProblemState.MENDED, 0),
        ([A.TELL, A.DISPUTE, A.FAILED], ProblemState.MENDING, 1),
    ],
)
def test_the_ways_of_a_problem(acts: list[ProblemAct], state: ProblemState, reopened: int) -> None:
    problem = found()
    for act in acts:
        problem.take(step(act))
    assert (problem.state, problem.reopened, problem.open) == (state, reopened, state not in CLOSED)
    assert [event.act for event in problem.events] == acts


@pytest.mark.parametrize(
    ("before", "event", "said"),
    [
        ([], step(A.OWN), "现在是“发现”，不能做这一步；可以：告知、回头看合格、回头看不合格"),
        ([A.TELL], step(A.DISPUTE, text=""), "没有填写内容或理由"),
        ([A.TELL, A.OWN], step(A.CLOSE, by=""), "没有填写签批人（岗位）"),
        ([A.TELL, A.DISPUTE], step(A.WITHDRAW, by="", text=""), "没有填写签批人（岗位）、内容或理由"),
        ([A.TELL, A.OWN], step(A.REPORT, proof=""), "没有填写佐证材料"),
        ([A.TELL, A.OWN, A.REPORT], step(A.FAILED, text=""), "没有填写内容或理由"),
        ([A.TELL, A.OWN, A.CLOSE], step(A.PASSED), "现在是“不整改销号”，不能做这一步。"),
        ([A.TELL], step(A.OWN, day=DAY - timedelta(days=1)), "日期早于上一步"),
    ],
)
def test_a_step_that_is_not_allowed_is_a_sentence(
    before: list[ProblemAct], event: ProblemEvent, said: str
) -> None:
    problem = found()
    for act in before:
        problem.take(step(act))
    state = problem.state
    with pytest.raises(UnlawfulMoveError) as told:
        problem.take(event)
    assert said in str(told.value) and str(told.value).startswith(f"问题“A-001-1”的“{event.act}”：")
    assert problem.state is state and len(problem.events) == len(before)


@pytest.mark.parametrize("seed", range(20))
def test_no_path_leads_around_a_signature(seed: int) -> None:
    random, problem, day, refused = Random(seed), found(), DAY, 0
    for _ in range(60):
        day += timedelta(days=random.choice((0, 0, 1)))
        words = [random.choice(("有", "有", "")) for _ in range(3)]
        before = problem.state
        try:
            problem.take(step(random.choice(list(A)), day, *words))
        except UnlawfulMoveError:
            refused += 1
            assert problem.state is before
    assert len(problem.events) + refused == 60
    last = problem.events[-1]
    if problem.state in (ProblemState.UNMENDED, ProblemState.WITHDRAWN):
        assert last.by and last.text
    if problem.state is ProblemState.MENDED:
        assert last.act is A.PASSED
