"""Number formats: what a stored value looks like, and that no amount changes on the way."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.readers.spreadsheet.number_format import BUILT_IN, exact, general, shown, shown_text

FORMATS = st.text('0#?.,%@/;"_*[]<>=!\\-()E+ymdhsa年月日AM/PM红$¥General', max_size=24)


@pytest.mark.parametrize(
    ("stored", "code", "text"),
    [
        ("1234.5", "#,##0.00", "1,234.50"),
        ("1234567.891", "#,##0", "1,234,568"),
        ("-1234.5", "#,##0.00", "-1,234.50"),
        ("-1234.5", "#,##0.00;[Red](#,##0.00)", "(1,234.50)"),
        ("0", BUILT_IN[43], "-"),
        ("1234.5", BUILT_IN[43], "1,234.50"),
        ("2940.0499999999997", "0.00", "2940.05"),
        ("0.30000000000000004", "General", "0.3"),
        ("2.675", "0.00", "2.68"),
        ("1.005", "0.00", "1.01"),
        ("0.1648", "0.00%", "16.48%"),
        ("12345", "0!.0,", "1.2"),
        ("123456789", '0.00,,"百万"', "123.46百万"),
        ("5", "000", "005"),
        ("1.5", "0.0##", "1.5"),
        ("1.5", "0.0??", "1.5"),
        ("0", "#", ""),
        ("0.5", "#.##", ".5"),
        ("12.5", ".00", "12.50"),
        ("3", '"共"0"个"', "共3个"),
        ("7", "[>=10]0.0;[<5]0.00;0", "7"),
        ("12", "[>=10]0.0;[<5]0.00;0", "12.0"),
        ("8.5", "[$¥-804]#,##0.00", "¥8.50"),
        ("5", ";;;", ""),
        ("0", "0.00;-0.00;;@", ""),
        ("123456789012345", "General", "123456789012345"),
        ("1E+3", "General", "1000"),
        ("1.5E-2", "0.000", "0.015"),
        ("3.14", "@", "3.14"),
        ("0.5", "# ?/?", "0.5"),
        ("不是数", "0.00", "不是数"),
        ("NaN", "0.00", "NaN"),
    ],
)
def test_known_values(stored: str, code: str, text: str) -> None:
    assert shown(stored, code) == text


@pytest.mark.parametrize(
    ("stored", "code", "text"),
    [
        ("45657", "yyyy/m/d", "2024/12/31"),
        ("45657", BUILT_IN[31], "2024年12月31日"),
        ("45657", BUILT_IN[57], "2024年12月"),
        ("45657.75", "yyyy-mm-dd hh:mm:ss", "2024-12-31 18:00:00"),
        ("45657.75", "上午/下午h时mm分", "下午6时00分"),
        ("45657", "[$-804]aaaa", "星期二"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.5", "mm:ss", "00:00"),
        ("60", "yyyy/m/d", "1900/2/28"),
        ("61", "yyyy/m/d", "1900/3/1"),
        ("-1", "yyyy/m/d", "-1"),
        ("99999999", "yyyy/m/d", "99999999"),
    ],
)
def test_dates(stored: str, code: str, text: str) -> None:
    assert shown(stored, code) == text


def test_the_other_calendar_starts_four_years_later() -> None:
    assert shown("0", "yyyy/m/d", date1904=True) == "1904/1/1"


@given(st.integers(-(10**13), 10**13))
def test_amounts_in_cents_are_shown_exactly(cents: int) -> None:
    amount = Decimal(cents) / 100
    assert Decimal(shown(str(amount), "0.00")) == amount
    assert Decimal(shown(str(amount), "#,##0.00").replace(",", "")) == amount
    assert shown(repr(float(amount)), "#,##0.00") == f"{amount:,.2f}".replace("-0.00", "0.00")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**6), max_value=10**6))
def test_general_keeps_small_amounts(value: Decimal) -> None:
    assert Decimal(general(value)) == value


@given(st.one_of(st.floats().map(repr), st.text(max_size=12)), FORMATS)
def test_no_format_breaks_the_reader(stored: str, code: str) -> None:
    assert isinstance(shown(stored, code), str)
    assert isinstance(shown_text(stored, code), str)


@given(
    st.decimals(-(10**12), 10**12, places=2), st.sampled_from(["General", "#,##0", "0.0", "#,##0.00_ ", "@"])
)
def test_what_is_stored_is_found_under_any_format(value: Decimal, code: str) -> None:
    assert Decimal(exact(f"{value:f}", code)) == value


@pytest.mark.parametrize(
    ("stored", "code"), [("0.05", "0%"), ("45657", "yyyy/m/d"), ("x", "General"), ("", "0")]
)
def test_what_is_no_plain_number_is_not(stored: str, code: str) -> None:
    assert exact(stored, code) == ""
