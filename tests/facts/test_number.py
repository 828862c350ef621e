"""Laws of printed figures: what rounding hides is no contradiction, and nothing else is hidden."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mingzhang.facts.number import (
    SCALES,
    Number,
    decimals_of,
    exact,
    number_of,
    printed,
    read,
    rounded,
    shown,
    truncated,
    zero,
)

units = st.sampled_from(["元", "千元", "万元", "百万元", "亿元"])
decimals = st.integers(0, 4)
amounts = st.integers(-(10**13), 10**13).map(lambda fen: Fraction(fen, 100))


def half_up(value: Fraction, unit: str, places: int) -> Number:
    """The number printed for a true amount, rounded as offices do."""
    return read(shown(value, unit, places).removesuffix(unit), unit)


def half_even(value: Fraction, unit: str, places: int) -> Number:
    """The number printed for a true amount, rounded as spreadsheets and programs may do."""
    step = Fraction(SCALES[unit], 10**places)
    return read(shown(round(value / step) * step, unit, places).removesuffix(unit), unit)


def cut_off(value: Fraction, unit: str, places: int) -> Number:
    """The number printed for a true amount by someone who drops the rest."""
    scale = SCALES[unit]
    return read(shown(truncated(value / scale, places) * scale, unit, places).removesuffix(unit), unit)


# -- sums -------------------------------------------------------------------------------------------------


@given(st.lists(amounts, min_size=1, max_size=12), units, decimals, st.sampled_from([half_up, half_even]))
def test_rounded_parts_never_contradict_their_rounded_total(
    parts: list[Fraction], unit: str, places: int, rounding: Callable[[Fraction, str, int], Number]
) -> None:
    gap = rounding(sum(parts, Fraction(0)), unit, places)
    for part in parts:
        gap = gap - rounding(part, unit, places)
    assert abs(gap.value) <= gap.slack


@given(st.lists(amounts.filter(lambda x: x >= 0), min_size=1, max_size=3), units, decimals)
def test_up_to_three_amounts_cut_off_never_contradict(parts: list[Fraction], unit: str, places: int) -> None:
    gap = cut_off(sum(parts, Fraction(0)), unit, places)
    for part in parts:
        gap = gap - cut_off(part, unit, places)
    assert abs(gap.value) <= gap.slack


def test_four_amounts_cut_off_may_contradict() -> None:
    """Cutting off is a fault, not rounding: from four parts on it can be told from rounding."""
    part = Fraction("19999.9")
    gap = cut_off(4 * part, "万元", 0)
    for _ in range(4):
        gap = gap - cut_off(part, "万元", 0)
    assert (gap.value, gap.slack) == (3 * 10_000, Fraction(5, 2) * 10_000)


@given(st.lists(amounts, min_size=1, max_size=6), st.lists(units, min_size=6, max_size=6), decimals)
def test_mixed_units_never_contradict(parts: list[Fraction], shown_units: list[str], places: int) -> None:
    """A part in 元 and another in 万元 are the same money."""
    gap = half_up(sum(parts, Fraction(0)), "万元", 2)
    for part, unit in zip(parts, shown_units, strict=False):
        gap = gap - half_up(part, unit, places)
    assert abs(gap.value) <= gap.slack


@given(amounts, units, decimals)
def test_a_figure_less_itself_is_exactly_nothing(value: Fraction, unit: str, places: int) -> None:
    number = half_up(value, unit, places)
    nothing = number - number
    assert (nothing.value, nothing.slack, nothing.sources) == (0, 0, [])


@given(amounts, amounts, amounts, units)
def test_figures_used_on_both_sides_cancel(a: Fraction, b: Fraction, c: Fraction, unit: str) -> None:
    x, y, z = (half_up(value, unit, 2) for value in (a, b, c))
    left, right = x + y - z, y + x
    assert set((left - right).sources) == set(z.sources)
    assert (left - right).slack == z.slack


@given(amounts, units, decimals)
def test_the_true_amount_lies_in_the_printed_interval(value: Fraction, unit: str, places: int) -> None:
    number = half_up(value, unit, places)
    assert number.low <= value <= number.high
    assert number.high - number.low == Fraction(SCALES[unit], 10**places)


@given(amounts, amounts, units)
def test_two_prints_alike_are_two_figures(value: Fraction, other: Fraction, unit: str) -> None:
    """The same digits in two cells may hide different cents: they do not cancel."""
    a, b = half_up(value, unit, 2), half_up(value, unit, 2)
    assert (a - b).value == 0
    assert (a - b).slack == a.slack + b.slack > 0


@given(amounts, st.fractions(-100, 100, max_denominator=50))
def test_scaling_scales_everything(value: Fraction, factor: Fraction) -> None:
    number = half_up(value, "万元", 2) + exact("0.5", "元")
    scaled = number.times(factor)
    assert scaled.value == number.value * factor
    assert scaled.slack == number.slack * abs(factor)


@given(amounts)
def test_negation_and_absolute_value(value: Fraction) -> None:
    number = half_up(value, "万元", 2)
    assert (-number).value == -number.value
    assert abs(number).value == abs(number.value)
    assert abs(number).slack == number.slack == (-number).slack


def test_different_units_do_not_add() -> None:
    with pytest.raises(ValueError, match="单位不同，不能相加减：元与个"):
        read("1.00", "万元") + read("3", "个")
    with pytest.raises(ValueError, match="不能相加减：%与无单位"):
        read("1.00", "%") - exact(3)


# -- ratios -----------------------------------------------------------------------------------------------

positive = st.integers(1, 10**7)
inside = st.fractions(-1, 1, max_denominator=16)


@given(st.integers(-(10**7), 10**7), positive, st.sampled_from([1, 10, 100]), inside, inside)
def test_every_true_ratio_lies_in_the_interval_of_the_ratio(
    a: int, b: int, coarse: int, at_a: Fraction, at_b: Fraction
) -> None:
    """Also for coarse figures, where the second-order part matters."""
    part = read(f"{a // coarse}", "万元")
    whole = read(f"{b // coarse}", "万元")
    assume(abs(whole.value) > whole.slack)
    ratio = part.percent_of(whole)
    true = 100 * (part.value + at_a * part.slack) / (whole.value + at_b * whole.slack)
    assert ratio.low <= true <= ratio.high


@given(st.integers(0, 300), st.integers(1, 300), inside, inside)
def test_every_true_growth_lies_in_the_interval_of_the_growth(
    now: int, before: int, at_now: Fraction, at_before: Fraction
) -> None:
    """(a − b) / b, where the base is in both: the shared figure moves both."""
    a, b = read(str(now), "万元"), read(str(before), "万元")
    growth = (a - b).percent_of(b)
    x, y = a.value + at_now * a.slack, b.value + at_before * b.slack
    assert growth.low <= 100 * (x - y) / y <= growth.high


def test_the_second_order_part_is_needed() -> None:
    """3 over 1 in whole 万元: first order says 300 ± 200, yet 3.4 over 0.6 is possible."""
    ratio = read("3", "万元").percent_of(read("1", "万元"))
    first_order = ratio.slack - ratio.bend
    assert 300 + first_order < Fraction("3.4") / Fraction("0.6") * 100 <= ratio.high


def test_a_figure_over_itself_is_exactly_one_hundred_to_first_order() -> None:
    number = read("245.00", "万元")
    ratio = number.percent_of(number)
    assert ratio.value == 100
    assert not ratio.moves
    assert ratio.slack == ratio.bend


def test_a_base_that_may_be_zero_gives_no_ratio() -> None:
    for text in ("0.00", "0"):
        with pytest.raises(ZeroDivisionError, match="分母可能为零"):
            read("1.00", "万元").percent_of(read(text, "万元"))
    with pytest.raises(ZeroDivisionError):
        read("1.00", "万元").percent_of(zero())
    with pytest.raises(ValueError, match="不能求比率"):
        read("1.00", "万元").percent_of(read("1", "个"))


def test_the_same_base_in_finer_print_gives_a_ratio() -> None:
    assert read("1.00", "万元").percent_of(read("0.01", "万元")).value == 10_000


# -- printing and reading ---------------------------------------------------------------------------------


@given(amounts, units, decimals)
def test_what_is_shown_reads_back(value: Fraction, unit: str, places: int) -> None:
    figure = printed(shown(value, unit, places).removesuffix(unit), unit)
    assert decimals_of(figure) == places
    assert abs(figure.value - value) <= figure.half
    assert figure.value == rounded(value / SCALES[unit], places) * SCALES[unit]


@given(st.integers(0, 10**12), decimals, st.booleans(), st.sampled_from(["", "-", "−", "－"]))
def test_thousands_and_signs_do_not_change_the_value(
    digits: int, places: int, commas: bool, sign: str
) -> None:
    value = Fraction(digits, 10**places)
    text = sign + (f"{digits // 10**places:,}" if commas else str(digits // 10**places))
    text += f".{digits % 10**places:0{places}d}" if places else ""
    figure = printed(text, "元")
    assert figure.value == (-value if sign else value)
    assert figure.half == Fraction(1, 2 * 10**places)
    assert figure.text == text


@pytest.mark.parametrize("text", ["", "-", "1.2.3", "12,34", "一百", "1,2345", "#REF!", "1 2", ".5", "5."])
def test_what_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不是数字"):
        printed(text, "万元")


@pytest.mark.parametrize(
    ("value", "places", "up", "cut"),
    [
        ("2.345", 2, "2.35", "2.34"),
        ("-2.345", 2, "-2.35", "-2.34"),
        ("0.005", 2, "0.01", "0"),
        ("7", 0, "7", "7"),
    ],
)
def test_rounding_is_half_away_from_zero(value: str, places: int, up: str, cut: str) -> None:
    assert rounded(Fraction(value), places) == Fraction(up)
    assert truncated(Fraction(value), places) == Fraction(cut)


@pytest.mark.parametrize(
    ("value", "unit", "places", "text"),
    [
        (Fraction(-1, 1000), "元", 2, "0.00元"),
        (Fraction(-49), "万元", 2, "0.00万元"),
        (Fraction(-50), "万元", 2, "-0.01万元"),
        (Fraction(5), "个", 0, "5个"),
        (Fraction(123456789), "亿元", 4, "1.2346亿元"),
    ],
)
def test_nothing_is_shown_as_minus_zero(value: Fraction, unit: str, places: int, text: str) -> None:
    assert shown(value, unit, places) == text


def test_counts_keep_their_unit_and_hide_nothing() -> None:
    figure = printed("3", "个")
    assert (figure.unit, figure.shown, figure.value, figure.half) == ("个", "个", 3, 0)
    assert number_of(figure).sources == [figure]


def test_exact_numbers_hide_nothing() -> None:
    assert zero().slack == exact(3).slack == 0
    assert zero().unit == "元"
    assert (exact("0.1", "元") + zero()).value == Fraction(1, 10)


@given(
    st.lists(
        st.tuples(st.sampled_from(["元", "万元", "%"]), decimals, st.fractions(-9, 9, max_denominator=6)),
        max_size=6,
    ),
    st.fractions(0, 9),
)
def test_slack_is_the_sum_of_weighted_halves(terms: list[tuple[str, int, Fraction]], bend: Fraction) -> None:
    """However it is added up: whole weights or broken ones, halves of 元 or of the last decimal."""
    moves = {printed(f"{1:.{places}f}", unit): weight for unit, places, weight in terms}
    whole = {figure: w.numerator if w.denominator == 1 else w for figure, w in moves.items()}
    wanted = sum((figure.half * abs(w) for figure, w in moves.items()), bend)
    assert Number(Fraction(0), "元", whole, bend).slack == wanted
    assert Number(Fraction(0), "元", moves, bend).slack == wanted  # type: ignore[arg-type]


@given(st.decimals(-(10**9), 10**9, places=4), units)
def test_a_printed_figure_is_worth_what_it_says(value: Decimal, unit: str) -> None:
    assert printed(f"{value:,.4f}", unit).value == Fraction(value) * SCALES[unit]
