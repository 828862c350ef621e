"""The printed arithmetic is arithmetic."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.scoring.precision import written
from mingzhang.scoring.trace import Worked, evaluated


@given(st.fractions())
def test_a_written_number_is_read_back(number: Fraction) -> None:
    assert evaluated(written(number)) == number


@given(st.fractions(0, 100), st.fractions(0, 9), st.fractions(Fraction(1, 7), 9))
def test_arithmetic_is_worth_what_it_says(full: Fraction, of: Fraction, to: Fraction) -> None:
    worked = Worked(full * of / to, "", "{}×{}÷{}", (full, of, to))
    assert evaluated(worked.arithmetic) == worked.exact


@pytest.mark.parametrize("text", ["", "10÷0", "abs(1)", "10×甲", "2 ** 3"])
def test_what_is_no_arithmetic_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不是算式"):
        evaluated(text)
