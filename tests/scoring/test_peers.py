"""Places among peers, the best of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.language.text.quantities import Quantity
from mingzhang.scoring.peers import peers_of
from mingzhang.scoring.value import Better, UnfitValueError, value

COUNTS = st.lists(st.integers(0, 9), min_size=1, max_size=9)


def outturns(counts: list[int], unit: str = "件") -> list[Quantity]:
    return [value(f"{count}{unit}").quantities[0] for count in counts]


@given(COUNTS, st.sampled_from(Better))
def test_a_place_is_one_more_than_those_that_did_better(counts: list[int], better: str) -> None:
    some = outturns(counts)
    peers = peers_of(some)
    for count, one in zip(counts, some, strict=True):
        ahead = sum(other < count if better == Better.LESS else other > count for other in counts)
        assert peers.place(one, better) == ahead + 1
    best = peers.best(better)
    assert best is not None and peers.place(best, better) == 1


def test_other_units_have_no_place() -> None:
    with pytest.raises(UnfitValueError, match="与同类对象的不同，排不出名次"):
        peers_of(outturns([3, 5])).place(outturns([4], "人")[0], "")
    assert peers_of([]).best("") is None
