"""Days as people fill them in."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")


def day_of(text: str) -> date | None:
    """The day a text says; ``None`` where it says none, or none that there is.

    >>> day_of("2020年6月30日"), day_of("2020年2月30日"), day_of("6月底")
    (datetime.date(2020, 6, 30), None, None)
    """
    found = _DAY.fullmatch(text)
    if not found:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
