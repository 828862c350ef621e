"""What the digest counts of a year: as the room counts it, and the working days that there were for it."""

from __future__ import annotations

from datetime import date, timedelta

from mingzhang.digest.measures import measures
from mingzhang.facts.days import day_words
from mingzhang.facts.measure import LiveMeasure, counted
from mingzhang.web.digest.carried import first_day, ledger_from
from mingzhang.web.digest.models import DeskIssue
from mingzhang.web.register.models import Organisation
from mingzhang.working_days import is_working_day

WORKING_DAYS = "工作日"


def measures_of(region: Organisation, year: int, as_of: date) -> dict[str, LiveMeasure]:
    """The counts of a region's digest of a year; none where it had no issue."""
    if not DeskIssue.objects.filter(organisation=region, day__year=year).exists():
        return {}
    last = min(as_of, date(year, 12, 31))
    made = measures(ledger_from(region, year), first_day(year), last)
    days = working_days(year, last)
    return made | ({days.name: days} if days is not None else {})


def working_days(year: int, last: date) -> LiveMeasure | None:
    """The working days of a year up to a day, ``None`` where its calendar is not published.

    >>> made = working_days(2020, date(2020, 12, 31))
    >>> made.text if made else None, working_days(1900, date(1900, 2, 1))
    ('249天', None)
    """
    first = first_day(year)
    days = [first + timedelta(days=past) for past in range((last - first).days + 1)]
    works = [is_working_day(day) for day in days]
    if None in works:
        return None
    rows = [(day_words(day),) for day, work in zip(days, works, strict=True) if work]
    return counted(WORKING_DAYS, "天", last, ("日期",), rows)
