"""What day it is in the office, in one place, so that tests and demonstrations can stand on a day."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The moment, with its zone."""
    return timezone.now()


def today() -> date:
    """The day in the office's time zone (Django's ``TIME_ZONE``), not the machine's."""
    return timezone.localdate()
