"""Laws of an appraisal: bounds, monotone outturns, no order of rows, traces, ranks, and the seal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhang.appraisal.claims import BONUS, DEDUCTION, PointClaim
from mingzhang.appraisal.courses import ADOPTED
from mingzhang.appraisal.opened import opened
from mingzhang.appraisal.ranking import places, rankings
from mingzhang.appraisal.returns import Reported, Returns
from mingzhang.appraisal.scores import Appraisal
from mingzhang.appraisal.sealing import altered, changed, digests, seal
from tests.appraisal import small

POINTS = st.integers(0, 40)


@st.composite
def handed_in(draw: st.DrawFn) -> Returns:
    """What three units hand in: any outturns, some of it not concerning them, any claims."""
    rows: list[Reported] = []
    for name in small.NAMES:
        filed, done, marks = draw(st.tuples(st.integers(1, 30), st.integers(0, 14), st.integers(0, 20)))
        some = small.reported(name, filed=filed, done=done, marks=marks)
        if draw(st.booleans()) and name != "甲局":
            some[4] = replace(some[4], concerned=False, actual="")
        rows += some
    claims = tuple(
        PointClaim(
            str(number), draw(st.sampled_from(small.NAMES)), kind, "R5", "事项", Fraction(draw(POINTS) + 1, 4),
            date(2025, 3, 1), ADOPTED, None, "评审组", "属实", proof=small.PROOF,
        )
        for number, kind in enumerate((BONUS, DEDUCTION, BONUS))
    )  # fmt: skip
    return small.returns(rows, claims=claims)


def totals(found: Appraisal) -> list[Fraction]:
    assert found.complete, list(map(str, found.problems))
    return [score.total for score in found.scores if score.total is not None]


@given(handed_in())
@settings(max_examples=12)
def test_every_score_lies_within_its_bounds_and_recomputes(given_in: Returns) -> None:
    found = small.made(given_in)
    for total in totals(found):
        assert -10 <= total <= 105
    for _, leaf in found.leaves():
        assert leaf.trace.score is not None and 0 <= leaf.trace.score <= leaf.trace.leaf.full
        if leaf.trace.worked is not None and leaf.trace.full:
            assert leaf.trace.recomputed() == leaf.trace.score


@given(st.integers(0, 14), st.integers(0, 14), st.integers(1, 30), st.integers(1, 30))
@settings(max_examples=12)
def test_more_done_never_scores_less(one: int, other: int, filed: int, more: int) -> None:
    low, high = sorted((one, other))
    few, many = sorted((filed, more))
    rest = [*small.reported("乙局"), *small.reported("丙局")]
    worse, better = (
        small.returns([*small.reported("甲局", done=done, filed=count), *rest])
        for done, count in ((low, few), (high, many))
    )
    assert totals(small.made(worse))[0] <= totals(small.made(better))[0]


@given(handed_in(), st.randoms(use_true_random=False))
@settings(max_examples=8)
def test_the_order_of_rows_changes_neither_score_nor_seal(given_in: Returns, random: Random) -> None:
    rows, claims = list(given_in.reported), list(given_in.claims)
    random.shuffle(rows)
    random.shuffle(claims)
    shuffled = replace(given_in, reported=tuple(rows), claims=tuple(claims))
    one, other = small.made(given_in), small.made(shuffled)
    assert totals(one) == totals(other) and digests(one) == digests(other)


@given(st.lists(st.fractions(0, 100, max_denominator=4), min_size=1, max_size=12), st.randoms())
@settings(max_examples=12)
def test_places_are_total_and_stable(given_totals: list[Fraction], random: Random) -> None:
    found = places(given_totals)
    for total, place in zip(given_totals, found, strict=True):
        assert place == 1 + sum(other > total for other in given_totals)
    order = list(range(len(given_totals)))
    random.shuffle(order)
    assert places([given_totals[n] for n in order]) == [found[n] for n in order]


@given(handed_in())
@settings(max_examples=10)
def test_a_ranking_holds_every_unit_once(given_in: Returns) -> None:
    found = small.made(given_in)
    (ranking,) = rankings(found)
    assert sorted(one.score.unit.code for one in ranking.places) == ["A1", "A2", "A3"]
    assert [one.place for one in ranking.places] == sorted(places(totals(found)))


@given(handed_in(), st.integers(0, 14), st.data())
@settings(max_examples=8)
def test_a_seal_tells_every_change(given_in: Returns, place: int, data: st.DataObject) -> None:
    found = small.made(given_in)
    sealed = seal(found, "督查科", date(2025, 5, 20))
    rows = list(given_in.reported)
    other = data.draw(st.sampled_from(("scorer", "reason", "evidence")))
    change = () if other == "evidence" else "另一个"
    rows[place] = replace(rows[place], **{other: change})  # type: ignore[arg-type]
    now = small.made(replace(given_in, reported=tuple(rows)))
    if now.scores != found.scores:
        assert changed(now, sealed) == [rows[place].unit]
    units = [opened(score) for score in found.scores]
    assert not altered(small.YEAR, units, sealed)
    leaf = data.draw(st.sampled_from(units[0]["指标"]))
    leaf["得分"] = f"{leaf['得分']}0"
    assert altered(small.YEAR, units, sealed) == ["甲局"]
