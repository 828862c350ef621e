"""The units that are appraised: their kind, and from when to when there is one.

A unit that was merged during the year is neither scored nor ranked: the unit it was merged into carries its
tasks and outturns.  A unit that was there for less than half of the year is scored and gets its report, but
no place in the ranking.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mingzhang.facts.days import day_words

ORGAN, INSTITUTION, STREET = "行政机关", "事业单位", "街道乡镇"
UNIT_KINDS = (ORGAN, INSTITUTION, STREET)
HALF = 183  # days of a year that a ranked unit was there at least


@dataclass(frozen=True)
class Appraisee:
    """A unit of the district: code, name, kind, first and last day, the unit it was merged into.

    >>> old = Appraisee("A42", "旧局", ORGAN, until=date(2020, 7, 31), into="A01")
    >>> old.scored(2020), old.scored(2021), old.note(2020, "某局")
    (False, False, '旧局于2020年7月31日并入某局，不单独计分和排名，其任务和完成值由某局承接')
    """

    code: str
    name: str
    kind: str
    since: date | None = None
    until: date | None = None
    into: str = ""
    row: int | None = None

    def scored(self, year: int) -> bool:
        """Whether it is scored: it was there on the last day of the year."""
        last = date(year, 12, 31)
        return (self.since is None or self.since <= last) and (self.until is None or self.until > last)

    def ranked(self, year: int) -> bool:
        """Whether it is ranked: it is scored, and was there for half of the year.

        >>> Appraisee("A42", "新局", ORGAN, since=date(2020, 9, 1)).ranked(2020)
        False
        """
        first = max(self.since or date(year, 1, 1), date(year, 1, 1))
        return self.scored(year) and (date(year, 12, 31) - first).days + 1 >= HALF

    def note(self, year: int, into: str = "") -> str:
        """What must be told of a unit that is not scored or not ranked; empty of all others."""
        if self.until is not None and not self.scored(year):
            when = f"{self.name}于{day_words(self.until)}"
            if not into:
                return f"{when}撤销，不计分和排名"
            return f"{when}并入{into}，不单独计分和排名，其任务和完成值由{into}承接"
        if self.since is not None and self.scored(year) and not self.ranked(year):
            return f"{self.name}于{day_words(self.since)}成立，当年不足半年，计分并出反馈报告，不排名次"
        return ""
