"""Lights follow from the working days that are left."""

from __future__ import annotations

from datetime import date

from mingzhang.supervision.lights import Light, duties, light_of, state_of
from mingzhang.supervision.matter import Act, Event
from tests.supervision.test_tally import made


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
