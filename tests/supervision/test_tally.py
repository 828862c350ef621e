"""Statistics add up over any partition, and every assignment is counted once."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from mingzhang.supervision.course import Assignment, MatterCourse
from mingzhang.supervision.lights import duties
from mingzhang.supervision.matter import LEAD, Act, Event, Matter, Source
from mingzhang.supervision.register import MatterRegister
from mingzhang.supervision.tally import Tally, added, by_source, by_unit, tallies, tally_of
from tests.supervision.walks import START, walked

TODAY = START + timedelta(days=200)


@pytest.mark.parametrize("seed", range(8))
def test_tallies_add_up_over_any_partition(seed: int) -> None:
    random = Random(seed)
    register, _, _ = walked(random, 400)
    every = [tally_of(course, each, TODAY) for course, each in register.assignments()]
    whole, parts = added(every), {id(each): random.randrange(4) for _, each in register.assignments()}

    def any_part(_: MatterCourse, each: Assignment) -> int:
        return parts[id(each)]

    splits = tallies(register, TODAY, any_part), by_unit(register, TODAY), by_source(register, TODAY)
    assert all(added(split.values()) == whole for split in splits)
    assert whole.assigned == len(every) > 0
    assert all(one.assigned == 1 for one in every)
    assert added([]) == Tally() and sum(every, Tally()) == whole


def given() -> MatterRegister:
    """A register with one matter that is assigned and nothing more."""
    register = MatterRegister()
    register.enter(Matter("DC-1", "事项", Source.MEDIA, START))
    first = [Event("DC-1", START, Act.PROPOSE, text="拟办"), Event("DC-1", START, Act.OPEN, by="主任")]
    assert register.record_all([*first, Event("DC-1", START, Act.ASSIGN, "甲局", LEAD)]) == []
    return register


def made(*history: Event) -> MatterRegister:
    """The same, signed for, with what happened then."""
    register = given()
    assert register.record_all([Event("DC-1", START, Act.SIGN, "甲局"), *history]) == []
    return register


def test_an_answer_counts_on_the_day_when_it_came_for_good() -> None:
    register = made(
        Event("DC-1", date(2026, 3, 9), Act.ANSWER, "甲局", by="局长", text="办完"),
        Event("DC-1", date(2026, 3, 10), Act.RETURN, "甲局", by="督查室负责人", text="材料不全"),
        Event("DC-1", date(2026, 3, 16), Act.ANSWER, "甲局", by="局长", text="补齐"),
        Event("DC-1", date(2026, 3, 17), Act.ACCEPT, "甲局", by="督查室负责人"),
    )
    found = by_unit(register, TODAY)["甲局"]
    assert (found.late, found.in_time, found.return_rate, found.mean_days) == (1, 0, 1, 10)
    assert duties(register, TODAY) == []
