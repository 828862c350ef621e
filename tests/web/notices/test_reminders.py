"""Who is reminded, and why: from the last day, the calendar and whose turn it is."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingzhang.web.notices.reminders import cause_on, reminders
from mingzhang.web.people.models import Post, Role
from mingzhang.web.register.models import OrganisationKind
from mingzhang.web.season.models import Season
from mingzhang.web.season.opening import ask_of_all, close
from mingzhang.web.submission.models import Submission
from tests.web.conftest import District, organisation
from tests.web.submission.test_moves import APPROVED, walk


def told(district: District, day: date) -> list[tuple[str, str, str]]:
    season = Season.objects.select_related("organisation").get(pk=district.season.pk)
    return [
        (str(each.person) if each.person else "", each.role.label, each.cause)
        for each in reminders(season, day)
        if each.about.startswith("甲区水务局") or not each.subject
    ]


@pytest.fixture
def due(district: District) -> date:
    """The last day, with both people of the department in their posts."""
    for role in Role:
        district.person(role)
    return district.season.due


def test_a_holiday_reminds_nobody_and_days_are_working_days(district: District) -> None:
    season = Season(remind_before=[5, 2, 0], remind_after=[1, 3])
    may = date(2026, 5, 6)  # after the holidays of May
    days = [date(2026, 4, 24), date(2026, 4, 29), date(2026, 5, 1), may, date(2026, 5, 7), date(2026, 5, 9)]
    said = [cause_on(season, may, day) for day in days]
    assert said == ["截止前5个工作日", "截止前2个工作日", "", "截止当日", "逾期1个工作日", "逾期3个工作日"]


def test_the_preparer_first_then_who_signs(district: District, due: date) -> None:
    from datetime import timedelta

    before = next(d for n in range(20) if cause_on(district.season, due, d := due - timedelta(days=n + 1)))
    assert [each[1] for each in told(district, before)] == ["填报人"]
    assert [each[1:] for each in told(district, due)] == [("填报人", "截止当日"), ("单位负责人", "截止当日")]


def test_whose_turn_it_is_is_reminded(district: District, due: date) -> None:
    district.draft()
    walk(district, "hand_in")
    assert [each[1] for each in told(district, due)] == ["单位负责人"]
    walk(district, "agree:0")
    (one,) = reminders(Season.objects.get(), due)[-1:]
    assert one.role is Role.REVIEWER and "有 1 份材料等审核员办理" in one.words and not one.subject
    walk(district, *APPROVED[2:], "publish")
    assert told(district, due) == []


def test_nobody_in_the_post_is_said(district: District) -> None:
    day = district.season.due
    assert told(district, day) == [("", "填报人", "截止当日"), ("", "单位负责人", "截止当日")]
    district.person(Role.APPROVER)
    Post.objects.filter(role=Role.PREPARER).delete()
    assert ("甲区水务局单位负责人", "单位负责人", "截止当日") in told(district, day)


def test_a_season_that_is_closed_and_a_later_day_remind_nobody(district: District, due: date) -> None:
    Submission.objects.update(late_until=date(2026, 7, 1))
    assert told(district, due) == []
    Submission.objects.update(late_until=None)
    close(district.season, district.person(Role.MANAGER))
    assert told(district, due) == []


def test_the_number_of_queries_does_not_grow(district: District, due: date) -> None:
    def queries() -> int:
        season = Season.objects.select_related("organisation").get(pk=district.season.pk)
        with CaptureQueriesContext(connection) as seen:
            reminders(season, due)
        return len(seen)

    few = queries()
    for number in range(8):
        organisation(OrganisationKind.DEPARTMENT, f"甲区第{number}局", district.region)
    ask_of_all(district.season, None)
    assert queries() == few
