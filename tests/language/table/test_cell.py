"""What single cells say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.language.table.cell import FIGURE, NOTHING, WORDS, flat, reading, unit_in


@pytest.mark.parametrize(
    ("text", "digits", "unit"),
    [
        ("0", "0", ""),
        ("1,234.50", "1,234.50", ""),
        ("１２．３", "12.3", ""),
        ("－5.00", "-5.00", ""),
        ("(12.30)", "-12.30", ""),
        ("（1,200）", "-1,200", ""),
        ("98.50%", "98.50", "%"),
        ("3 辆", "3", "辆"),
        ("12.30万元", "12.30", "万元"),
        ("2,946.\n25", "2,946.25", ""),
        ("￥5.00", "5.00", ""),
    ],
)
def test_figures(text: str, digits: str, unit: str) -> None:
    found = reading(text)
    assert (found.kind, found.digits, found.unit) == (FIGURE, digits, unit)


@pytest.mark.parametrize("text", ["", " ", "\u3000", "-", "—", "——", "--", "/", "无", "…", "不适用"])
def test_nothing(text: str) -> None:
    assert reading(text).kind == NOTHING


@pytest.mark.parametrize(
    "text", ["约12", "12..3", "1,23", "10\n20", "10.00\n20.00", "（-3）", "合计", "3-5", "#REF!"]
)
def test_words(text: str) -> None:
    assert reading(text).kind == WORDS


@given(st.integers(-(10**12), 10**12), st.integers(0, 99), st.booleans())
def test_printed_amounts_are_read_back(whole: int, cents: int, commas: bool) -> None:
    text = f"{whole:,}.{cents:02d}" if commas else f"{whole}.{cents:02d}"
    assert reading(text).digits == text


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("金额（元）", "元"),
        ("（单位：万元）", "万元"),
        ("数量(台)", "台"),
        ("完成率", "%"),
        ("因公出国（境）费", ""),
        ("车辆数合计（台、辆）", "台"),
        ("决算数", ""),
    ],
)
def test_units_in_heads(head: str, unit: str) -> None:
    assert unit_in(head) == unit


def test_flat_drops_layout() -> None:
    assert flat("收 入\n合\u3000计(元)") == "收入合计（元）"


@pytest.mark.parametrize("text", ["△3.25", "▲3.25", "3.25-", "-3.25", "（3.25）", "3.25−"])
def test_every_way_to_print_a_minus(text: str) -> None:
    assert reading(text).digits == "-3.25"


@pytest.mark.parametrize("text", ["―", "──", "━", "‒", "—"])
def test_every_dash_says_that_there_is_no_amount(text: str) -> None:
    assert reading(text).kind == NOTHING


def test_a_long_run_of_digits_is_no_amount() -> None:
    assert reading("7" * 31).kind == WORDS
