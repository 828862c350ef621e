"""Counting days one by one and by the year comes to the same."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from mingzhang.working_days import after, between, is_working_day


@pytest.mark.parametrize("seed", range(5))
def test_days_between_are_those_counted_one_by_one(seed: int) -> None:
    random = Random(seed)
    start = date(2019, 1, 1) + timedelta(days=random.randrange(2000))
    end = start + timedelta(days=random.randrange(500))
    days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
    assert between(start, end) == sum(bool(is_working_day(day)) for day in days) == -between(end, start)


def test_the_day_counted_to_is_so_many_days_away() -> None:
    for count in (1, 20, 260):
        assert between(date(2023, 12, 29), after(date(2023, 12, 29), count).day) == count
    assert between(date(2020, 1, 1), date(2020, 12, 31)) == 249


def test_beyond_the_published_calendars_weekdays_count() -> None:
    assert between(date(2092, 12, 31), date(2093, 1, 7)) == 5
