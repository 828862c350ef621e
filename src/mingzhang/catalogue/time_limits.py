"""The table of time limits for supervised matters: by source and urgency, as a place has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mingzhang.catalogue import files
from mingzhang.catalogue.divisions import NATION, chain
from mingzhang.catalogue.fitting import AMISS, reason
from mingzhang.language.table.notation import in_force

WORKING_DAYS, DAYS, MONTHS = "个工作日", "日", "个月"
USUAL = "一般"  # the urgency of a matter for which the table has no row of its own
_SAID = re.compile(rf"(\d+)({WORKING_DAYS}|{DAYS}|{MONTHS})")


@dataclass(frozen=True)
class TimeLimit:
    """So many working days, days or months.

    >>> str(TimeLimit(15)), str(TimeLimit.of("3个月"))
    ('15个工作日', '3个月')
    """

    count: int
    counted: str = WORKING_DAYS

    def __str__(self) -> str:
        return f"{self.count}{self.counted}"

    @classmethod
    def of(cls, said: object) -> TimeLimit:
        """The limit that a file states; raises ``ValueError``."""
        if isinstance(said, int) and not isinstance(said, bool) and said > 0:
            return cls(said)
        found = _SAID.fullmatch(said) if isinstance(said, str) else None
        if found is None:
            raise ValueError(f'“{said}”不是时限，应写成 15、"30日" 或 "3个月"')
        return cls(int(found[1]), found[2])


@dataclass(frozen=True)
class TimeLimits:
    """What a place allows: limits by source and urgency, when the light turns yellow, how soon a closed
    matter is reported, how long a review may be asked for."""

    limits: Mapping[str, Mapping[str, TimeLimit]]
    warn: int
    report: TimeLimit
    review: TimeLimit

    def of(self, source: str, urgency: str = USUAL) -> TimeLimit | None:
        """The limit for a source and urgency, ``None`` where the letter that came must say it.

        >>> table = time_limits("110106", 2024)
        >>> str(table.of("领导批示", "急")), str(table.of("媒体反映", "特急")), table.of("上级交办")
        ('5个工作日', '5个工作日', None)
        """
        rows = self.limits.get(source, {})
        return rows.get(urgency) or rows.get(USUAL)


@lru_cache(maxsize=64)
def time_limits(place: str = NATION, year: int | None = None) -> TimeLimits:
    """The table of a place in a year: its own entries before those of the places above it.

    Raises :class:`~mingzhang.catalogue.files.UnfitCatalogueError`.
    """
    settled: dict[str, Any] = {}
    limits: dict[str, dict[str, TimeLimit]] = {}
    for code in (NATION, *chain(place)):
        layer = files.place(code) if code != NATION else files.national()
        said = layer.get("supervision", {})
        try:
            settled |= {key: in_force(value, year) for key, value in said.items() if key != "limits"}
            for source, rows in said.get("limits", {}).items():
                current = {urgency: in_force(limit, year) for urgency, limit in rows.items()}
                own = {
                    urgency: TimeLimit.of(limit) for urgency, limit in current.items() if limit is not None
                }
                limits[source] = limits.get(source, {}) | own
            made = TimeLimits(
                limits, int(settled["warn"]), TimeLimit.of(settled["report"]), TimeLimit.of(settled["review"])
            )
        except AMISS as fault:
            raise files.unfit(code, "supervision", f"督查时限的写法不对（{reason(fault)}）") from None
    return made
