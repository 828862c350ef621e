"""Chinese numerals below one hundred, as ordinals write them: one table, one reader, one writer."""

from __future__ import annotations

import re

NUMERALS = "一二三四五六七八九十"
_TENS = re.compile(rf"(?:([{NUMERALS[1:-1]}])?(十))?([{NUMERALS[:-1]}])?")


def numeral(number: int) -> str:
    """A number from 1 to 99 as a numeral.

    >>> numeral(8), numeral(21), numeral(10)
    ('八', '二十一', '十')
    """
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else NUMERALS[tens - 1] + "十"
    return head + (NUMERALS[ones - 1] if ones else "")


def value_of_numeral(words: str) -> int | None:
    """The number a numeral stands for, ``None`` where it is none.

    >>> value_of_numeral("二十三"), value_of_numeral("十"), value_of_numeral("一一")
    (23, 10, None)
    """
    parts = _TENS.fullmatch(words)
    if not parts or not words:
        return None
    tens = (NUMERALS.index(parts[1]) + 1 if parts[1] else 1) if parts[2] else 0
    return tens * 10 + (NUMERALS.index(parts[3]) + 1 if parts[3] else 0)
