"""The course of one matter: what its stage allows, and the sentences of what it does not."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.supervision.course import MatterCourse, UnlawfulActError
from mingzhang.supervision.matter import STEPS, Act, Event, Matter, MatterStage, Source

DAY = date(2026, 3, 2)


def course() -> MatterCourse:
    return MatterCourse(Matter("DC-1", "事项", Source.MEDIA, DAY))


def test_a_step_that_comes_too_early_says_what_can_be_done() -> None:
    with pytest.raises(UnlawfulActError) as told:
        course().take(Event("DC-1", DAY, Act.CLOSE, by="主任", text="办结"))
    assert str(told.value) == "事项“DC-1”的“办结”：现在是“登记”，不能做这一步；可以：拟办。"


def test_a_step_dated_before_the_last_one_is_refused() -> None:
    with pytest.raises(UnlawfulActError, match="日期 2026年3月1日 早于上一步的 2026年3月2日"):
        course().take(Event("DC-1", date(2026, 3, 1), Act.PROPOSE, text="拟办"))


def test_a_suspension_goes_on_where_it_began() -> None:
    made = course()
    made.take(Event("DC-1", DAY, Act.PROPOSE, text="拟办"))
    made.take(Event("DC-1", DAY, Act.OPEN, by="主任"))
    with pytest.raises(UnlawfulActError, match="没有填写单位"):
        made.take(Event("DC-1", DAY, Act.ASSIGN, role="牵头"))
    made.take(Event("DC-1", DAY, Act.SUSPEND, by="主任", text="等待批复"))
    made.take(Event("DC-1", DAY, Act.RESUME, by="主任"))
    assert made.stage is MatterStage.OPENED and not made.open


def test_every_stage_but_the_last_has_a_way_on() -> None:
    reached = {stage for step in STEPS.values() for stage in step.after}
    assert set(MatterStage) - reached == {MatterStage.FILED}
    assert set(STEPS) == set(Act)
