"""Measuring rules held against what they mean, said once more in the plainest way."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.scoring.case import Case
from mingzhang.scoring.measured import degree
from mingzhang.scoring.rules import rule_of
from mingzhang.scoring.tree import Leaf
from mingzhang.scoring.value import Better, UnfitValueError, value

COUNTS = st.integers(0, 60)
RELATIONS = ("≥", "≤", ">", "<", "=", "")


def case(target: str, actual: str, rule: str = "比例", better: str = "") -> Case:
    leaf = Leaf("次数", Fraction(10), target, (actual,), rule, better=better)
    aim, got = value(target), value(actual)
    return Case(leaf, leaf.full, rule_of(rule), aim, got, (got,), 2024)


def degree_of(made: Case) -> Fraction:
    of, to = degree(made.aim.quantities[0], made.got.quantities[0], made)
    return of / to


def plainly(relation: str, aim: int, got: int, rule: str, better: str) -> Fraction | None:
    """The degree of completion as the scheme words it, ``None`` where nobody can tell."""
    upper = relation in ("≤", "<") or (not relation and better == Better.LESS)
    exact = relation == "="
    if relation in ("<", ">") and got == aim:
        return None
    if got > aim and (upper or exact):
        return Fraction(0) if "零分" in rule or not aim else Fraction(aim, got)
    if got < aim and not upper:
        return Fraction(got, aim)
    return Fraction(1)


@given(
    st.sampled_from(RELATIONS),
    COUNTS,
    COUNTS,
    st.sampled_from(("比例", "比例：反向=零分")),
    st.sampled_from((Better.MORE, Better.LESS)),
)
def test_a_degree_is_what_the_scheme_says(relation: str, aim: int, got: int, rule: str, better: str) -> None:
    made, wanted = (
        case(f"{relation}{aim}次", f"{got}次", rule, better),
        plainly(relation, aim, got, rule, better),
    )
    if wanted is None:
        with pytest.raises(UnfitValueError, match="恰为"):
            degree_of(made)
    else:
        assert degree_of(made) == wanted


@given(COUNTS, st.integers(1, 20), COUNTS)
def test_a_range_is_reached_inside_and_missed_on_both_sides(low: int, wide: int, got: int) -> None:
    high = low + wide
    wanted = Fraction(got, low) if got < low else Fraction(high, got) if got > high else Fraction(1)
    assert degree_of(case(f"{low}-{high}次", f"{got}次")) == wanted
    cost = case(f"{low}-{high}次", f"{got}次", better=Better.LESS)
    assert degree_of(cost) == (wanted if got > high else 1), "a cost below its range is none too many"
