"""How far a figure could be wrong unnoticed: never further than the checks allow, and as far as they do."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.coverage import Coverage, Covered, Numeral, Worth
from mingzhang.facts.finding import Verdict
from mingzhang.facts.number import Printed, number_of
from mingzhang.facts.place import Place
from mingzhang.language.identity.formula import compare
from mingzhang.localisation.blind_spots import BlindSpot, blind_spots
from tests.localisation.checks import cells, judged, rate, sums


def known(*figures: Printed, worth: Worth = Worth.UNDERSTOOD) -> Coverage:
    """A document that prints these figures."""
    return Coverage(
        [Covered(Numeral(0, n, 0, 4, f.text, f.shown), f.place, worth) for n, f in enumerate(figures)]
    )


def spot(spots: list[BlindSpot], text: str) -> BlindSpot:
    return next(s for s in spots if s.figure.text == text)


def test_a_figure_nobody_compares_comes_first() -> None:
    c = cells(甲="3.00", 乙="4.00", 丙="4.00")
    spots = blind_spots([sums("X", c["乙"], c["丙"])], known(*c.values()))
    assert (spots[0].figure.text, spots[0].said) == ("3.00", "写成多少都查不出")
    assert all(s.down is not None and s.up is not None for s in spots[1:])


@given(st.integers(1, 500), st.integers(1, 500), st.integers(-2, 2))
def test_one_more_step_would_be_noticed(one: int, other: int, off: int) -> None:
    c = cells(一=f"{one}.00", 二=f"{other}.00", 总=f"{one + other + off // 3}.00")
    checks = [sums("X", c["总"], c["一"], c["二"])]
    if checks[0].verdict is Verdict.FAILS:
        return
    found = next(s for s in blind_spots(checks, known(*c.values())) if s.figure is c["总"])
    assert found.up is not None
    for step, seen in ((found.up, False), (found.up + Fraction(1, 1000), True)):
        gap = number_of(c["总"]) - number_of(c["一"]) - number_of(c["二"])
        shifted = type(gap)(gap.value + step, gap.unit, gap.moves)
        assert (compare(shifted) is Verdict.FAILS) is seen


def test_an_inequality_watches_one_way_only() -> None:
    c = cells(大="5.00", 小="3.00")
    spots = blind_spots([judged("X", number_of(c["大"]) - number_of(c["小"]), "≥")], known(*c.values()))
    assert (spot(spots, "5.00").up, spot(spots, "3.00").down) == (None, None)
    assert spot(spots, "5.00").down == spot(spots, "3.00").up == 20_100
    assert spot(spots, "5.00").said == "少写 2.01万元以内、多写任意多都查不出"


def test_a_percentage_is_watched_to_its_last_digits() -> None:
    c = cells(一="200.00", 总="1000.00")
    check = rate("N", "20.00", c["一"], c["总"])
    assert check.ratio is not None
    spots = blind_spots([check], known(check.ratio.percent, *c.values()))
    up = spot(spots, "20.00").up
    assert up is not None
    assert Fraction("0.005") <= up <= Fraction("0.02")


def test_what_already_fails_is_no_blind_spot() -> None:
    c = cells(一="1.00", 二="9.00")
    spots = blind_spots([sums("X", c["一"], c["二"])], known(*c.values()))
    assert all(s.down is not None and s.up is not None for s in spots)


def test_what_a_judgement_watches_has_no_freedom_to_tell() -> None:
    c = cells(甲="3.00")
    assert blind_spots([], known(c["甲"], worth=Worth.CHECKED)) == []


def test_what_is_no_number_is_a_blind_spot_too() -> None:
    torn = Covered(Numeral(0, None, 0, 8, "1859..43", "万元", whole=False), Place(line=3), Worth.UNREAD)
    (found,) = blind_spots([], Coverage([torn]))
    assert (found.figure.text, found.said) == ("1859..43", "写成多少都查不出")
