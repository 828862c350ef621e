"""Rankings inside a kind, their course, and the mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from mingzhang.appraisal.ranking import block_rate, rankings, state_of
from mingzhang.appraisal.returns import Decision
from tests.appraisal import small


def test_equal_totals_share_a_place() -> None:
    (ranking,) = rankings(small.made())
    assert [(one.place, one.score.unit.name) for one in ranking.places] == [
        (1, "甲局"), (2, "乙局"), (2, "丙局"),
    ]  # fmt: skip
    assert ranking.mean == Fraction(98 + 84 + 84, 3) and ranking.ranked == 3
    assert ranking.block_mean("依法") == Fraction(200, 3)
    last = ranking.of("A3")
    assert last is not None and block_rate(last.score, "依法") == 50


def test_a_unit_of_half_a_year_is_scored_but_not_ranked() -> None:
    units = (replace(small.plan().units[0], since=date(2024, 9, 1)), *small.plan().units[1:])
    (ranking,) = rankings(small.made(units=units))
    assert [(one.place, one.score.unit.name) for one in ranking.places] == [
        (1, "乙局"), (1, "丙局"), (None, "甲局"),
    ]  # fmt: skip
    assert ranking.mean == 84


def test_a_ranking_goes_its_course() -> None:
    decided = Decision(date(2025, 5, 20), "党组会", "同意")
    given = small.returns(decision=decided)
    published = small.returns(decision=replace(decided, published=date(2025, 6, 1)))
    states = [state_of(small.made(one), sealed) for one, sealed in (
        (small.returns(), False), (small.returns(), True), (given, True), (published, True),
    )]  # fmt: skip
    assert states == ["汇总", "封存", "审议", "发布"]
