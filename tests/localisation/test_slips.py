"""What a hand can do to a figure can be undone, and nothing is offered that is not clear."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.plant import SLIPS
from mingzhang.facts.finding import SlipKind
from mingzhang.facts.number import printed
from mingzhang.localisation.slips import OTHER, SHARES, Range, Slip, guess, slips

amounts = st.decimals(1, 99_999, places=2).map(lambda d: f"{d:.2f}")
KINDS = {"对调": "相邻两位写颠倒", "错一位": "一位数字写错", "漏一位": "漏写一位", "小数点": "小数点错位"}


@given(amounts, st.sampled_from(sorted(KINDS)), st.randoms(use_true_random=False))
def test_every_planted_slip_is_among_those_tried(text: str, kind: str, random: object) -> None:
    wrong = SLIPS[kind](text, random)  # type: ignore[arg-type]
    if kind == "小数点" and len(text.rstrip("0")) > len(wrong.rstrip("0")) + 1:
        return  # digits fell off the end
    figure = printed(wrong, "万元")
    meant = Fraction(text) * 10_000
    if (
        figure.value != meant
        and Decimal(wrong) * 10 % Decimal("0.1") == 0
        and not (kind == "小数点" and "0" in text)
    ):
        values = {slip.value for slip in slips(figure)}
        assert meant in values or kind == "小数点"


@pytest.mark.parametrize(
    ("text", "unit", "meant", "kind"),
    [
        ("21.30", "万元", 123_000, "相邻两位写颠倒"),
        ("7.23", "元", 72_300, "单位写错"),
        ("-3.00", "万元", 30_000, "正负号写反"),
        ("0.0964", "%", Fraction("9.64"), "百分数写成小数"),
        ("1223.00", "万元", 1_230_000, "重复了一位"),
        ("3.45", "万元", 234_500, "漏写一位"),
        ("12.30", "万元", 12_300, "小数点错位"),
    ],
)
def test_a_slip_is_named_when_it_alone_fits(text: str, unit: str, meant: int | Fraction, kind: str) -> None:
    figure = printed(text, unit)
    found = guess(figure, Range(Fraction(meant) - figure.half / 2, Fraction(meant) + figure.half / 2))
    assert (found.right, found.slip) == (meant, kind)


def test_nothing_is_offered_when_several_figures_would_do() -> None:
    figure = printed("777.77", "万元")
    wide = guess(figure, Range(Fraction(1_234_100), Fraction(1_234_900)))
    assert (wide.right, wide.slip) == (None, None)
    assert Range(Fraction(1_234_100), Fraction(1_234_900)).said(figure) == "应为 123.41万元至123.49万元"
    assert Range(Fraction(1_234_060), Fraction(1_234_170)).said(figure) == "应为 123.41万元"


def test_a_kind_of_slip_is_named_even_where_it_leaves_several_figures_open() -> None:
    """55.06 for something from 55.00 to 55.02: one digit is wrong, whichever of the three was meant."""
    found = guess(printed("55.06", "万元"), Range(Fraction(550_050), Fraction(550_150)))
    assert (found.right, found.slip) == (None, "一位数字写错")


def test_a_print_that_no_program_makes_is_likelier_to_be_wrong() -> None:
    room = Range(Fraction(5_038_290), Fraction(5_038_310))
    odd, plain = (guess(printed(text, "万元"), room).likelihood for text in ("03.83", "13.83"))
    assert odd > 100 * plain


def test_a_figure_that_would_have_to_be_negative_is_less_likely() -> None:
    figure = printed("3.00", "万元")
    below, above = (Range(sign * Fraction(77_740), sign * Fraction(77_740)) for sign in (-1, 1))
    assert guess(figure, below).likelihood < guess(figure, above).likelihood / 10


@given(amounts, st.integers(1, 10**9), st.integers(0, 10**9))
def test_asking_for_a_range_leaves_out_what_lies_outside_it(text: str, least: int, width: int) -> None:
    figure, low, high = printed(text, "万元"), Fraction(least), Fraction(least + width)
    inside = [s for s in slips(figure) if low <= s.value <= high or s.kind == "单位写错"]
    assert list(slips(figure, low, high)) == inside


@pytest.mark.parametrize(("text", "known"), [("18.72", "187.19"), ("44.57", "445.69")])
def test_a_point_out_of_place_loses_the_last_digit(text: str, known: str) -> None:
    meant = Fraction(known) * 10_000
    found = guess(printed(text, "万元"), Range(meant - 50, meant + 150), meant)
    assert (found.right, found.slip, found.explained) == (meant, "小数点错位", True)


def test_a_digit_was_left_out_only_of_what_would_be_printed_with_one_digit_more() -> None:
    assert not [s for s in slips(printed("0.00", "万元")) if s.kind == "漏写一位" and s.value < 10 * 10_000]
    assert Slip(SlipKind.LOST_DIGIT, Fraction(105_600)) in list(slips(printed("0.56", "万元")))


def test_one_figure_that_would_do_is_offered_without_a_slip() -> None:
    figure = printed("777.77", "万元")
    found = guess(figure, Range(Fraction(1_234_060), Fraction(1_234_140)))
    assert (found.right, found.slip) == (1_234_100, None)


def test_a_clear_slip_beats_what_other_prints_say_by_a_last_digit() -> None:
    """236.71 is 326.71 with two digits swapped, though another table prints 326.72."""
    figure = printed("236.71", "万元")
    room = Range(Fraction(3_267_100), Fraction(3_267_300))
    assert guess(figure, room, Fraction(3_267_200)).right == 3_267_100
    assert guess(printed("999.99", "万元"), room, Fraction(3_267_200)).right == 3_267_200


@given(amounts)
def test_slips_lead_to_other_figures_of_known_kinds(text: str) -> None:
    figure = printed(text, "万元")
    for slip in slips(figure):
        assert slip.value != figure.value
        assert slip.kind in SHARES


@given(st.integers(0, 9_999), st.integers(0, 300))
def test_the_number_of_figures_that_would_do_is_counted_right(low: int, width: int) -> None:
    figure, room = printed("5.00", "元"), Range(Fraction(low, 1000), Fraction(low + width, 1000))
    hundredths = [n for n in range(-2, 1_100) if room.allows(Fraction(n, 100), figure.half)]
    assert room.printable(figure) == len(hundredths)
    assert (room.only(figure) is not None) is (len(hundredths) == 1)


def test_an_open_range_is_told_by_its_one_end() -> None:
    figure = printed("5.00", "万元")
    assert Range(None, Fraction(20_000)).said(figure) == "应不大于 2.00万元"
    assert Range(None, None).said(figure) == ""
    assert Range(None, None).printable(figure) is None
    assert Range(None, None).allows(Fraction(10**9), figure.half)


def test_a_lone_digit_is_no_evidence_for_a_larger_unit() -> None:
    asked = Range(Fraction(29_616_750), Fraction(29_616_850))
    assert guess(printed("0.3", "万元"), asked).slip != "单位写错"
    right = guess(printed("7.23", "元"), Range(Fraction(72_299), Fraction(72_301)))
    assert (right.right, right.slip) == (Fraction(72_300), "单位写错")


def test_the_shares_of_slips_add_up_to_the_whole() -> None:
    assert set(SHARES) == set(SlipKind)
    assert sum(Fraction(str(share)) for share in [*SHARES.values(), OTHER]) == 1
