"""Rounding of scores: never off by a whole step, never a float, and the mode does what it is called."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.scoring.precision import Mode, Precision, less, rounded_rate, summed

SAME = {
    Mode.HALF_UP: ROUND_HALF_UP,
    Mode.DOWN: ROUND_DOWN,
    Mode.UP: ROUND_CEILING,
    Mode.HALF_EVEN: ROUND_HALF_EVEN,
}


@given(st.decimals(0, 1000, places=5), st.integers(0, 4), st.sampled_from(Mode))
def test_modes_are_those_of_decimal(number: Decimal, decimals: int, mode: Mode) -> None:
    wanted = number.quantize(Decimal(1).scaleb(-decimals), SAME[mode])
    assert Precision(decimals, mode).of(Fraction(number)) == Fraction(wanted)


@given(st.fractions(0, 100), st.integers(0, 4), st.sampled_from(Mode))
def test_rounding_moves_less_than_one_step_and_only_once(number: Fraction, decimals: int, mode: Mode) -> None:
    precision = Precision(decimals, mode)
    given_marks = precision.of(number)
    assert abs(given_marks - number) < Fraction(1, 10**decimals)
    assert precision.of(given_marks) == given_marks


@given(st.lists(st.fractions(-100, 100), max_size=12))
def test_a_sum_is_the_sum(numbers: list[Fraction]) -> None:
    assert summed(numbers) == sum(numbers, Fraction(0))


@given(st.fractions(max_denominator=12), st.fractions(max_denominator=12))
def test_less_is_less(one: Fraction, other: Fraction) -> None:
    assert less(one, other) == (one < other)


def test_rates_as_forms_print_them() -> None:
    assert rounded_rate(Fraction("0.16"), Fraction(3)) == "5.33%"
    assert rounded_rate(Fraction(60), Fraction(100)) == "60%"
    assert rounded_rate(Fraction(1), Fraction(0)) == "" and rounded_rate(None, Fraction(1)) == ""


def test_precision_is_said_in_words() -> None:
    assert (str(Precision()), str(Precision(0, Mode.DOWN))) == ("四舍五入保留 2 位小数", "舍去取整数")


@given(st.fractions(0, 20), st.fractions(0, 20), st.integers(0, 3), st.sampled_from(Mode))
def test_a_score_held_against_its_full_marks_is_rounded_and_compared(
    number: Fraction, full: Fraction, decimals: int, mode: Mode
) -> None:
    precision = Precision(decimals, mode)
    wanted = precision.of(number)
    assert precision.against(number, full) == (wanted, number > full, wanted < full)
