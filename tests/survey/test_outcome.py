"""A survey as a whole: who counts, how it is weighed, what is refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from mingzhang.survey.estimates import WHOLE
from mingzhang.survey.linearised import Lonely, LonelyStratumError
from mingzhang.survey.outcome import countable, outcome
from mingzhang.survey.plan import CELLS, PROBABILITY, UNWEIGHTED, Stratum
from mingzhang.survey.returns import Return
from mingzhang.survey.weights import UnfitMarginsError
from tests.survey.made import TOWNS, invented, small_form, small_plan


def test_a_quota_sample_is_raked_and_called_a_model() -> None:
    made = outcome(small_plan(), small_form(), invented())
    assert made.count == 180 and not made.left_out
    assert made.run.told[0] == "配额抽样没有入样概率，基础权数都是1；区间由模型推算，不是抽样误差"
    assert "按街道、年龄段、性别迭代调整（raking）到总体2,400人" in made.run.told[1]
    assert made.run.weights.sum() == pytest.approx(2400)


def test_returns_drawn_by_chance_stand_for_their_town() -> None:
    plan = small_plan(PROBABILITY)
    plan.weighting = UNWEIGHTED
    made = outcome(plan, small_form(), invented())
    assert sorted(set(made.run.weights.round(6))) == [
        pytest.approx(400 / 60),
        pytest.approx(800 / 60),
        20.0,
    ]
    assert made.run.told[0] == "基础权数是各街道总体人数除以有效答卷数"


def test_who_did_not_answer_is_stood_for_within_his_town() -> None:
    plan = small_plan(PROBABILITY)
    plan.weighting = UNWEIGHTED
    plan.outcomes = [(TOWNS[0], "2.11", 60), (TOWNS[1], "4.1", 20), ("", "2.2", 900)]
    made = outcome(plan, small_form(), invented())
    by_town = {town: made.run.weights[made.table.town == code][0] for code, town in enumerate(TOWNS)}
    assert by_town[TOWNS[0]] == pytest.approx(1200 / 60)  # 120 drawn, 60 answered for all of them
    assert by_town[TOWNS[1]] == pytest.approx(800 / 80)  # 20 of 80 drawn did not belong to the town
    assert by_town[TOWNS[2]] == pytest.approx(400 / 60)
    assert made.run.told[0].endswith("未应答者的权数在本街道内加到应答者上")


def test_cells_are_met_at_once() -> None:
    plan = small_plan()
    plan.weighting = CELLS
    made = outcome(plan, small_form(), invented())
    assert made.run.told[1].startswith("按街道×年龄段×性别事后分层到总体2,400人")


def test_a_town_without_returns_is_one_sentence() -> None:
    returns = [one for one in invented() if one.answers["town"] != TOWNS[1]]
    with pytest.raises(UnfitMarginsError, match="街道：“西园街道”有总体人数却没有答卷，权数无处可加；请补访"):
        outcome(small_plan(), small_form(), returns)


def test_a_town_that_the_plan_does_not_know_is_one_sentence() -> None:
    returns = invented()
    returns[0].answers["town"] = "外地"
    with pytest.raises(UnfitMarginsError, match="街道：1份答卷（答卷编号 uuid:0）的“外地”不在总体里"):
        outcome(small_plan(), small_form(), returns)


def test_a_town_without_returns_has_no_figures_where_nothing_is_weighed() -> None:
    plan = replace(small_plan(PROBABILITY), weighting=UNWEIGHTED)
    made = outcome(plan, small_form(), [one for one in invented() if one.answers["town"] != TOWNS[1]])
    empty = made.results.of(WHOLE, TOWNS[1])
    assert not empty.published and empty.count == 0
    assert made.results.of(WHOLE, TOWNS[2]).published


@pytest.mark.parametrize("satisfied", [2, 8])
def test_a_share_that_could_only_be_all_or_nobody_is_refused(satisfied: int) -> None:
    """Eight of five points: nobody would be satisfied, and nobody would see why."""
    with pytest.raises(UnfitMarginsError, match=f"“满意的最低分”是{satisfied}分.*“总的满意吗”的分值是1—5分"):
        outcome(replace(small_plan(), satisfied=satisfied), small_form(), invented())


def test_a_form_that_scores_nothing_is_one_sentence() -> None:
    form = small_form()
    asked = [question for question in form.questions if not question.scored]
    with pytest.raises(UnfitMarginsError, match="问卷《便民调查》没有计分的题"):
        outcome(small_plan(), replace(form, questions=asked), invented())


def test_a_form_of_one_question_has_an_index_all_the_same() -> None:
    form = small_form()
    asked = [each for each in form.questions if not each.scored or each.name == "all"]
    made = outcome(small_plan(), replace(form, questions=asked), invented())
    assert made.results.of(WHOLE).value == made.results.of("总体评价").value


def test_a_sample_of_clusters_uses_them() -> None:
    returns = invented()
    for one in returns:
        one.answers["community"] = f"社区{one.row % 5}"
    plan = small_plan()
    plan.cluster = "community"
    made = outcome(plan, small_form(), returns)
    assert made.results.of(WHOLE).degrees == 3 * 5 - 3


def test_a_town_of_one_cluster_is_refused_unless_something_is_said() -> None:
    returns = invented()
    for one in returns:
        one.answers["community"] = "只有一个" if one.answers["town"] == TOWNS[2] else f"社区{one.row % 5}"
    plan = small_plan()
    plan.cluster = "community"
    with pytest.raises(LonelyStratumError):
        outcome(plan, small_form(), returns)
    plan.lonely = Lonely.ADJUST
    assert not np.isnan(outcome(plan, small_form(), returns).results.of(WHOLE).error)


def test_a_lonely_stratum_is_told_by_its_name() -> None:
    found = [one for one in invented() if one.answers["town"] != TOWNS[1]] + invented()[1:2]
    plan = replace(small_plan(PROBABILITY), weighting=UNWEIGHTED)
    with pytest.raises(LonelyStratumError, match=f"有1个层（{TOWNS[1]}）只有一个抽样单位"):
        outcome(plan, small_form(), found)


def kept(*returns: Return) -> tuple[list[str], dict[str, int]]:
    left = Counter[str]()
    return [one.key for one in countable(returns, left)], dict(left)


def test_rows_that_slipped_and_returns_that_came_twice_do_not_count() -> None:
    assert kept(Return("a", 2), Return("b", 3, shifted=True), Return("a", 4, again=2)) == (
        ["a"],
        {"整行错位": 1, "同一份答卷重复": 1},
    )


def test_where_a_survey_was_reviewed_only_what_passed_counts() -> None:
    found = kept(Return("a", 2, review="approved"), Return("b", 3), Return("c", 4, review="rejected"))
    assert found == (["a"], {"审核状态“收到”": 1, "审核状态“退回”": 1})


def test_where_nobody_reviewed_all_count_but_what_was_made_void() -> None:
    assert kept(Return("a", 2), Return("b", 3, review="作废")) == (["a"], {"审核状态“作废”": 1})


def test_outcomes_make_the_rates() -> None:
    plan = small_plan()
    plan.outcomes = [("", "2.11", 20), ("", "3.1", 50)]
    rates = outcome(plan, small_form(), invented()).response.rates
    assert rates["RR1"] == pytest.approx(180 / 250) and rates["RR5"] == pytest.approx(180 / 200)


def test_a_plan_without_ages_is_weighed_by_towns_alone() -> None:
    plan = small_plan()
    plan.strata = [Stratum(town, "", "", people) for town, people in zip(TOWNS, (300, 200, 100), strict=True)]
    assert "按街道事后分层" in outcome(plan, small_form(), invented()).run.told[1]


def test_questions_of_a_dimension_are_estimated() -> None:
    made = outcome(small_plan(), small_form(), invented())
    (bus, of_bus), (shop, of_shop) = made.question_results("便利性")
    assert (bus.name, shop.name) == ("bus", "shop")
    assert min(of_bus.value, of_shop.value) <= made.results.of("便利性").value + 3
    assert of_bus.count == sum(one.answers["bus"] != "99" for one in made.returns)


def test_the_same_returns_give_the_same_figures() -> None:
    first, second = (outcome(small_plan(), small_form(), invented()).results.of(WHOLE) for _ in range(2))
    assert first == second and replace(first, value=0.0) != second


def test_without_returns_there_is_one_sentence() -> None:
    slipped = Return("第2行", 2, shifted=True, cells=("a",))
    with pytest.raises(UnfitMarginsError, match="没有一份可以计算的答卷（未计入：整行错位1份）"):
        outcome(small_plan(), small_form(), [slipped])


def test_who_gave_no_town_is_named_by_the_number_of_the_return() -> None:
    found = invented()
    del found[4].answers["town"]
    with pytest.raises(UnfitMarginsError, match="答卷编号 uuid:4）的“未答”不在总体里"):
        outcome(small_plan(), small_form(), found)
