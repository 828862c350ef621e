"""Review of returns: steps, reasons, and what many at once skip."""

from __future__ import annotations

import itertools

import pytest

from mingzhang.survey.states import (
    PASSED,
    PENDING,
    RECEIVED,
    SENT_BACK,
    STATES,
    VOID,
    ForbiddenStepError,
    ReviewCourse,
    bulk,
    forbidden,
    state_of,
)

AT = "2026-11-02T09:00"


def test_a_return_goes_its_way_and_every_step_is_kept() -> None:
    course = ReviewCourse("uuid:1")
    course.step(PENDING, "督导员", AT)
    course.step(PASSED, "审核员", AT)
    assert course.state == PASSED
    assert [(step.before, step.after, step.by) for step in course.steps] == [
        (RECEIVED, PENDING, "督导员"),
        (PENDING, PASSED, "审核员"),
    ]


def test_a_step_can_be_taken_back_with_a_reason() -> None:
    course = ReviewCourse("uuid:1", PASSED)
    course.step(PENDING, "审核员", AT, "录音与答案不符")
    assert course.steps[-1].reason == "录音与答案不符"
    course.step(VOID, "审核员", AT, "非本人作答")
    course.step(PENDING, "审核员", AT, "申诉成立")
    assert course.state == PENDING


def test_every_state_can_be_left() -> None:
    for state in STATES:
        assert any(not forbidden(state, other, "核对") for other in STATES), state


def test_no_reason_no_step_back() -> None:
    for before, after in itertools.product((PASSED, SENT_BACK, VOID), (PENDING,)):
        assert forbidden(before, after, " ") == f"由“{before}”改为“{after}”要写明理由"
    assert not forbidden(RECEIVED, PASSED, "")


def test_a_step_that_is_none_is_refused_and_leaves_no_trace() -> None:
    course = ReviewCourse("uuid:1", VOID)
    with pytest.raises(ForbiddenStepError, match="现为“作废”，不能直接改为“通过”"):
        course.step(PASSED, "审核员", AT, "核对")
    with pytest.raises(ForbiddenStepError, match="已经是“作废”"):
        course.step(VOID, "审核员", AT, "核对")
    assert course.state == VOID and not course.steps


def test_many_at_once_say_what_they_skip() -> None:
    courses = [
        ReviewCourse("a"),
        ReviewCourse("b", PENDING),
        ReviewCourse("c", VOID),
        ReviewCourse("d", PASSED),
        ReviewCourse("e"),
    ]
    done = bulk(courses, PASSED, "审核员", AT, flagged=["e", "d"])
    assert [step.key for step in done.taken] == ["a", "b"]
    assert done.sentence == (
        "2份改为“通过”；跳过3份：现为“作废”，不能直接改为“通过”，可改为：待核1份，有未核实的质量疑点2份"
    )
    assert [course.state for course in courses] == [PASSED, PASSED, VOID, PASSED, RECEIVED]


def test_flags_do_not_keep_returns_from_being_sent_back() -> None:
    done = bulk([ReviewCourse("a")], SENT_BACK, "审核员", AT, "地点不符", flagged=["a"])
    assert done.sentence == "1份改为“退回”"


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("approved", PASSED), ("hasIssues", PENDING), ("rejected", SENT_BACK), ("edited", PENDING),
        ("", RECEIVED), ("validation_status_on_hold", PENDING), ("Not Approved", SENT_BACK),
        (" 通过 ", PASSED), ("审核中", PENDING),
    ],
)  # fmt: skip
def test_words_of_others_stand_for_a_state(word: str, state: str) -> None:
    assert state_of(word) == state
