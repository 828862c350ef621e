"""Long-term matters: the days by which their units report how far they are, period by period.

A report is owed by the last working day of each month, quarter or half-year.  One report covers the period in
which it comes; one that is late covers all that went by without a report, and not that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from mingzhang.supervision.matter import Period
from mingzhang.working_days import between, is_working_day

_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF: 6}


def report_days(period: Period, start: date) -> Iterator[date]:
    """The days by which reports are owed, from the first that is not before ``start``.

    >>> days = report_days(Period.QUARTER, date(2024, 5, 6))
    >>> next(days), next(days)
    (datetime.date(2024, 6, 28), datetime.date(2024, 9, 30))
    """
    months = _MONTHS[period]
    number = (start.year * 12 + start.month - 1) // months
    while True:
        number += 1
        year, month = divmod(number * months, 12)
        day = date(year, month + 1, 1) - timedelta(days=1)
        while not _works(day):
            day -= timedelta(days=1)
        if day >= start:
            yield day


def _works(day: date) -> bool:
    known = is_working_day(day)
    return day.weekday() < 5 if known is None else known


def first_report(period: Period, given: date, warn: int) -> date:
    """The day of the first report of what was assigned on a day.

    A period that is nearly over then, by as many working days as the light is yellow, is not reported on.

    >>> first_report(Period.MONTH, date(2024, 5, 6), 3), first_report(Period.MONTH, date(2024, 5, 29), 3)
    (datetime.date(2024, 5, 31), datetime.date(2024, 6, 28))
    """
    return next(day for day in report_days(period, given) if between(given, day) > warn)


def next_report(period: Period, first: date, reports: Iterable[date]) -> date:
    """The day by which the next report is owed, after those of some days, in order.

    >>> first = date(2024, 3, 29)
    >>> next_report(Period.QUARTER, first, []), next_report(Period.QUARTER, first, [date(2024, 3, 5)])
    (datetime.date(2024, 3, 29), datetime.date(2024, 6, 28))
    >>> next_report(Period.QUARTER, first, [date(2024, 3, 5), date(2024, 3, 8), date(2024, 10, 9)])
    datetime.date(2024, 12, 31)
    """
    days = report_days(period, first)
    owed, before = next(days), date.min  # ``before``: the day of the last period that is covered
    for report in reports:
        if report <= before:
            continue  # a further one in a period that has one
        late = owed < report
        while owed < report:  # went by without a report
            owed = next(days)
        if not late:
            before, owed = owed, next(days)
    return owed
