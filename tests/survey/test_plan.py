"""Samples spread over groups, and how far they are filled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.survey.plan import QuotaProgress, Stratum, allocated, quota_progress, targeted
from tests.survey.made import small_plan


@given(st.integers(1, 9000), st.lists(st.integers(1, 10**6), min_size=1, max_size=40))
def test_a_spread_sample_adds_up(total: int, people: list[int]) -> None:
    found = allocated(total, people)
    assert sum(found) == total and min(found) >= 0
    shares = [total * count / sum(people) for count in people]
    assert all(abs(one - share) < 1 for one, share in zip(found, shares, strict=True))


@given(st.lists(st.integers(1000, 10**6), min_size=1, max_size=21), st.integers(1, 60))
def test_no_group_gets_less_than_the_least(people: list[int], least: int) -> None:
    found = allocated(60 * 21, people, least)
    assert sum(found) == 60 * 21 and min(found) >= least


def test_a_group_smaller_than_the_least_is_asked_as_a_whole() -> None:
    assert allocated(100, [5, 900, 95], 30) == [5, 65, 30]


def test_a_sample_too_small_is_told() -> None:
    with pytest.raises(ValueError, match="样本50份不够分：3组每组至少30份就要90份"):
        allocated(50, [100, 100, 100], 30)
    with pytest.raises(ValueError, match="总体人数都是 0"):
        allocated(5, [0, 0])


def test_targets_of_a_town_stay_in_the_town() -> None:
    found = targeted(small_plan().strata, 120, 30)
    by_town = {town: sum(each.target for each in found if each.town == town) for town in small_plan().towns}
    assert by_town == {"东桥街道": 54, "西园街道": 36, "南岭镇": 30}
    assert {each.target for each in found if each.town == "东桥街道"} == {13, 14}


def test_a_quota_is_counted_against_its_own_target() -> None:
    strata = [
        Stratum("甲", "青", "男", 100, 20),
        Stratum("甲", "青", "女", 100, 20),
        Stratum("甲", "老", "男", 9),
    ]
    found = quota_progress(strata, {("甲", "青", "男"): 20, ("甲", "青", "女"): 25, ("乙", "青", "男"): 3})
    assert [(one.cell[0], one.done, one.state) for one in found] == [
        ("甲", 20, "已满"),
        ("甲", 25, "超出5份"),
        ("甲", 0, "已满"),
        ("乙", 3, "超出3份"),
    ]
    assert QuotaProgress(("甲", "青", "男"), 20, 3).state == "还差17份"


def test_a_plan_knows_its_towns_and_whether_errors_are_a_model() -> None:
    plan = small_plan()
    assert plan.towns == ("东桥街道", "西园街道", "南岭镇") and plan.target == 240
    assert plan.model_based and not small_plan("概率抽样").model_based
