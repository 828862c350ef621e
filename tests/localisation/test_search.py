"""One knot of contradictions beyond all search does not keep the rest from an answer."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhang.localisation.constraints import build
from mingzhang.localisation.search import Search
from tests.localisation.checks import cells, sums
from tests.localisation.test_suspicion import sums_in_a_ring


@given(st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_a_knot_that_is_not_searched_to_the_end_leaves_the_other_causes_proven(seed: int) -> None:
    c = cells(总="9.99", 一="1.00", 二="2.00")
    lone = sums("甲", c["总"], c["一"], c["二"])
    knot, single = sorted(
        Search(build([*sums_in_a_ring(16, Random(seed)), lone]), steps=40).causes(),
        key=lambda cause: -len(cause.conflicts),
    )
    assert not knot.proven
    assert single.proven
    assert len(single.explanations) == 3
