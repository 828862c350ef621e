"""Sums of amounts that every database adds up exactly: SQLite would add floats."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import BigIntegerField, F, Sum
from django.db.models.functions import Cast, Round

_LEAST = 10_000  # parts of a 元 that the database keeps


def exact_sum(amount: str) -> Sum:
    """The sum of a field of amounts, as a whole number of the smallest parts; :func:`yuan` makes it 元."""
    return Sum(Cast(Round(F(amount) * _LEAST), BigIntegerField()))


def yuan(parts: int | Decimal) -> Decimal:
    """What :func:`exact_sum` found, in 元.

    >>> yuan(12_345_600)
    Decimal('1234.56')
    """
    return Decimal(parts) / _LEAST
