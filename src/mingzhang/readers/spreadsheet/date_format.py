"""Excel date formats: what a serial day number looks like.  Source: ECMA-376 part 1, 18.8.31."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

_LAST_DAY = 2_958_465  # 9999-12-31
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CHINESE_DAYS = "一二三四五六日"

_PARTS: dict[str, Callable[[datetime], str]] = {
    "yyyy": lambda t: f"{t.year:04d}",
    "yyy": lambda t: f"{t.year:04d}",
    "yy": lambda t: f"{t.year % 100:02d}",
    "y": lambda t: f"{t.year % 100:02d}",
    "e": lambda t: f"{t.year:04d}",
    "m": lambda t: f"{t.month}",
    "mm": lambda t: f"{t.month:02d}",
    "mmm": lambda t: _MONTHS[t.month - 1],
    "d": lambda t: f"{t.day}",
    "dd": lambda t: f"{t.day:02d}",
    "ddd": lambda t: _DAYS[t.weekday()],
    "aaa": lambda t: _CHINESE_DAYS[t.weekday()],
    "aaaa": lambda t: f"星期{_CHINESE_DAYS[t.weekday()]}",
    "h": lambda t: f"{t.hour}",
    "hh": lambda t: f"{t.hour:02d}",
    "minute m": lambda t: f"{t.minute}",
    "minute mm": lambda t: f"{t.minute:02d}",
    "s": lambda t: f"{t.second}",
    "ss": lambda t: f"{t.second:02d}",
}

Tokens = tuple[tuple[str, str], ...]


def moment(serial: Decimal, date1904: bool) -> datetime | None:
    """The time a serial number stands for, to the second; ``None`` outside Excel's calendar.

    Excel counts a 29 February 1900 that never was, so earlier days are counted from one day later.

    >>> moment(Decimal("45657.5"), False), moment(Decimal(1), False), moment(Decimal(-1), False)
    (datetime.datetime(2024, 12, 31, 12, 0), datetime.datetime(1900, 1, 1, 0, 0), None)
    """
    if not 0 <= serial <= _LAST_DAY:
        return None
    start = datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 31 if serial < 60 else 30)
    seconds = int((serial * 86400).quantize(Decimal(1), ROUND_HALF_UP))
    try:
        return start + timedelta(seconds=seconds)
    except OverflowError:
        return None


def date_text(serial: Decimal, tokens: Tokens, literal: Callable[[str, str], str], date1904: bool) -> str:
    """The text of a date under the tokens of its format; ``literal`` prints what is no part of a date.

    >>> tokens = (("date", "yyyy"), ("quoted", "年"), ("date", "m"), ("quoted", "月"))
    >>> date_text(Decimal(45657), tokens, lambda kind, text: text, False)
    '2024年12月'
    """
    time = moment(serial, date1904)
    if time is None:
        return f"{serial:f}"
    half_day = any(kind == "clock" for kind, _ in tokens)
    text = ""
    for i, (kind, token) in enumerate(tokens):
        if kind == "clock":
            text += token.split("/")[time.hour >= 12]
        elif kind == "bracket" and set(token.lower()) <= set("hms"):
            text += str(int(serial * {"h": 24, "m": 1440, "s": 86400}[token[0].lower()]))
        elif kind == "date":
            shown = time.replace(hour=(time.hour - 1) % 12 + 1) if half_day else time
            name = token.lower()
            name = f"minute {name}" if name in ("m", "mm") and _is_minute(tokens, i) else name
            text += _PARTS[name](shown) if name in _PARTS else ""
        elif kind == "digit":
            text += "0"
        else:
            text += literal(kind, token)
    return text


def _is_minute(tokens: Tokens, i: int) -> bool:
    """``m`` means minutes after hours and before seconds, months elsewhere."""
    before = next((text for kind, text in reversed(tokens[:i]) if kind in ("date", "bracket")), "")
    after = next((text for kind, text in tokens[i + 1 :] if kind == "date"), "")
    return before[:1].lower() == "h" or after[:1].lower() == "s"
