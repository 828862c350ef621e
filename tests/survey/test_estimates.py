"""Indices: how they are made, what may be printed, who differs from whom."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest

from mingzhang.survey.estimates import (
    ALL,
    SHARE,
    WHOLE,
    AnswerTable,
    Difference,
    Estimate,
    Results,
    answer_table,
    estimated,
    short_boards,
    tie_groups,
)
from mingzhang.survey.linearised import Design
from mingzhang.survey.returns import Return
from tests.survey.made import TOWNS, invented, small_form


def table_of(*answers: dict[str, str], weights: dict[str, Fraction] | None = None) -> AnswerTable:
    returns = [
        Return(str(number), number, answers={"town": TOWNS[0]} | one) for number, one in enumerate(answers)
    ]
    return answer_table(returns, small_form(), TOWNS, weights, 4)


def results_of(returns: Sequence[Return] | None = None) -> Results:
    table = answer_table(returns or invented(), small_form(), TOWNS, None, 4)
    return estimated(table, Design(np.ones(len(table)), np.maximum(table.town, 0)))


def test_a_dimension_is_the_mean_of_what_was_answered_of_it() -> None:
    table = table_of({"bus": "5", "shop": "3"}, {"bus": "5", "shop": "99"}, {"shop": "99"})
    assert table.values["便利性"][:2].tolist() == [75.0, 100.0] and np.isnan(table.values["便利性"][2])


def test_the_whole_is_the_weighted_mean_of_the_dimensions() -> None:
    said = {"bus": "5", "shop": "5", "safe": "1"}
    assert table_of(said).values[WHOLE].tolist() == [50.0]
    assert table_of(said, weights={"便利性": Fraction(3)}).values[WHOLE].tolist() == [75.0]


def test_the_general_question_is_no_part_of_the_whole() -> None:
    assert table_of({"all": "1", "bus": "5", "shop": "5", "safe": "5"}).values[WHOLE].tolist() == [100.0]


def test_who_answered_less_than_half_has_no_whole_value() -> None:
    weights = {"便利性": Fraction(1), "安全性": Fraction(3)}
    table = table_of({"bus": "5"}, {"safe": "5"}, weights=weights)
    assert np.isnan(table.values[WHOLE][0]) and table.values[WHOLE][1] == 100.0


def test_the_share_of_the_satisfied_is_that_of_the_general_question() -> None:
    table = table_of({"all": "4"}, {"all": "3"}, {"all": "99"}, {})
    assert table.values[SHARE][:2].tolist() == [100.0, 0.0] and np.isnan(table.values[SHARE][2:]).all()


def test_a_return_of_another_town_is_in_none() -> None:
    returns = [Return("a", 2, answers={"town": "外地"}), Return("b", 3, answers={"town": TOWNS[1]})]
    assert answer_table(returns, small_form(), TOWNS).town.tolist() == [-1, 1]


def test_every_measure_is_estimated_for_the_district_and_each_town() -> None:
    found = results_of()
    assert found.measures == ("总体评价", "便利性", "安全性", WHOLE, SHARE)
    whole = found.of(WHOLE)
    by_town = [found.of(WHOLE, town) for town in TOWNS]
    assert whole.domain == ALL and whole.count == sum(one.count for one in by_town)
    assert min(one.value for one in by_town) < whole.value < max(one.value for one in by_town)
    assert whole.low < whole.value < whole.high and whole.reach == pytest.approx((whole.high - whole.low) / 2)
    assert whole.effective == pytest.approx(whole.count / whole.effect)


def test_nothing_of_less_than_thirty_answers_is_published() -> None:
    returns = [one for one in invented() if one.answers["town"] != TOWNS[1]] + [
        one for one in invented() if one.answers["town"] == TOWNS[1]
    ][:29]
    found = results_of(returns)
    assert not found.of("安全性", TOWNS[1]).published and found.of("安全性", TOWNS[0]).published


def test_a_town_that_is_worse_is_told_from_the_others_and_they_are_not() -> None:
    found = results_of()
    assert found.difference(WHOLE, TOWNS[0], TOWNS[2]).telling
    assert not found.difference(WHOLE, TOWNS[0], TOWNS[1]).telling
    first, second = tie_groups(found)
    assert set(first.towns) == set(TOWNS[:2]) and first.places == "并列第1—2位"
    assert second.towns == (TOWNS[2],) and second.places == "第3位"


def test_a_difference_has_the_error_of_both() -> None:
    found = results_of()
    one, other = found.of(WHOLE, TOWNS[0]), found.of(WHOLE, TOWNS[2])
    made = found.difference(WHOLE, TOWNS[0], TOWNS[2])
    assert made.value == pytest.approx(one.value - other.value)
    assert made.error == pytest.approx((one.error**2 + other.error**2) ** 0.5)
    back = found.difference(WHOLE, TOWNS[2], TOWNS[0])
    assert back.value == -made.value and back.chance == pytest.approx(made.chance)


def test_a_change_against_an_earlier_year_is_tested() -> None:
    found = results_of()
    now = found.of(WHOLE)
    assert found.change(WHOLE, ALL, now.value - 20, now.error).words == "上升20.0"
    assert found.change(WHOLE, ALL, now.value + 20, now.error).words == "下降20.0"
    assert found.change(WHOLE, ALL, now.value - now.error, now.error).words == "没有显著变化"


def test_a_difference_without_an_error_is_none_or_sure() -> None:
    assert Difference(0.0, 0.0, 1.0).words == "没有显著变化"
    found = results_of()
    assert found.change(WHOLE, ALL, found.of(WHOLE).value, float("nan")).words == "没有显著变化"


def test_a_board_is_short_where_its_upper_limit_lies_under_the_mean() -> None:
    boards = short_boards(results_of(), ["便利性", "安全性"])
    assert {board.domain for board in boards} == {TOWNS[2]} and {board.measure for board in boards} == {
        "便利性",
        "安全性",
    }
    assert all(board.high < board.mean for board in boards)
    assert boards[0].mean - boards[0].high >= boards[1].mean - boards[1].high
    assert boards[0].sentence.startswith(f"南岭镇“{boards[0].measure}”指数")


def test_a_town_of_few_answers_is_in_no_group_and_short_of_nothing() -> None:
    returns = [one for one in invented() if one.answers["town"] != TOWNS[2]] + [
        one for one in invented() if one.answers["town"] == TOWNS[2]
    ][:20]
    found = results_of(returns)
    assert [group.towns for group in tie_groups(found)] == [group.towns for group in tie_groups(found)]
    assert all(TOWNS[2] not in group.towns for group in tie_groups(found))
    assert short_boards(found, ["便利性", "安全性"]) == []


def test_intervals_are_those_of_the_margins_known_for_such_samples() -> None:
    """A share near one half of 318 answers: ±5.5 points, and 7.8 between two such towns; ±1.2 of 6,685."""
    answers = np.array([0.0, 100.0] * 159)
    design = Design(np.ones(318))
    table = AnswerTable(("甲",), np.zeros(318, np.int64), {"x": answers}, {}, {})
    town = estimated(table, design).of("x")
    assert town.reach == pytest.approx(5.5, abs=0.05)
    assert 1.96 * 2**0.5 * town.error == pytest.approx(7.8, abs=0.05)
    whole = np.array([0.0, 100.0] * 3342 + [0.0])
    table = AnswerTable(("甲",), np.zeros(6685, np.int64), {"x": whole}, {}, {})
    assert estimated(table, Design(np.ones(6685))).of("x").reach == pytest.approx(1.2, abs=0.05)
    firms = AnswerTable(("甲",), np.zeros(400, np.int64), {"x": answers.repeat(2)[:400]}, {}, {})
    assert estimated(firms, Design(np.ones(400))).of("x").reach == pytest.approx(4.9, abs=0.05)


def test_a_simulated_survey_covers_the_truth() -> None:
    """A known population of three towns; samples by town, raked to its sexes; the bench has 1,000."""
    rnd = np.random.default_rng(20261101)
    town = np.repeat([0, 1, 2], [6000, 3000, 1000])
    sex = rnd.integers(0, 2, 10_000)
    score = np.clip(np.round(6 + town - sex + rnd.normal(0, 2, 10_000)), 1, 10)
    truth, covered, runs = (score - 1).mean() / 9 * 100, 0, 200
    taken = [rnd.choice(np.flatnonzero(town == each), (runs, 60)) for each in range(3)]
    for run in range(runs):
        rows = np.concatenate([found[run] for found in taken])
        base = np.repeat([100.0, 50.0, 1000 / 60], 60)
        by_sex = np.bincount(sex) / np.bincount(sex[rows], base)
        design = Design(base * by_sex[sex[rows]], np.repeat([0, 1, 2], 60), margins=(sex[rows],), base=base)
        table = AnswerTable(("甲",), np.zeros(180, np.int64), {"x": (score[rows] - 1) / 9 * 100}, {}, {})
        one = estimated(table, design).of("x")
        covered += one.low <= truth <= one.high
    assert 0.92 <= covered / runs <= 0.98


def test_a_share_nobody_is_part_of_still_has_an_interval() -> None:
    table = AnswerTable(("甲",), np.zeros(60, np.int64), {SHARE: np.zeros(60)}, {}, {})
    none = estimated(table, Design(np.ones(60))).of(SHARE)
    assert (none.value, none.low) == (0.0, 0.0) and none.high == pytest.approx(5.96, abs=0.01)
    table.values[SHARE] += 100
    everyone = estimated(table, Design(np.ones(60))).of(SHARE)
    assert everyone.high == 100.0 and everyone.low == pytest.approx(94.04, abs=0.01)


def test_an_estimate_below_the_least_is_not_published() -> None:
    values = {"measure": "x", "domain": "", "value": 1.0, "error": 0.1, "low": 0.8, "high": 1.2}
    rest = {"effective": 30.0, "effect": 1.0, "degrees": 29}
    assert Estimate(**values, count=30, **rest).published  # type: ignore[arg-type]
    assert not Estimate(**values, count=29, **rest).published  # type: ignore[arg-type]
