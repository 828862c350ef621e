"""Days to be kept in mind, as a calendar shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class AgendaItem:
    """Something that is due on a day: a key that stays the same, a title, and what else is to be said.

    >>> AgendaItem("DC-1/某局", date(2026, 8, 3), "某局：治理积水点").day.month
    8
    """

    key: str
    day: date
    title: str
    said: str = ""
    place: str = ""
    remind: tuple[int, ...] = ()  # so many days before, the calendar reminds of it
