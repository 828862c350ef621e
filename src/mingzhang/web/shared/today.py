"""What day it is in the office, in one place, so that tests and demonstrations can stand on a day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_STANDS: ContextVar[date | None] = ContextVar("the day that made-up work stands on", default=None)


def now() -> datetime:
    """The moment, with its zone."""
    return timezone.now()


def today() -> date:
    """The day in the office's time zone (Django's ``TIME_ZONE``), not the machine's."""
    return _STANDS.get() or timezone.localdate()


@contextmanager
def standing_on(day: date) -> Iterator[None]:
    """Let made-up work be done on a day: for demonstrations and benches, never for what people do.

    >>> with standing_on(date(2020, 3, 2)):
    ...     print(today())
    2020-03-02
    """
    before = _STANDS.set(day)
    try:
        yield
    finally:
        _STANDS.reset(before)
