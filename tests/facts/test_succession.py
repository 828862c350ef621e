"""Mergers of units: one after the other, and none that turns in a circle for ever."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from mingzhang.facts.succession import Succession, Successions

DAY = date(2026, 7, 1)


def test_a_unit_that_nothing_is_known_of_stands_for_itself() -> None:
    assert Successions().current("甲局", DAY) == "甲局" and not Successions()


def test_a_circle_of_mergers_ends() -> None:
    known = Successions([Succession("甲局", "乙局", DAY), Succession("乙局", "甲局", DAY)])
    assert known.current("甲局", DAY) == "乙局" and known.current("乙局", DAY) == "甲局"


@pytest.mark.parametrize("seed", range(6))
def test_whoever_stands_for_a_unit_is_there_that_day(seed: int) -> None:
    """Random mergers without circles: the current unit has not been merged yet."""
    random = Random(seed)
    units = [f"单位{number}" for number in range(8)]
    made = [
        Succession(old, random.choice(units[place + 1 :]), DAY + timedelta(days=random.randrange(200)))
        for place, old in enumerate(units[:-1])
        if random.random() < 0.7
    ]
    known = Successions(made)
    for unit in units:
        for later in range(0, 220, 11):
            day = DAY + timedelta(days=later)
            found = known.current(unit, day)
            assert known.of(found, day) is None and known.current(found, day) == found
            gone = known.of(unit, day)
            assert (gone is None) == (found == unit)
            assert gone is None or f"请写“{gone.new}”" in gone.sentence
