"""When an article was published: as people print it, and never guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mingzhang.digest.published import published

TODAY = date(2025, 9, 2)


DATES_READ = [
    ("发布日期：2025年09月01日", date(2025, 9, 1), ""),
    ("2025-9-1", date(2025, 9, 1), ""),
    ("2025/09/01 10:00", date(2025, 9, 1), "10:00"),
    ("２０２５年９月１日 下午 3时05分", date(2025, 9, 1), "15:05"),
    ("二〇二五年九月一日", date(2025, 9, 1), ""),
    ("二〇二四年十二月三十一日", date(2024, 12, 31), ""),
    ("20250901", date(2025, 9, 1), ""),
    ("Mon, 01 Sep 2025 23:30:00 CST", date(2025, 9, 1), "23:30"),
    ("Mon, 01 Sep 2025 23:30:00 GMT", date(2025, 9, 2), "07:30"),
    ("Mon, 01 Sep 25 10:00 +0800", date(2025, 9, 1), "10:00"),
    ("2025-09-01T20:00:00-05:00", date(2025, 9, 2), "09:00"),
    ("2025-09-01T10:00:00+0800", date(2025, 9, 1), "10:00"),
    ("2025-09-01T10:00:00.123Z", date(2025, 9, 1), "18:00"),
]


@pytest.mark.parametrize(("said", "day", "clock"), DATES_READ)
def test_dates_are_read_as_they_are_printed(said: str, day: date, clock: str) -> None:
    made = published(said, TODAY)
    assert (made.day, made.clock, made.note) == (day, clock, "")


@pytest.mark.parametrize(
    "said", ["", "9月1日", "3小时前", "2025年2月30日", "昨天 10:00", "版权2025", "2025年13月1日"]
)
def test_what_is_not_certain_is_unknown_and_said(said: str) -> None:
    made = published(said, TODAY)
    assert made.day is None and made.note


def test_a_day_in_the_future_is_kept_and_told() -> None:
    made = published("2025-09-03", TODAY)
    assert made.day == TODAY + timedelta(days=1) and "今天之后" in made.note
    assert not published("2025-09-02 23:59", TODAY).note


def test_an_unknown_zone_is_told() -> None:
    assert "时区“XYZ”" in published("2025-09-01 10:00 XYZ", TODAY).note
