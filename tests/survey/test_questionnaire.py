"""What a question is worth on the scale, and which questions count."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mingzhang.survey.questionnaire import AnswerChoice, SurveyQuestion
from tests.survey.made import scale, small_form


@pytest.mark.parametrize(("points", "worth"), [(5, [0, 25, 50, 75, 100]), (2, [0, 100])])
def test_answers_are_placed_from_0_to_100(points: int, worth: list[int]) -> None:
    question = SurveyQuestion("a", "", "select_one", "便利性", choices=scale(points))
    assert [question.indexed[str(point)] for point in range(1, points + 1)] == worth


def test_don_t_know_is_worth_nothing_at_all() -> None:
    assert "99" not in SurveyQuestion("a", "", "select_one", "便利性", choices=scale()).indexed


def test_a_scale_that_begins_elsewhere_is_placed_too() -> None:
    choices = (AnswerChoice("no", "否", Fraction(0)), AnswerChoice("yes", "是", Fraction(10)))
    assert SurveyQuestion("a", "", "select_one", "便利性", choices=choices).indexed == {
        "no": 0.0,
        "yes": 100.0,
    }


def test_only_scored_questions_with_a_dimension_count() -> None:
    form = small_form()
    assert [question.name for question in form.scored] == ["all", "bus", "shop", "safe"]
    assert form.dimensions == ("总体评价", "便利性", "安全性")
    assert [question.name for question in form.of_dimension("便利性")] == ["bus", "shop"]


def test_a_repeated_question_counts_for_no_index() -> None:
    inside = SurveyQuestion("a", "", "select_one", "便利性", choices=scale(), repeat="family")
    assert not inside.scored


def test_questions_are_found_by_use_and_name() -> None:
    form = small_form()
    asked = form.used_for("街道")
    assert asked is not None and asked.name == "town"
    assert form.used_for("没有") is None
    with pytest.raises(KeyError):
        form.question("没有")


def test_a_label_that_two_choices_share_tells_neither() -> None:
    twice = (AnswerChoice("a", "其他"), AnswerChoice("b", "其他"), AnswerChoice("c", "公交"))
    question = SurveyQuestion("q", "", "select_one", choices=twice)
    assert list(question.by_label) == ["公交"] and list(question.by_name) == ["a", "b", "c"]
