"""When an article was published, as people print it; what is not certain stays unknown, and that is said."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from mingzhang.facts.days import day_words

_BEIJING = timezone(timedelta(hours=8))
_MONTHS = {
    name: at
    for at, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
# Hours before or after Greenwich.  CST on a Chinese page is the time of China, not of Chicago.
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "cst": 8, "bjt": 8, "hkt": 8, "est": -5, "edt": -4, "mst": -7,
    "mdt": -6, "pst": -8, "pdt": -7, "jst": 9, "bst": 1, "cet": 1, "cest": 2,
}  # fmt: skip
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_NUMERAL = "十[一二三四五六七八九]?|[一二三四五六七八九]十?[一二三四五六七八九]?"
_CHINESE = re.compile(rf"([〇零一二三四五六七八九]{{4}})年({_NUMERAL})月({_NUMERAL})日")
_PRINTED = re.compile(
    r"(?<!\d)(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})(?!\d)\s*日?"
    r"(?:[T\s,，]*(?:星期[一二三四五六日天]|周[一二三四五六日天])?\s*(上午|下午|晚上?|中午|凌晨)?\s*"
    r"(\d{1,2})[:：时](\d{1,2})(?:[:：分]\s*(\d{1,2})(?:[.,]\d+)?)?(?:分|秒)?)?"
    r"\s*(Z\b|[A-Z]{2,4}\b|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?!\d)")
_MAIL = re.compile(
    r"(\d{1,2})[\s-]+([A-Za-z]{3})[A-Za-z]*[\s-]+(\d{4}|\d{2})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?"
    r"\s*([A-Za-z]{1,4}\b|[+-]\d{2}:?\d{2})?"
)
_AFTERNOON = {"下午", "晚", "晚上"}


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
    >>> published("9月1日", day).note
    '日期“9月1日”没有年份，发布日期未知'
    >>> published("2025/9/3 8:05", day).note
    '发布日期2025年9月3日在今天之后，请核对'
    """
    plain = " ".join(unicodedata.normalize("NFKC", said).split())
    if not plain:
        return Published(note="没有日期，发布日期未知")
    found = _numbers(plain)
    if found is None:
        why = "没有年份" if re.search(r"\d{1,2}\s*(?:月|[-/.])\s*\d{1,2}", plain) else "不能识别"
        return Published(note=f"日期“{plain[:30]}”{why}，发布日期未知")
    (year, month, day), clock, zone = found
    try:
        moment = datetime(year, month, day, *(clock or (0, 0)))
    except ValueError:
        return Published(note=f"日期“{plain[:30]}”不存在，发布日期未知")
    note = ""
    if clock and zone:
        shift = _offset(zone)
        if shift is None:
            note = f"时区“{zone}”不认识，按北京时间"
        else:
            try:
                moment = moment.replace(tzinfo=timezone(shift)).astimezone(_BEIJING).replace(tzinfo=None)
            except OverflowError:  # the first or the last day that there is
                return Published(note=f"日期“{plain[:30]}”不存在，发布日期未知")
    if moment.date() > today:
        note = f"发布日期{day_words(moment)}在今天之后，请核对"
    return Published(moment.date(), f"{moment:%H:%M}" if clock else "", note)


_Found = tuple[tuple[int, int, int], tuple[int, int] | None, str]


def _numbers(plain: str) -> _Found | None:
    """Year, month and day, the time of day, and the zone, as far as they are printed."""
    if chinese := _CHINESE.search(plain):
        year, month, day = chinese.groups()
        return (int(year.translate(_DIGITS)), _counted(month), _counted(day)), None, ""
    if printed := _PRINTED.search(plain):
        year, month, day, half, hour, minute, _, zone = printed.groups()
        return (int(year), int(month), int(day)), _clock(hour, minute, half), zone or ""
    if mail := _MAIL.search(plain):
        day, name, year, hour, minute, _, zone = mail.groups()
        month_ = _MONTHS.get(name.lower())
        whole = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 50 else 1900)
        return None if month_ is None else ((whole, month_, int(day)), _clock(hour, minute, None), zone or "")
    if compact := _COMPACT.search(plain):
        year, month, day, hour, minute, _ = compact.groups()
        return (int(year), int(month), int(day)), _clock(hour, minute, None), ""
    return None


def _clock(hour: str | None, minute: str | None, half: str | None) -> tuple[int, int] | None:
    if hour is None or minute is None:
        return None
    return int(hour) + (12 if half in _AFTERNOON and int(hour) < 12 else 0), int(minute)


def _counted(said: str) -> int:
    """A number up to 99 in Chinese numerals."""
    tens, mark, ones = said.rpartition("十")
    return (int(tens.translate(_DIGITS) or 1) * 10 if mark else 0) + int(ones.translate(_DIGITS) or 0)


def _offset(zone: str) -> timedelta | None:
    """How far a zone is from Greenwich; ``None`` for one that is not known."""
    if zone[0] in "+-":
        hours, minutes = int(zone[1:3]), int(zone[-2:])
        known = hours < 24 and minutes < 60
        return timedelta(hours=hours, minutes=minutes) * (1 if zone[0] == "+" else -1) if known else None
    hours_ = _ZONES.get(zone.lower())
    return None if hours_ is None else timedelta(hours=hours_)
