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
    ("二○二五年九月一日", date(2025, 9, 1), ""),
    ("二O二五年9月1号", date(2025, 9, 1), ""),
    ("2025年9月1日（星期一）下午三点半", date(2025, 9, 1), "15:30"),
    ("2025年9月1日 周一 中午1时", date(2025, 9, 1), "13:00"),
    ("2025年9月1日零点", date(2025, 9, 1), "00:00"),
    ("2025年9月1日24时", date(2025, 9, 1), "24:00"),
    ("2025/9/1 上午9:05:00", date(2025, 9, 1), "09:05"),
    ("9月1日（2025-09-01 08:00）", date(2025, 9, 1), "08:00"),
    ("202509011005", date(2025, 9, 1), "10:05"),
    ("20250901100533", date(2025, 9, 1), "10:05"),
    ("20250901 10:05", date(2025, 9, 1), "10:05"),
    ("September 1, 2025 9:05 PM", date(2025, 9, 1), "21:05"),
    ("Sept. 1st, 2025", date(2025, 9, 1), ""),
    ("1 September 2025", date(2025, 9, 1), ""),
    ("Mon Sep 1 10:00:00 CST 2025", date(2025, 9, 1), "10:00"),
    ("Mon Sep 01 2025 10:00:00 GMT+0800 (中国标准时间)", date(2025, 9, 1), "10:00"),
    ("2025-09-01 20:00 UTC", date(2025, 9, 2), "04:00"),
    ("2025-09-01 10:00 (GMT+8)", date(2025, 9, 1), "10:00"),
    ("2025-09-01T20:00-05", date(2025, 9, 2), "09:00"),
    ("2025-09-01 10:00-11:00", date(2025, 9, 1), "10:00"),
    ("北京时间2025年9月1日10时许", date(2025, 9, 1), "10:00"),
    ("2025-09-01 10:00 by admin", date(2025, 9, 1), "10:00"),
]


@pytest.mark.parametrize(("said", "day", "clock"), DATES_READ)
def test_dates_are_read_as_they_are_printed(said: str, day: date, clock: str) -> None:
    made = published(said, TODAY)
    assert (made.day, made.clock, made.note) == (day, clock, "")


@pytest.mark.parametrize(
    "said",
    [
        "", "9月1日", "3小时前", "2025年2月30日", "昨天 10:00", "版权2025", "2025年13月1日", "2025年9月", "25-09-01",
        "09/01/2025", "农历2025年8月1日", "民国114年9月1日", "2025年九月", "1756692000", "2025年9月1日 25:10",
    ],
)  # fmt: skip
def test_what_is_not_certain_is_unknown_and_said(said: str) -> None:
    made = published(said, TODAY)
    assert made.day is None and made.note


def test_a_day_in_the_future_is_kept_and_told() -> None:
    made = published("2025-09-03", TODAY)
    assert made.day == TODAY + timedelta(days=1) and "今天之后" in made.note
    assert not published("2025-09-02 23:59", TODAY).note


def test_an_unknown_zone_is_told() -> None:
    assert "时区“XYZ”" in published("2025-09-01 10:00 XYZ", TODAY).note


@pytest.mark.parametrize("said", ["2025年9月1日上午12时", "2025-9-1 晚上1点", "2025年9月1日深夜两点"])
def test_an_uncertain_time_leaves_the_day(said: str) -> None:
    made = published(said, TODAY)
    assert (made.day, made.clock) == (date(2025, 9, 1), "") and "不能确定，只取日期" in made.note


@pytest.mark.parametrize(
    ("weekday", "told"), [("星期一", False), ("周二", True), ("星期天", True), ("", False)]
)
def test_a_weekday_that_is_not_the_days_is_told(weekday: str, told: bool) -> None:
    made = published(f"2025年9月1日 {weekday} 10:00", TODAY)
    assert (made.day, made.clock, "与星期不符" in made.note) == (date(2025, 9, 1), "10:00", told)
