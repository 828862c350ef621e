"""A day as it is written."""

from __future__ import annotations

from datetime import date


def day_words(day: date) -> str:
    """A day as official papers write it.

    >>> day_words(date(2020, 6, 30))
    '2020年6月30日'
    """
    return f"{day.year}年{day.month}月{day.day}日"
