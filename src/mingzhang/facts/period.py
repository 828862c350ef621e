"""From which year to which something is in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class InForce:
    """Fiscal years, both included; ``None`` where open or unknown.

    >>> InForce(until=2023).covers(2024), InForce(2019, 2023).covers(2019), InForce(2019).covers(None)
    (False, True, True)
    """

    since: int | None = None
    until: int | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> InForce:
        """The years that an entry of the catalogue names.

        >>> InForce.of({"fact": "甲.乙", "since": 2019})
        InForce(since=2019, until=None)
        """
        return cls(data.get("since"), data.get("until"))

    def covers(self, year: int | None) -> bool:
        """Whether a year lies inside; an unknown year always does."""
        return year is None or (self.since or year) <= year <= (self.until or year)


ALWAYS = InForce()
