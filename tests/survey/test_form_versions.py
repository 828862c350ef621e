"""A form that changes while returns come in: each return is measured by its own version."""

from __future__ import annotations

from dataclasses import replace

from mingzhang.survey.estimates import SHARE, answer_table
from mingzhang.survey.form_versions import FormVersions
from mingzhang.survey.outcome import outcome
from mingzhang.survey.questionnaire import AnswerChoice, Questionnaire, SurveyQuestion
from mingzhang.survey.returns import Return
from tests.survey.made import TOWNS, VERSION, invented, scale, small_form, small_plan


def before() -> Questionnaire:
    """The version before: ten points, a question more, one less, towns by numbers."""
    towns = tuple(AnswerChoice(str(number), town) for number, town in enumerate(TOWNS, 1))
    asked = [
        replace(question, choices=scale(10))
        if question.scored
        else replace(question, choices=towns)
        if question.name == "town"
        else question
        for question in small_form().questions
        if question.name != "shop"
    ]
    asked.append(SurveyQuestion("park", "公园够用吗", "select_one", "便利性", choices=scale(10)))
    return Questionnaire("便民调查", "small", "0", asked)


def test_answers_are_placed_on_the_scale_of_their_own_version() -> None:
    said = {"town": "2", "all": "10", "bus": "1", "park": "10", "safe": "10"}
    both = [
        Return("old", 2, "0", answers=said),
        Return("new", 3, VERSION, answers={"town": TOWNS[0], "all": "5", "bus": "5", "shop": "1"}),
    ]
    table = answer_table(both, small_form(), TOWNS, None, 4, [before()])
    assert table.town.tolist() == [1, 0], "numbers of towns are read as the plan calls them"
    assert table.values["便利性"].tolist() == [50.0, 50.0] and table.values["安全性"][0] == 100.0
    assert table.values[SHARE][1] == 100.0 and table.values[SHARE][0] != table.values[SHARE][0]


def test_what_changed_is_told_once_and_only_for_returns_that_are_there() -> None:
    some = [replace(one, version="0") if number % 9 == 0 else one for number, one in enumerate(invented())]
    for one in some:
        if one.version == "0":
            one.answers["town"] = str(TOWNS.index(one.answers["town"]) + 1)
    told = "\n".join(outcome(small_plan(), small_form(), some, [before()]).run.told)
    assert "“0”版问卷的20份答卷" in told and "多“park”；少“shop”" in told
    assert "选项或分值不同" in told and "分值不同的20份答卷不算在内" in told
    quiet = outcome(small_plan(), small_form(), invented(), [before()])
    assert not any("版问卷" in each for each in quiet.run.told)


def test_a_dimension_that_was_given_up_is_measured_no_more() -> None:
    old = before()
    old.questions.append(SurveyQuestion("air", "空气好吗", "select_one", "宜居性", choices=scale(5)))
    both = FormVersions((old, small_form()))
    assert "air" not in [question.name for question in both.scored]
    (said,) = both.changes({"0": 3})
    assert "“air”的方面新版已经没有，不再计算" in said
    assert both.together.by_name["air"]


def test_a_question_in_other_words_is_named() -> None:
    form = small_form()
    asked = [replace(each, label="公交好不好") if each.name == "bus" else each for each in form.questions]
    (said,) = FormVersions((form, Questionnaire("t", "small", "2", asked))).changes({VERSION: 1})
    assert said.endswith("“bus”的题目文字不同，仍当作同一题")
