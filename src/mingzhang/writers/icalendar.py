"""Days as an iCalendar feed (RFC 5545): whole-day events that a calendar keeps up to date by their keys."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from mingzhang.facts.agenda import AgendaItem
from mingzhang.writers.words import printable

_LONGEST = 75  # bytes of a line
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar_file(items: Iterable[AgendaItem], name: str, made: date) -> bytes:
    """The feed of some days under a name; the same days give the same bytes.

    >>> data = calendar_file([AgendaItem("1", date(2026, 8, 3), "某局：反馈")], "督查", date(2026, 8, 1))
    >>> [line for line in data.decode().splitlines() if line.startswith(("DTSTART", "SUMMARY"))]
    ['DTSTART;VALUE=DATE:20260803', 'SUMMARY:某局：反馈']
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mingzhang//CN", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}"]
    for item in items:
        lines += _event(item, made)
    lines.append("END:VCALENDAR")
    return b"".join(folded.encode() + b"\r\n" for line in lines for folded in _folded(line))


def _event(item: AgendaItem, made: date) -> Iterator[str]:
    """The lines of one event."""
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(item.key.encode()).hexdigest()[:32]}@mingzhang"
    yield f"DTSTAMP:{made:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{item.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{item.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(item.title)}"
    if item.said:
        yield f"DESCRIPTION:{_text(item.said)}"
    if item.place:
        yield f"LOCATION:{_text(item.place)}"
    yield "TRANSP:TRANSPARENT"
    for days in item.remind:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(item.title)}")
        yield from (f"TRIGGER:-P{days}D", "END:VALARM")
    yield "END:VEVENT"


def _text(words: str) -> str:
    return printable(words).translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 bytes, no character divided, each after the first behind a space."""
    piece, size = "", 0
    for character in line:
        own = len(character.encode())
        if size + own > _LONGEST:
            yield piece
            piece, size = " ", 1
        piece += character
        size += own
    yield piece
