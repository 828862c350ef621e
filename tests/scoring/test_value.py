"""Targets and outturns held against each other: by unit and by the word beside them."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.scoring.value import Better, UnfitValueError, direction, last_day, paired, value


def test_several_quantities_find_their_own() -> None:
    pairs = paired(value("居民样本≥6000份，企业样本400份"), value("企业样本400份，居民样本6685份"))
    assert [(int(aim.low), int(got.low)) for aim, got in pairs] == [(6000, 6685), (400, 400)]


def test_units_in_the_same_order_are_enough() -> None:
    pairs = paired(value("培训1期，200人"), value("办班1期，到课210人"))
    assert [(int(aim.low), int(got.low)) for aim, got in pairs] == [(1, 1), (200, 210)]


def test_what_could_be_either_is_asked() -> None:
    with pytest.raises(UnfitValueError, match="看不出哪个数") as caught:
        paired(value("≥12次"), value("上半年5次，下半年7次"))
    assert caught.value.column == "完成值"


@pytest.mark.parametrize(
    ("text", "better", "wanted"),
    [
        ("≤3天", "", Better.LESS),
        ("≤3天", Better.MORE, Better.LESS),
        ("≥3次", Better.LESS, Better.MORE),
        ("3万元", Better.LESS, Better.LESS),
        ("3次", "", Better.MORE),
    ],
)
def test_the_relation_comes_before_the_kind(text: str, better: str, wanted: str) -> None:
    assert direction(value(text).quantities[0], better) == wanted


def test_a_date_means_its_last_day() -> None:
    assert last_day(value("2024年2月").dates[0], None) == date(2024, 2, 29)
    assert last_day(value("2024年").dates[0], None) == date(2024, 12, 31)
    with pytest.raises(UnfitValueError, match="没有 2023 年 2 月 30 日"):
        last_day(value("2月30日").dates[0], 2023)
    with pytest.raises(UnfitValueError, match="没有年份"):
        last_day(value("2月3日").dates[0], None)
