"""When two names are one name with a slip."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.rules.shared.near_names import distance, meant, plain_name, slipped

WORDS = st.text("支出财政事务行运住房", max_size=6)


@given(WORDS, WORDS)
def test_distance_is_symmetric_and_zero_only_for_the_same(one: str, other: str) -> None:
    assert distance(one, other, 9) == distance(other, one, 9)
    assert (distance(one, other, 9) == 0) == (one == other)


@given(WORDS, WORDS, WORDS)
def test_distance_takes_no_detour(one: str, middle: str, other: str) -> None:
    assert distance(one, other, 9) <= distance(one, middle, 9) + distance(middle, other, 9)


@given(WORDS, WORDS, st.integers(0, 4))
def test_distance_is_cut_off_at_the_most_asked_for(one: str, other: str, most: int) -> None:
    assert distance(one, other, most) == min(distance(one, other, 9), most + 1)


@given(st.text("财政事务行运住房", min_size=6, max_size=9), st.integers(0, 5))
def test_one_changed_character_of_a_longer_name_is_a_slip(name: str, at: int) -> None:
    wrong = name[:at] + "某" + name[at + 1 :]
    assert slipped(wrong, name) and meant(wrong, [name]) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("行政单位医疗", "事业单位医疗"),
        ("行政单位离退休", "事业单位离退休"),
        ("国内债务付息", "国外债务付息"),
        ("水费", "电费"),
        ("办公设备购置", "专用设备购置"),
        ("社会保障与就业支出", "社会保障和就业"),
        ("因公出国(境)费用", "因公出国（境）费用"),
    ],
)
def test_two_right_names_are_no_slip_of_each_other(one: str, other: str) -> None:
    assert not slipped(one, other) and not slipped(other, one)


def test_a_name_between_two_is_not_guessed() -> None:
    assert meant("甲乙丙丁戊", ["甲乙丙丁己", "甲乙丙丁庚"]) == ""


def test_plain_names_keep_what_distinguishes() -> None:
    assert plain_name("一、外交支出") == "外交"
    assert plain_name("其他支出") != plain_name("其他收入")
