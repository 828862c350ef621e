"""The feed is one that calendars take: lines of 75 bytes, escaped texts, keys that stay."""

from __future__ import annotations

from datetime import date

from mingzhang.facts.agenda import AgendaItem
from mingzhang.writers.icalendar import calendar_file

MADE = date(2026, 9, 1)


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_long_lines_are_folded_between_characters() -> None:
    title = "某某区人民政府办公室，关于汛期积水点治理的反馈；" * 5
    data = calendar_file([AgendaItem("DC-1", MADE, title, "一\n二", "区政府")], "督查", MADE)
    assert all(len(line) <= 75 for line in data.split(b"\r\n")) and data.endswith(b"END:VCALENDAR\r\n")
    lines = unfolded(data)
    assert f"SUMMARY:{title}" in lines and "DESCRIPTION:一\\n二" in lines and "LOCATION:区政府" in lines


def test_separators_are_escaped_and_a_key_stays_when_the_day_moves() -> None:
    one, other = (
        unfolded(calendar_file([AgendaItem("DC-1", day, "a,b;c\\d")], "督查", MADE))
        for day in (MADE, date(2027, 1, 31))
    )
    assert "SUMMARY:a\\,b\\;c\\\\d" in one
    assert [line for line in one if line.startswith("UID")] == [
        line for line in other if line.startswith("UID")
    ]
    assert "DTEND;VALUE=DATE:20270201" in other
