"""Dates as people type them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DATE = re.compile(r"(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*日?|(\d{4})(\d\d)(\d\d)")


def read_date(text: str) -> date | None:
    """The day that a text names; ``None`` where it names none.

    >>> read_date("2026年3月5日") == read_date("２０２６-03-05") == read_date("20260305") == date(2026, 3, 5)
    True
    >>> read_date("2026年2月30日") is read_date("三月五日") is None
    True
    """
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None
