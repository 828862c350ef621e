"""The made-up district of the examples: a whole year of 76 units, with the counts an account asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from examples.appraisal import returns
from examples.appraisal_plan import plan
from mingzhang.appraisal.appraise import appraise
from mingzhang.appraisal.claims import BONUS, DEDUCTION
from mingzhang.appraisal.measures import measures, own_results
from mingzhang.appraisal.next_year import next_tasks
from mingzhang.appraisal.ranking import rankings
from mingzhang.appraisal.scores import Appraisal, LeafState
from mingzhang.appraisal.sealing import digests
from mingzhang.scoring.precision import summed

COUNTS = {
    "指标体系": "3套",
    "任务书": "55份",
    "考评细则": "53项",
    "评分表": "3套",
    "培训": "2次",
    "反馈报告": "76份",
    "专项任务": "3项",
}
KINDS = {"行政机关": (41, 40), "事业单位": (14, 14), "街道乡镇": (21, 21)}


@pytest.fixture(scope="module")
def district() -> Appraisal:
    return appraise(plan(), returns())


def test_nothing_is_open(district: Appraisal) -> None:
    assert district.complete and not district.problems
    assert len(district.scores) == 76 and len(district.plan.notes()) == 2


@pytest.mark.parametrize(("name", "text"), COUNTS.items())
def test_the_year_has_its_counts(district: Appraisal, name: str, text: str) -> None:
    found = measures(district.plan, district.returns, date(2025, 5, 20))[name]
    assert found.text == text and len(found.rows) == found.number


def test_the_appraisal_reaches_its_own_targets(district: Appraisal) -> None:
    found = measures(district.plan, district.returns, date(2025, 5, 20))
    own = list(own_results(district.returns.own, found))
    assert [str(one.verdict) for one in own] == ["达到"] * 6
    assert [bool(one.actual and one.actual.measure) for one in own] == [True] * 5 + [False]


def test_every_kind_is_ranked(district: Appraisal) -> None:
    found = {one.kind: (len(one.places), one.ranked) for one in rankings(district)}
    assert found == KINDS
    for ranking in rankings(district):
        totals = [one.score.total for one in ranking.places if one.place is not None]
        assert totals == sorted(totals, reverse=True, key=lambda total: total or Fraction(0))


def test_every_score_can_be_followed_to_its_ground(district: Appraisal) -> None:
    for score, leaf in district.leaves():
        assert leaf.rule is not None and leaf.reported is not None and leaf.reported.scorer
        if leaf.indicator.evidence and leaf.state is LeafState.SCORED:
            assert leaf.reported.evidence, (score.unit.name, leaf.name)
        if leaf.trace.full and leaf.trace.worked:
            assert leaf.trace.recomputed() == leaf.trace.score


def test_every_lost_point_is_in_a_task_of_next_year(district: Appraisal) -> None:
    for score in district.scores:
        lost = summed(leaf.lost for leaf in score.leaves)
        taken = summed(c.granted for c in score.claims if c.kind == DEDUCTION)
        assert summed(task.lost for task in next_tasks(score)) == lost + taken


def test_every_state_and_every_outcome_is_there(district: Appraisal) -> None:
    states = {leaf.state for _, leaf in district.leaves()}
    assert states == {LeafState.SCORED, LeafState.ABSENT, LeafState.UNSUPPORTED}
    assert {claim.outcome for claim in district.returns.claims} == {"采纳", "部分采纳", "不采纳"}
    assert {claim.kind for claim in district.returns.claims} == {BONUS, DEDUCTION}
    assert any(claim.source for claim in district.returns.claims)


def test_the_district_is_the_same_every_time_and_another_seed_is_another_year(district: Appraisal) -> None:
    assert digests(appraise(plan(), returns())) == digests(district)
    other = replace(district, returns=returns(plan(), 7))
    assert other.returns.reported != district.returns.reported
