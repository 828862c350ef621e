"""The time of day as people write it: 下午三点半, 中午1时, 凌晨12时, 零点, 9:05 PM.

A word for a part of the day stands for the hours that it may mean.  Where more than one reading of the
printed hour lies within them (上午12时), or none (晚上1时: of which night?), the time is not certain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: From which to which hour of 24 the words for the parts of the day reach.
_REACH: dict[tuple[str, ...], tuple[int, int]] = {
    ("凌晨", "拂晓"): (0, 6),
    ("清晨", "早晨", "早上", "早间", "早"): (4, 11),
    ("上午", "午前"): (0, 12),
    ("正午", "中午", "午间"): (11, 14),
    ("下午", "午后"): (12, 23),
    ("傍晚",): (16, 20),
    ("晚上", "晚间", "夜间", "夜晚", "当晚", "晚"): (17, 24),
    ("午夜", "半夜", "深夜", "夜里"): (20, 24),
    ("am",): (0, 11),
    ("pm",): (12, 23),
}
_HOURS = {word: reach for words, reach in _REACH.items() for word in words}
#: Every way in which a day or an hour writes its digits, the letter O for a nought included.
DIGITS = str.maketrans("〇零○O一二两三四五六七八九", "00001223456789")
#: A number up to 59 in words: an hour, a minute, a month, a day.
NUMERAL = "(?:[二三四五]?十[一二三四五六七八九]?|[〇零○一二两三四五六七八九])"
_WORD = "|".join(sorted((word for word in _HOURS if not word.isascii()), key=len, reverse=True))
_TIME = re.compile(
    rf"(?P<word>{_WORD})?\s*(?:(?P<hour>\d{{1,2}}|{NUMERAL})\s*"
    rf"(?::\s?(?P<minute>\d{{1,2}})(?::\d{{1,2}}(?:[.,]\d+)?)?(?!\d)"
    rf"|(?:时|点钟?)\s*(?:(?P<part>半|一刻|三刻|整)"
    rf"|(?P<said>\d{{1,2}}|{NUMERAL}{{1,2}})(?:\s*分(?:\s*\d{{1,2}}\s*秒)?)?)?)"
    r"(?:\s*(?P<after>[AP])\.?M\b\.?)?)",
    re.IGNORECASE,
)
_NOON = re.compile(r"正午(?!\s*[\d一二两十])")
_PARTS = {"半": 30, "一刻": 15, "三刻": 45, "整": 0}
NOON, WHOLE = 12, 24  # hours


@dataclass(frozen=True)
class TimeOfDay:
    """Minutes after midnight, up to 1440 at the day's end, ``None`` where they are not certain; ``said`` is
    the time as printed, ``end`` where it ends.  ``wrong`` is a time that no clock shows."""

    minutes: int | None
    said: str
    end: int
    wrong: bool = False


def time_of_day(text: str) -> TimeOfDay | None:
    """The time that a text (in the widths of NFKC) begins with, ``None`` where it begins with none.

    >>> said = "中午1时 凌晨12时 凌晨3时20分 下午三点半 傍晚6点一刻 零点 晚上12时 9:05PM".split()
    >>> " ".join(clock_words(time_of_day(each).minutes) for each in said)
    '13:00 00:00 03:20 15:30 18:15 00:00 24:00 21:05'
    >>> [time_of_day(said).minutes for said in ("上午12:30", "晚上1时", "傍晚3点")]
    [None, None, None]
    >>> time_of_day("25:10").wrong, time_of_day("10"), time_of_day("二十三时零五分").minutes
    (True, None, 1385)
    """
    if noon := _NOON.match(text):
        return TimeOfDay(NOON * 60, noon[0], noon.end())
    found = _TIME.match(text)
    if found is None:
        return None
    said, hour = found[0].strip(), counted(found["hour"])
    minute = _PARTS.get(found["part"] or "", 0) or counted(found["minute"] or found["said"] or "0")
    if hour > WHOLE or minute > 59 or (hour == WHOLE and minute):
        return TimeOfDay(None, said, found.end(), wrong=True)
    words = [found["word"], f"{found['after'].lower()}m" if found["after"] else None]
    meant = _meant(hour, [word for word in words if word])
    if meant is None or (meant == WHOLE and minute):
        return TimeOfDay(None, said, found.end())
    return TimeOfDay(meant * 60 + minute, said, found.end())


def clock_words(minutes: int) -> str:
    """Minutes after midnight as a clock shows them.

    >>> clock_words(545), clock_words(1440)
    ('09:05', '24:00')
    """
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _meant(hour: int, words: list[str]) -> int | None:
    """The hour of 24 that a printed hour means beside its words, where there is only one."""
    if not words:
        return hour
    readings = {NOON: (0, NOON, WHOLE)}.get(hour, (hour, hour + NOON) if 0 < hour < NOON else (hour,))
    reach = [_HOURS[word] for word in words]
    within = [each for each in readings if all(first <= each <= last for first, last in reach)]
    return within[0] if len(within) == 1 else None


def counted(said: str) -> int:
    """A number up to 99, in digits or numerals.

    >>> counted("09"), counted("二十三"), counted("十")
    (9, 23, 10)
    """
    tens, mark, ones = said.rpartition("十")
    return (int(tens.translate(DIGITS) or 1) * 10 if mark else 0) + int(ones.translate(DIGITS) or 0)
