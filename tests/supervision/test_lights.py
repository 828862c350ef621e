"""Lights follow from the working days that are left."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.supervision.lights import Light, duties, light_of, state_of
from mingzhang.supervision.matter import SUPPORT, Act, Event
from tests.supervision.test_tally import given, made
from tests.supervision.walks import START


def test_lights_follow_from_the_days_that_are_left() -> None:
    register = made()
    course = register.courses["DC-1"]
    assert course.lead is not None and course.lead.due == date(2026, 3, 9)
    said = {day: light_of(course, course.lead, date(2026, 3, day), 3) for day in (3, 4, 9, 10)}
    assert said == {3: (Light.GREEN, 4), 4: (Light.YELLOW, 3), 9: (Light.YELLOW, 0), 10: (Light.RED, -1)}
    words = [duties(register, date(2026, 3, day))[0].words for day in (4, 9, 10)]
    assert words == ["还有3个工作日", "今天到期", "逾期1个工作日"]
    assert light_of(course, course.lead, date(2026, 3, 8), 3) == (Light.YELLOW, 1)  # 周日


def test_a_suspended_matter_has_no_light() -> None:
    register = made(Event("DC-1", date(2026, 3, 4), Act.SUSPEND, by="主任", text="等待批复"))
    course = register.courses["DC-1"]
    assert course.lead is not None
    assert light_of(course, course.lead, date(2026, 5, 6), 3)[0] is Light.NONE
    assert state_of(course, course.lead) == "中止"


STATES = {
    "未签收": [],
    "签收": [Act.SIGN],
    "办理": [Act.SIGN, Act.PROGRESS],
    "待审核": [Act.SIGN, Act.PROGRESS, Act.ANSWER],
    "退回": [Act.SIGN, Act.ANSWER, Act.RETURN],
    "审核通过": [Act.SIGN, Act.ANSWER, Act.ACCEPT],
    "移交": [Act.SIGN, Act.HAND],
}


@pytest.mark.parametrize("state", STATES)
def test_a_unit_stands_where_its_last_step_left_it(state: str) -> None:
    register = given()
    taken = [Event("DC-1", START, act, "甲局", by="主任", text="情况") for act in STATES[state]]
    assert register.record_all(taken) == []
    course = register.courses["DC-1"]
    assert course.lead is not None and state_of(course, course.lead) == state
    lit = light_of(course, course.lead, START, 3)[0] is not Light.NONE
    assert lit == (state in ("未签收", "签收", "办理", "退回"))
    assert [duty.assignment for duty in duties(register, START)] == ([course.lead] if lit else [])


def test_a_waived_co_unit_owes_nothing() -> None:
    register = given()
    support = Event("DC-1", START, Act.ASSIGN, "乙委", SUPPORT)
    waived = Event("DC-1", START, Act.WAIVE, "乙委", by="主任", text="职责划转")
    assert register.record_all([support, waived]) == []
    course = register.courses["DC-1"]
    assert state_of(course, course.assignments[1]) == "免予反馈"
    assert [duty.unit for duty in duties(register, START)] == ["甲局"]
