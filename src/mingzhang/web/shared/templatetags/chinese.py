"""Filters for amounts and dates: Django's own group nothing in Chinese, and would round by floats."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.utils import timezone

from mingzhang.facts.days import day_words
from mingzhang.scoring.precision import written

register = template.Library()


@register.filter
def amount(value: Decimal | int | None, decimals: int = 2) -> str:
    """An amount with its thousands grouped; a dash where it is not known.

    >>> amount(Decimal("1234567.125")), amount(Decimal("0")), amount(None)
    ('1,234,567.13', '0.00', '—')
    >>> amount(Decimal("-3.5"), 1)
    '-3.5'
    """
    if value is None:
        return "—"
    step = Decimal(1).scaleb(-decimals)
    return f"{Decimal(value).quantize(step, rounding='ROUND_HALF_UP'):,}"


@register.filter
def marks(value: Decimal | Fraction | None) -> str:
    """Marks exactly, without zeros behind the last digit; a dash where there are none.

    >>> marks(Decimal("90.0500")), marks(Fraction(37, 2)), marks(None)
    ('90.05', '18.5', '—')
    """
    return "—" if value is None else written(Fraction(value))


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as it is written.

    >>> day(date(2026, 3, 5)), day(None)
    ('2026年3月5日', '—')
    """
    if value is None:
        return "—"
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return day_words(value)


@register.filter
def moment(value: datetime | None) -> str:
    """A moment of the office's time, to the minute.

    >>> from datetime import UTC
    >>> moment(datetime(2026, 3, 5, 1, 2, tzinfo=UTC))
    '2026-03-05 09:02'
    """
    return "—" if value is None else f"{timezone.localtime(value):%Y-%m-%d %H:%M}"


@register.filter
def item(mapping: dict[Any, Any], key: object) -> Any:
    """What a mapping has under a key.

    >>> item({"甲": 1}, "甲"), item({}, "甲")
    (1, None)
    """
    return mapping.get(key)
