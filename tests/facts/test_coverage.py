"""The four states of printed numbers: together they are all."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.coverage import (
    Counts,
    Coverage,
    Covered,
    Numeral,
    Worth,
    altered,
    shaken,
    shaken_zeros,
    step,
)
from mingzhang.facts.number import number_of, printed, read, total
from mingzhang.facts.place import Place

numbers = st.decimals(-9999, 9999, places=2).map(lambda number: f"{number:.2f}")


@given(st.lists(st.sampled_from(Worth)))
def test_the_four_states_add_up(worths: list[Worth]) -> None:
    covered = [Covered(Numeral(0, None, n, n + 1, "1"), Place(), worth) for n, worth in enumerate(worths)]
    coverage = Coverage(covered)
    assert coverage.counts.total == len(coverage) == sum(len(coverage.of(worth)) for worth in Worth)
    assert coverage.meant == coverage.counts.checked + coverage.counts.understood


@given(numbers)
def test_the_change_is_of_one_digit_and_never_none(text: str) -> None:
    other = altered(text)
    assert sum(a != b for a, b in zip(text, other, strict=True)) == 1
    assert Fraction(other) - Fraction(text) == step(text) != 0


@pytest.mark.parametrize(("text", "moved"), [("1，234.50", 1000), ("9,000", -1000), ("0", 1), ("0.35", 1)])
def test_steps(text: str, moved: int) -> None:
    assert step(text) == moved


def test_the_words() -> None:
    assert str(Counts(1, 2, 3, 4)) == "文中的数 10 个：有检查管着 1　读懂但没有检查管着 2　没读懂 3　看不准 4"


def test_zeros_of_a_sum_that_could_not_be_another_number() -> None:
    whole, part, nothing, vague = (read(text, "万元") for text in ("9.00", "9.00", "0.00", "0"))
    gap = total([(1, whole), (-1, part)])
    assert [figure.text for figure in shaken(gap)] == ["9.00", "9.00"]
    assert [figure.text for figure in shaken_zeros(gap, [part, nothing, None])] == ["0.00"]
    assert [figure.text for figure in shaken_zeros(gap - read("99", "万元"), [vague])] == ["0"]
    assert list(shaken_zeros(None, [nothing])) == []


def test_an_inequality_is_shaken_one_way_only() -> None:
    small, large = printed("3.00", "万元"), printed("5.00", "万元")
    gap = number_of(large) - number_of(small)
    assert list(shaken(gap, "≥")) == []  # 4.00 of 5.00, or 3.00 of 6.00
    assert list(shaken(number_of(large) - number_of(printed("5.00", "万元")), "≥")) != [large]
