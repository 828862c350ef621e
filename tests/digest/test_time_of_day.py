"""The time of day as people write it: one reading, or none."""

from __future__ import annotations

from itertools import product

import pytest

from mingzhang.digest.time_of_day import clock_words, counted, time_of_day

READ = [
    ("10:05", "10:05"),
    ("10:05:33.120", "10:05"),
    ("10时", "10:00"),
    ("10点钟", "10:00"),
    ("10点整", "10:00"),
    ("10点半", "10:30"),
    ("两点一刻", "02:15"),
    ("下午两点三刻", "14:45"),
    ("十五时二十分", "15:20"),
    ("二十三点零五分", "23:05"),
    ("零时", "00:00"),
    ("零点半", "00:30"),
    ("〇时十分", "00:10"),
    ("24时", "24:00"),
    ("正午", "12:00"),
    ("正午12时", "12:00"),
    ("中午1时", "13:00"),
    ("中午11时30分", "11:30"),
    ("中午12:30", "12:30"),
    ("午间1点", "13:00"),
    ("下午12:30", "12:30"),
    ("下午 8:05", "20:05"),
    ("下午15时", "15:00"),
    ("傍晚6时", "18:00"),
    ("傍晚18时", "18:00"),
    ("晚7时", "19:00"),
    ("晚上十一点半", "23:30"),
    ("晚间12时", "24:00"),
    ("深夜11点", "23:00"),
    ("午夜12时", "24:00"),
    ("凌晨12时20分", "00:20"),
    ("凌晨0时", "00:00"),
    ("凌晨五点", "05:00"),
    ("清晨6时", "06:00"),
    ("早上8点", "08:00"),
    ("早8:30", "08:30"),
    ("上午9时", "09:00"),
    ("9:05 am", "09:05"),
    ("12:05 AM", "00:05"),
    ("12:05 P.M.", "12:05"),
    ("9:05:00 PM", "21:05"),
]


@pytest.mark.parametrize(("said", "wanted"), READ)
def test_a_time_is_read_as_it_is_said(said: str, wanted: str) -> None:
    made = time_of_day(said)
    assert made is not None and made.minutes is not None and not made.wrong
    assert (clock_words(made.minutes), made.end) == (wanted, len(said))


UNCERTAIN = [
    "上午12时", "上午13时", "凌晨9时", "早上12时", "中午5时", "下午3:05 AM", "傍晚10时", "晚上1时", "晚上0时", "晚上12:30",
    "深夜2点", "夜里三点", "13:05 AM", "早3时",
]  # fmt: skip


@pytest.mark.parametrize("said", UNCERTAIN)
def test_a_time_of_two_readings_or_none_is_not_guessed(said: str) -> None:
    made = time_of_day(said)
    assert made is not None and made.minutes is None and not made.wrong


@pytest.mark.parametrize("said", ["25:00", "24:01", "10:60", "99时", "下午10:75", "十点九十分"])
def test_a_time_that_no_clock_shows_is_wrong(said: str) -> None:
    made = time_of_day(said)
    assert made is not None and made.wrong


@pytest.mark.parametrize(
    "said", ["", "10", "10日", "上午", "晚上", "一", "点击 10 次", "来源：甲报", "第10时"]
)
def test_what_is_no_time_is_none(said: str) -> None:
    assert time_of_day(said) is None


def test_every_minute_of_the_day_is_read_in_digits_and_with_its_part_of_the_day() -> None:
    for hour, minute in product(range(24), range(0, 60, 7)):
        word = "凌晨" if hour < 6 else "上午" if hour < 12 else "下午" if hour < 18 else "晚上"
        shown = hour if hour < 13 else hour - 12
        for said in (f"{hour}:{minute:02}", f"{word}{shown}时{minute}分"):
            made = time_of_day(said)
            assert made is not None and made.minutes == hour * 60 + minute, said


def test_numerals_are_numbers_up_to_fifty_nine() -> None:
    ones = "零一二三四五六七八九"
    for number in range(1, 60):
        tens, rest = divmod(number, 10)
        said = (ones[tens] if tens > 1 else "") + ("十" if tens else "") + (ones[rest] if rest else "")
        assert counted(said) == counted(str(number)) == number
