"""Quotas counted where the returns are."""

from __future__ import annotations

from mingzhang.survey import states
from mingzhang.web.people.models import Role
from mingzhang.web.survey.models import QuotaCell
from mingzhang.web.survey.moves import step_return
from mingzhang.web.survey.survey_page import quota_lines, return_page, survey_page, surveys_of, town_lines
from tests.web.conftest import District
from tests.web.survey.surveys import TOWNS, sent, surveyed


def test_what_is_void_or_came_twice_fills_no_quota(district: District) -> None:
    survey, office = surveyed(district), district.person(Role.PERFORMANCE)
    for number in range(3):
        sent(survey, f"uuid:{number}")
    sent(survey, "uuid:0", bus="1")
    step_return(survey.returns.get(key="uuid:2"), office, states.VOID, "不合格")
    assert [(line.named, line.done, line.said) for line in town_lines(survey)] == [
        (TOWNS[0], 2, "已满"),
        (TOWNS[1], 0, "还差 2 份"),
    ]


def test_cells_by_age_and_sex_and_what_lies_outside_the_plan(district: District) -> None:
    survey = surveyed(district)
    survey.cells.all().delete()
    QuotaCell.objects.create(survey=survey, order=0, town=TOWNS[0], age="青年", sex="男", people=9, target=1)
    sent(survey)
    sent(survey, "uuid:2", age="老年")
    assert [(line.named, line.done) for line in quota_lines(survey)] == [
        (f"{TOWNS[0]} 青年 男", 1),
        (f"（方案外）{TOWNS[0]} 老年 男", 1),
    ]


def test_a_return_is_shown_in_the_words_of_its_form(district: District) -> None:
    told = return_page(sent(surveyed(district), bus="88"), district.person(Role.PERFORMANCE))
    said = {label: (words, outside) for label, words, outside, _ in told["rows"]}
    assert said["公交方便吗"] == ("", "88") and said["买菜方便吗"] == ("5分", "")
    assert said["联系电话"] == ("已加密", ""), "it was said, but is not shown"


def test_what_can_be_done_next_is_offered_and_no_more(district: District) -> None:
    filled = sent(surveyed(district))
    office, leader = district.person(Role.PERFORMANCE), district.person(Role.LEADER)
    assert return_page(filled, office)["next"] == [
        ("待核", False),
        ("通过", False),
        ("退回", True),
        ("作废", True),
    ]
    assert not return_page(filled, leader)["runs"]
    told = survey_page(filled.survey, office)
    assert (told["counted"]["all"], told["done"], told["target"], told["contacts"]) == (1, 1, 4, 1)
    assert told["next"] == [("审核", False)] and survey_page(filled.survey, leader)["next"] == []


def test_only_surveys_within_reach_are_listed(district: District) -> None:
    mine, _ = surveyed(district), surveyed(district, district.other_region)
    assert surveys_of(district.person(Role.LEADER)) == [mine]
    assert surveys_of(district.person(Role.PREPARER)) == []
