"""Targets and outturns in words are read as quantities, dates and periods."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.language.text.quantities import moments, numbers_in, periods, quantities, sole

UNITS = st.sampled_from(["个", "次", "份", "人次", "%", "篇", "万元", "公里"])
RELATIONS = {"≥": "≥", "不少于": "≥", "≤": "≤", "不超过": "≤", "大于": ">", "小于": "<", "": "="}


@pytest.mark.parametrize(
    ("text", "relation", "value", "unit"),
    [
        ("≥50个", "≥", 50, "个"),
        ("98%以上", "≥", 98, "%"),
        ("不低于 95％", "≥", 95, "%"),
        ("达到90%", "≥", 90, "%"),
        ("不超过3.5万", "≤", 35_000, "元"),
        ("≤90万元", "≤", 900_000, "元"),
        ("控制在20.5万元以内", "≤", 205_000, "元"),
        ("30日内", "≤", 30, "日"),
        ("标准不超过2000元/人", "≤", 2000, "元/人"),
        ("≥100百分比", "≥", 100, "%"),
        ("20.2万页", "=", 202_000, "页"),
        ("1,200人次", "=", 1200, "人次"),
    ],
)
def test_single_targets(text: str, relation: str, value: int, unit: str) -> None:
    found = sole(text)
    assert found is not None
    assert (found.relation, found.low, found.unit) == (relation, value, unit)


@pytest.mark.parametrize(
    "text", ["效果明显", "12月底前", "2020年全年", "2套问卷和400个样本", "（1）鉴定；（2）装盒", "第3季度"]
)
def test_what_is_no_single_quantity(text: str) -> None:
    assert sole(text) is None


@pytest.mark.parametrize(
    ("target", "actual", "reached"),
    [
        ("≥12次", "12次", True),
        ("≥12次", "11次", False),
        ("大于80%", "80%", False),
        ("大于80%", "大于80%", True),
        ("≤50万元", "50万元", True),
        ("≤50万元", "50.01万元", False),
        ("小于5天", "5天", False),
        ("3-5篇", "8-12篇", True),
        ("≥12次", "12人", None),
    ],
)
def test_reaching_a_target(target: str, actual: str, reached: bool | None) -> None:
    aim, got = sole(target), sole(actual)
    assert aim is not None and got is not None
    assert aim.reached_by(got) is reached


@given(st.sampled_from(sorted(RELATIONS)), st.integers(1, 99_999), UNITS)
def test_what_is_written_is_read_back(word: str, value: int, unit: str) -> None:
    found = sole(f"{word}{value}{unit}")
    assert found is not None
    scale = 10_000 if unit == "万元" else 1
    assert (found.relation, found.low) == (RELATIONS[word], Fraction(value * scale))
    assert found.bare is (word == "")


@given(st.integers(2000, 2099), st.integers(1, 12), st.integers(1, 28))
def test_dates_in_all_spellings(year: int, month: int, day: int) -> None:
    for text in (f"{year}年{month}月{day}日", f"{year}{month:02}{day:02}", f"{year}.{month}.{day}"):
        assert [moment.key for moment in moments(text)] == [(year, month, day)], text
        assert not quantities(text)


@given(st.text(max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    assert numbers_in(text) >= len(periods(text))


def test_periods_take_the_year_of_their_beginning() -> None:
    ((first, last),) = periods("2020年3月至9月")
    assert (first.key, last.key) == ((2020, 3, 0), (2020, 9, 0))


def test_a_run_of_digits_is_no_quantity() -> None:
    assert [q.low for q in quantities(f"不少于{'9' * 31}个，{'1' * 4400}-5篇，98%以上")] == [98]


def test_several_quantities_keep_their_nouns() -> None:
    found = quantities("问卷2套，不少于6000个居民样本和400个企业样本，分报告各1份。")
    assert [(float(q.low), q.unit, q.noun) for q in found] == [
        (2, "套", ""),
        (6000, "个", "居民样本和"),
        (400, "个", "企业样本"),
        (1, "份", ""),
    ]


SCALED = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


@given(st.decimals(0, 99_999, places=2), st.sampled_from(sorted(SCALED)), st.sampled_from(["", "10.5", "0"]))
def test_amounts_are_exact_in_every_scale(number: Decimal, scale: str, more: str) -> None:
    """A range holds both bounds, in order, each the printed figure times its scale."""
    text = f"{number}-{more}{scale}册" if more else f"{number}{scale}册"
    found = sole(text)
    assert found is not None and found.unit == "册"
    high = max(Fraction(number), Fraction(more)) if more else Fraction(number)
    assert (found.low, found.high) == (Fraction(number) * SCALED[scale], high * SCALED[scale])


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("达到5次", "≥"),
        ("达5次", "≥"),
        ("5次及以上", "≥"),
        ("5次（含）以上", "≥"),
        ("5次以下", "≤"),
        ("5天内", "≤"),
        ("5次内", "="),
        ("少于5次以上", "<"),
        (">=5次", "≥"),
        ("低于或等于5次", "≤"),
    ],
)
def test_words_before_come_first_then_words_behind(text: str, relation: str) -> None:
    (found,) = quantities(text)
    assert (found.relation, found.bare) == (relation, relation == "=")
