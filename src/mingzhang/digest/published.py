"""When an article was published, as people print it; what is not certain stays unknown, and that is said."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from mingzhang.digest.time_of_day import (
    DIGITS,
    NUMERAL,
    TimeOfDay,
    clock_words,
    counted,
    time_of_day,
)
from mingzhang.facts.days import day_words

_BEIJING = timezone(timedelta(hours=8))
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Hours before or after Greenwich.  CST on a Chinese page is the time of China, not of Chicago.
_ZONES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "CST": 8, "BJT": 8, "HKT": 8, "EST": -5, "EDT": -4, "MST": -7,
    "MDT": -6, "PST": -8, "PDT": -7, "JST": 9, "BST": 1, "CET": 1, "CEST": 2,
}  # fmt: skip
_FARTHEST = timedelta(hours=14)  # no zone is farther from Greenwich
_NAME = "([A-Za-z]{3})[A-Za-z]*\\.?"
_LUNAR = "(?<!农历)(?<!阴历)(?<!夏历)"
#: Year, month and day, in the order in which each pattern has them.
_DAYS = (
    (
        re.compile(
            rf"{_LUNAR}(?<!\d)(\d{{4}}|[〇零○O一二三四五六七八九]{{4}})\s*(?:年|[-/.])\s*(\d{{1,2}}|{NUMERAL})\s*"
            rf"(?:月|[-/.])\s*(\d{{1,2}}|{NUMERAL})(?!\d|月|十)\s*[日号]?"
        ),
        (1, 2, 3),
    ),
    (re.compile(rf"(?<!\d)(\d{{1,2}})[\s-]+{_NAME}[\s-]+(\d{{4}}|\d{{2}}(?!:))(?!\d)"), (3, 2, 1)),
    (re.compile(rf"{_NAME}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?![\d:])"), (3, 1, 2)),
    (re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?=(?:\d{4}|\d{6})?(?!\d))"), (1, 2, 3)),
)
# Mon Sep 1 10:00:00 CST 2025, as programs print it: the year stands last
_YEAR_LAST = re.compile(
    rf"({_NAME}\s+\d{{1,2}})\s+(\d\d:\d\d:\d\d)\s+([A-Z]{{2,5}}|[+-]\d{{4}})\s+(\d{{4}})(?!\d)"
)
_COMPACT = re.compile(r"(\d\d)(\d\d)(?:\d\d)?(?!\d)")
_WEEKDAY = re.compile(r"\s*[,(]?\s*(?:星期|周|礼拜)([一二三四五六日天])\s*\)?")
_ZONE = re.compile(
    r"\s*\(?(?:(?:GMT|UTC)\s?([+-]\d{1,2}(?::?\d{2})?)|([+-]\d{2}(?::?\d{2})?)(?!\d)|(Z|[A-Z]{2,5})\b)"
)
_WEEK = "一二三四五六日"


@dataclass(frozen=True)
class Published:
    """The day and the time of day in Beijing, as far as they are known, and what is uncertain about them."""

    day: date | None = None
    clock: str = ""
    note: str = ""


def published(said: str, today: date) -> Published:
    """When that was; a day that is not fully printed is unknown, and a day after ``today`` is told.

    >>> day = date(2025, 9, 2)
    >>> published("发布日期：2025年09月01日", day)
    Published(day=datetime.date(2025, 9, 1), clock='', note='')
    >>> published("Mon, 01 Sep 2025 23:30:00 CST", day).clock, published("2025-09-01T23:30:00Z", day).day
    ('23:30', datetime.date(2025, 9, 2))
    >>> published("二○二五年九月一日 星期一 中午1时", day).clock, published("2025/9/1 下午 8:05:00", day).clock
    ('13:00', '20:05')
    >>> published("2025年9月1日上午12:30", day)
    Published(day=datetime.date(2025, 9, 1), clock='', note='时刻“上午12:30”不能确定，只取日期')
    >>> published("9月1日", day).note
    '日期“9月1日”没有年份，发布日期未知'
    >>> published("2025/9/3 8:05", day).note
    '发布日期2025年9月3日在今天之后，请核对'
    """
    plain = " ".join(unicodedata.normalize("NFKC", said).split())
    if not plain:
        return Published(note="没有日期，发布日期未知")
    found = _day_in(plain)
    if found is None:
        return Published(note=f"日期“{plain[:30]}”{_why(plain)}，发布日期未知")
    (year, month, number), rest = found
    try:
        day = date(year, month, number)
    except ValueError:
        return Published(note=f"日期“{plain[:30]}”不存在，发布日期未知")
    weekday = _WEEKDAY.match(rest)
    rest = rest[weekday.end() :] if weekday else rest
    joined, rest = rest.startswith("T"), rest.lstrip(" T,·|")
    time = _compact(rest) or time_of_day(rest)
    if time is not None and time.wrong:
        return Published(note=f"日期“{plain[:30]}”不存在，发布日期未知")
    made = _moment(day, time, rest, joined)
    notes = [made.note] if made.note else []
    if weekday and weekday[1].replace("天", "日") != _WEEK[day.weekday()]:
        notes.append(f"日期“{plain[:30]}”与星期不符，请核对")
    if made.day and made.day > today:
        notes.append(f"发布日期{day_words(made.day)}在今天之后，请核对")
    return Published(made.day, made.clock, "；".join(notes))


def _why(plain: str) -> str:
    """Why a day could not be read.

    >>> _why("2025年9月"), _why("9月1日"), _why("昨天")
    ('没有写到日', '没有年份', '不能识别')
    """
    if re.search(r"\d{4}\s*(?:年|[-/.])\s*\d{1,2}\s*月?(?![\d/.-])", plain):
        return "没有写到日"
    return "没有年份" if re.search(r"\d{1,2}\s*(?:月|[-/.])\s*\d{1,2}", plain) else "不能识别"


def _day_in(plain: str) -> tuple[tuple[int, int, int], str] | None:
    """Year, month and day where all three are printed, and what follows them."""
    plain = _YEAR_LAST.sub(r"\1, \5 \3 \4", plain)
    for pattern, (year, month, day) in _DAYS:
        found = pattern.search(plain)
        number = _month(found[month]) if found else 0
        if found and number is not None:
            return (_year(found[year]), number, counted(found[day])), plain[found.end() :]
    return None


def _year(said: str) -> int:
    number = int(said.translate(DIGITS))
    return number if len(said) == 4 else number + (2000 if number < 50 else 1900)


def _month(said: str) -> int | None:
    """The number of a month; ``None`` for a word that is none."""
    if not said[0].isascii() or said.isdigit():
        return counted(said)
    return _MONTHS.index(said.lower()) + 1 if said.lower() in _MONTHS else None


def _compact(rest: str) -> TimeOfDay | None:
    """The time that stands behind a day without any mark: 202509011005."""
    found = _COMPACT.match(rest)
    return time_of_day(f"{found[1]}:{found[2]}") if found else None


def _moment(day: date, time: TimeOfDay | None, rest: str, joined: bool) -> Published:
    """Day and time in Beijing; 10:00-11:00 is no zone unless day and time are ``joined`` by T."""
    if time is None:
        return Published(day)
    if time.minutes is None:
        return Published(day, note=f"时刻“{time.said}”不能确定，只取日期")
    zone = _ZONE.match(rest, time.end)
    spans = ((zone and zone[2]) or "").startswith("-") and not joined and time.said.count(":") < 2
    if zone is None or spans:
        return Published(day, clock_words(time.minutes))
    shift = _offset(next(filter(None, zone.groups())))
    if shift is None:
        note = f"时区“{next(filter(None, zone.groups()))}”不认识，按北京时间"
        return Published(day, clock_words(time.minutes), note)
    try:
        moment = datetime.combine(day, datetime.min.time(), timezone(shift)) + timedelta(minutes=time.minutes)
        moment = moment.astimezone(_BEIJING)
    except OverflowError:  # the first or the last day that there is
        return Published(note=f"日期“{day_words(day)}”换算北京时间以后不存在，发布日期未知")
    return Published(moment.date(), f"{moment:%H:%M}")


def _offset(zone: str) -> timedelta | None:
    """How far a zone is from Greenwich; ``None`` for one that is not known."""
    if zone[0] not in "+-":
        hours = _ZONES.get(zone)
        return None if hours is None else timedelta(hours=hours)
    figures = zone[1:].replace(":", "")
    minutes = int(figures[2:] or 0)
    shift = timedelta(hours=int(figures[:2]), minutes=minutes)
    return None if minutes > 59 or shift > _FARTHEST else shift if zone[0] == "+" else -shift
