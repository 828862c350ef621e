"""How many digests a working day brought, held against what was planned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from mingzhang.digest.issue import Issue
from mingzhang.working_days import is_working_day


@dataclass(frozen=True, slots=True)
class Quota:
    """How many digests are planned for a working day, from so many to so many."""

    least: int = 3
    most: int = 5

    def said(self, count: int) -> str:
        """What a day's count comes to.

        >>> [Quota().said(count) for count in (2, 4, 9)]
        ['不足', '达到', '超过']
        """
        return "不足" if count < self.least else "超过" if count > self.most else "达到"


@dataclass(frozen=True)
class QuotaTally:
    """The digests of a stretch of days: working days, digests sent, and how many days came to what.

    ``idle`` are digests sent on days that are no working days; ``note`` says what is uncertain.
    """

    first: date
    last: date
    days: int
    sent: int
    short: tuple[date, ...]
    met: int
    over: int
    idle: int
    quota: Quota
    note: str = ""

    @property
    def planned(self) -> tuple[int, int]:
        """What was planned for all the working days, from so many to so many."""
        return self.days * self.quota.least, self.days * self.quota.most

    @property
    def mean(self) -> Fraction | None:
        """Digests for each working day."""
        return Fraction(self.sent, self.days) if self.days else None


def sent_by_day(issues: Iterable[Issue]) -> dict[date, int]:
    """How many digests were sent on each day."""
    found: dict[date, int] = {}
    for issue in issues:
        if issue.sent:
            found[issue.sent] = found.get(issue.sent, 0) + len(issue.items)
    return found


def tally(issues: Iterable[Issue], first: date, last: date, quota: Quota | None = None) -> QuotaTally:
    """The digests of the days from ``first`` to ``last``, held against the plan.

    >>> made = tally([], date(2020, 1, 1), date(2020, 12, 31))
    >>> made.days, made.planned
    (249, (747, 1245))
    """
    quota = quota or Quota()
    by = {day: count for day, count in sent_by_day(issues).items() if first <= day <= last}
    working, unknown = set[date](), set[int]()
    for at in range((last - first).days + 1):
        day = first + timedelta(days=at)
        works = is_working_day(day)
        if works is None:
            unknown.add(day.year)
            works = day.weekday() < 5
        if works:
            working.add(day)
    counts = {day: by.get(day, 0) for day in sorted(working)}
    said = [quota.said(count) for count in counts.values()]
    years = "、".join(f"{year}年" for year in sorted(unknown))
    return QuotaTally(
        first, last, len(working), sum(by.values()),
        tuple(day for day, count in counts.items() if count < quota.least),
        said.count("达到"), said.count("超过"), sum(n for day, n in by.items() if day not in working), quota,
        f"{years}的节假日安排尚未公布，工作日暂按周一至周五计算" if years else "",
    )  # fmt: skip
