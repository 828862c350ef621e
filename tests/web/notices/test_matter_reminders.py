"""Who is reminded of matters: before the day, on it, after it, and where nobody signed; never twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail

from mingzhang.web.notices.matter_reminders import days_of, matter_reminders, regions_with_matters
from mingzhang.web.notices.models import Notice
from mingzhang.web.notices.rules import set_matter_rules
from mingzhang.web.notices.sending import remind_all, remind_of_matters
from mingzhang.web.people.models import Person, Role
from mingzhang.web.supervision.models import MatterDuty, SupervisedMatter
from tests.web.conftest import DAY, District
from tests.web.supervision.courses import assigned, signed_for

FRIDAY = date(2026, 3, 27)  # the last day


def due(district: District, signed: bool = True) -> MatterDuty:
    """A duty of the department that is due on the Friday."""
    for role in (Role.PREPARER, Role.APPROVER, Role.SUPERVISION):
        district.person(role)
    make = signed_for if signed else assigned
    return make(district, due=FRIDAY).duties.get()


def told(district: District, day: date) -> list[tuple[str, str]]:
    return [(each.role.value, each.cause) for each in matter_reminders(district.region, day)]


def test_a_unit_is_told_before_and_whoever_signs_from_the_last_day_on(district: District) -> None:
    duty = due(district)
    unit, both = ["preparer", "supervision"], ["preparer", "approver", "supervision"]
    for day, roles, cause in (
        (FRIDAY - timedelta(days=3), unit, "截止前3个工作日"),
        (FRIDAY, both, "截止当日"),
        (FRIDAY + timedelta(days=3), both, "逾期1个工作日"),
    ):
        assert told(district, day) == [(role, cause) for role in roles]
    assert not told(district, FRIDAY + timedelta(days=1)), "a Saturday"
    assert not told(district, FRIDAY - timedelta(days=2)), "none of the days that were set"
    (first, *_) = matter_reminders(district.region, FRIDAY)
    assert first.link == duty.address and duty.matter.number in first.words and "2026-03-27" in first.words


def test_a_notice_that_nobody_signed_for_is_told_to_both(district: District) -> None:
    due(district, signed=False)
    assert told(district, DAY + timedelta(days=2)) == [
        (role, "交办2个工作日未签收") for role in ("preparer", "approver", "supervision")
    ]
    assert not told(district, DAY + timedelta(days=1))


def test_a_closed_matter_that_is_to_be_reported_is_told_to_the_office(district: District) -> None:
    matter = due(district).matter
    MatterDuty.objects.update(awaited=False)
    SupervisedMatter.objects.filter(pk=matter.pk).update(report_due=FRIDAY)
    assert told(district, FRIDAY) == [("supervision", "报告截止当日")]
    assert list(regions_with_matters()) == [district.region]


def test_notices_and_letters_go_out_once(district: District) -> None:
    due(district)
    preparer = district.person(Role.PREPARER)
    Person.objects.filter(pk=preparer.pk).update(email="preparer@office.example")
    assert remind_all(FRIDAY) == 3 and remind_all(FRIDAY) == 0
    assert remind_of_matters(district.region, None, FRIDAY) == 0
    (letter,) = mail.outbox
    assert "督查提醒" in letter.subject and "截止当日" in letter.subject and "治理积水点" in str(letter.body)
    assert set(Notice.objects.values_list("season", flat=True)) == {None}


def test_a_region_sets_its_own_days(district: District) -> None:
    duty, office = due(district), district.person(Role.SUPERVISION)
    assert days_of(district.region).remind_before == [3, 1, 0]
    set_matter_rules(district.region, office, before=[4], after=[], unsigned=[])
    set_matter_rules(district.region, office, before=[4], after=[], unsigned=[])
    assert told(district, FRIDAY) == [] and told(district, FRIDAY - timedelta(days=4))
    assert duty.expected == FRIDAY


@pytest.mark.parametrize("role", [Role.PREPARER])
def test_where_nobody_prepares_whoever_signs_is_told(district: District, role: Role) -> None:
    due(district)
    district.person(role).posts.update(until=DAY)
    found = matter_reminders(district.region, FRIDAY - timedelta(days=3))
    assert [(each.role, each.person is None) for each in found[:2]] == [(role, True), (Role.APPROVER, False)]
