"""Working days by the official calendar (国务院办公厅节假日安排), with the days that are made up at weekends.

A year's calendar is published late in the year before.  Beyond it, days are counted without holidays, and
the answer says that it is not certain.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

_UNPUBLISHED = "{year}年的节假日安排尚未公布，暂按周一至周五计算，公布后请重新核定"


@dataclass(frozen=True)
class Due:
    """A day that was counted to, and what is uncertain about it (``""`` where nothing is)."""

    day: date
    note: str = ""


@lru_cache(maxsize=8192)  # the library looks through its whole calendar every time
def is_working_day(day: date) -> bool | None:
    """Whether the office works on a day; ``None`` where the calendar of the year is not published.

    >>> [is_working_day(day) for day in (date(2024, 10, 7), date(2024, 10, 12), date(2093, 1, 5))]
    [False, True, None]
    """
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:  # what the library says of a year it does not know
        return None


def after(start: date, days: int) -> Due:
    """The day that is ``days`` working days after ``start``; the day itself does not count.

    >>> after(date(2024, 9, 27), 5)
    Due(day=datetime.date(2024, 10, 10), note='')
    >>> after(date(2092, 12, 31), 1).note
    '2093年的节假日安排尚未公布，暂按周一至周五计算，公布后请重新核定'
    """
    day, note = start, ""
    while days > 0:
        day += timedelta(days=1)
        works = is_working_day(day)
        if works is None:
            note = note or _UNPUBLISHED.format(year=day.year)
            works = day.weekday() < 5
        days -= works
    return Due(day, note)


def between(start: date, end: date) -> int:
    """How many working days lie after ``start`` up to ``end``; negative where the end comes first.

    >>> between(date(2024, 9, 27), date(2024, 10, 9)), between(date(2024, 10, 9), date(2024, 9, 27))
    (4, -4)
    """
    if end < start:
        return -between(end, start)
    years = sum(_worked(year)[-1] for year in range(start.year, end.year))
    return years + _worked(end.year)[_number(end)] - _worked(start.year)[_number(start)]


def _number(day: date) -> int:
    return day.toordinal() - _before(day.year)


@lru_cache(maxsize=256)
def _before(year: int) -> int:
    return date(year, 1, 1).toordinal() - 1


@lru_cache(maxsize=256)
def _worked(year: int) -> tuple[int, ...]:
    """How many working days a year has had by each of its days, from none before the first."""
    first, days = date(year, 1, 1), 365 + (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    every = (first + timedelta(days=number) for number in range(days))
    works = ((day.weekday() < 5 if (known := is_working_day(day)) is None else known) for day in every)
    return tuple(accumulate(works, initial=0))
