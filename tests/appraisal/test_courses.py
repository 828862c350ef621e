"""The states of systems, task books, claims, rankings and appeals: no step is left out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mingzhang.appraisal.courses import (
    APPEAL,
    BOOK,
    CLAIM,
    RANKING,
    SCORE,
    SYSTEM,
    Course,
    Entered,
    WrongMoveError,
)

FIRST = date(2024, 6, 1)
ALL = (SYSTEM, BOOK, SCORE, CLAIM, RANKING, APPEAL)


def walked(course: Course, *states: str, reason: str = "有理由") -> tuple[Entered, ...]:
    log: tuple[Entered, ...] = ()
    for place, state in enumerate(states):
        log = course.moved(log, state, "督查科", FIRST + timedelta(days=place), reason)
    return log


GONE = [
    (SYSTEM, ("草拟", "征求意见", "通过", "印发", "修订", "征求意见", "通过", "印发")),
    (SYSTEM, ("草拟", "征求意见", "草拟", "征求意见")),
    (BOOK, ("编制", "确认", "签订", "调整", "签订")),
    (BOOK, ("编制", "确认", "编制")),
    (SCORE, ("待采集", "已采集", "复核", "确认")),
    (SCORE, ("待采集", "已采集", "复核", "待采集")),
    (CLAIM, ("申报", "材料齐", "评审", "采纳")),
    (CLAIM, ("申报", "材料齐", "评审", "部分采纳")),
    (CLAIM, ("申报", "材料齐", "评审", "不采纳")),
    (RANKING, ("汇总", "封存", "审议", "发布")),
    (RANKING, ("汇总", "封存", "审议", "汇总")),
    (APPEAL, ("提出", "受理", "维持")),
    (APPEAL, ("提出", "受理", "更正")),
]


@pytest.mark.parametrize(("course", "states"), GONE)
def test_a_course_can_be_gone_to_its_end(course: Course, states: tuple[str, ...]) -> None:
    assert [one.state for one in walked(course, *states)] == list(states)


LEFT_OUT = [
    (SYSTEM, ("征求意见",), "指标体系还没有开始，不能直接转为“征求意见”，只能转为“草拟”"),
    (SYSTEM, ("草拟", "通过"), "现为“草拟”"),
    (BOOK, ("编制", "签订"), "只能转为“确认”"),
    (CLAIM, ("申报", "采纳"), "加减分申报现为“申报”，不能直接转为“采纳”，只能转为“材料齐”"),
    (RANKING, ("汇总", "发布"), "只能转为“封存”"),
    (RANKING, ("汇总", "封存", "发布"), "只能转为“审议”"),
    (RANKING, ("汇总", "封存", "审议", "发布", "汇总"), "不能再变"),
    (APPEAL, ("提出", "更正"), "只能转为“受理”"),
    (APPEAL, ("提出", "受理", "维持", "更正"), "不能再变"),
]


@pytest.mark.parametrize(("course", "states", "told"), LEFT_OUT)
def test_no_step_is_left_out(course: Course, states: tuple[str, ...], told: str) -> None:
    with pytest.raises(WrongMoveError, match=told):
        walked(course, *states)


# In one order in every process: the tests are shared out among several.
REASONED = [(c, s) for c in ALL for s in sorted(c.reasoned) if s not in c.first]


@pytest.mark.parametrize("course", ALL)
def test_no_state_is_entered_from_nowhere(course: Course) -> None:
    reachable = {course.first}
    for _ in course.moves:
        reachable |= {after for state in reachable for after in course.after(state)}
    assert set(course.moves) <= reachable


@pytest.mark.parametrize(("course", "state"), REASONED)
def test_what_wants_a_reason_is_refused_without(course: Course, state: str) -> None:
    path = [course.first]
    while state not in course.after(path[-1]):
        path.append(course.after(path[-1])[0])
    with pytest.raises(WrongMoveError, match=f"{course.name}转为“{state}”必须写明理由"):
        log = walked(course, *path)
        course.moved(log, state, "督查科", date(2024, 12, 1), " ")


def test_a_step_needs_somebody_and_no_earlier_day() -> None:
    with pytest.raises(WrongMoveError, match="没有写明经办人"):
        BOOK.moved((), "编制", " ", FIRST)
    log = walked(BOOK, "编制")
    with pytest.raises(WrongMoveError, match="日期早于上一步的 2024-06-01"):
        BOOK.moved(log, "确认", "督查科", date(2024, 5, 31))
