"""Who is reminded of purchases: the preparer before the day, the head of the unit from it on; never twice."""

from __future__ import annotations

from datetime import date, timedelta

from mingzhang.web.notices.models import Notice
from mingzhang.web.notices.purchase_reminders import purchase_reminders, regions_with_purchases
from mingzhang.web.notices.sending import remind_all, remind_of_purchases
from mingzhang.web.people.models import Role
from mingzhang.web.purchasing.models import BookContract
from mingzhang.web.purchasing.planning_models import BookInstalment
from tests.web.conftest import District
from tests.web.purchasing.objects import (
    acceptance_of,
    book_of,
    contract_of,
    deliverable_of,
    project_of,
    request_of,
)

FRIDAY = date(2026, 3, 27)


def due(district: District) -> BookContract:
    """A contract whose only instalment and only deliverable are due on the Friday."""
    for role in (Role.PREPARER, Role.APPROVER):
        district.person(role)
    contract = contract_of(project_of(book_of(district, district.department)))
    BookInstalment.objects.create(contract=contract, code="1", text="首付款", amount=400_000, due=FRIDAY)
    thing = deliverable_of(contract)
    type(thing).objects.filter(pk=thing.pk).update(due=FRIDAY)
    return contract


def told(district: District, day: date) -> list[tuple[str, str, str]]:
    return [(each.role.value, each.about, each.cause) for each in purchase_reminders(district.region, day)]


def test_both_are_told_in_time_and_not_once_they_are_done(district: District) -> None:
    contract = due(district)
    assert regions_with_purchases() == [district.region]
    before = FRIDAY - timedelta(days=3)
    assert told(district, before) == [
        ("preparer", "deliverable", "截止前3个工作日"), ("preparer", "instalment", "截止前3个工作日"),
    ]  # fmt: skip
    assert {role for role, *_ in told(district, FRIDAY)} == {"preparer", "approver"}
    assert not told(district, FRIDAY + timedelta(days=1)), "a Saturday"
    first = purchase_reminders(district.region, before)[1]
    assert first.link == f"{contract.address}#plan" and "首付款 40万元" in first.words
    request_of(contract, "待审核", "400000")
    acceptance_of(contract.deliverables.get())
    assert told(district, FRIDAY) == []


def test_nobody_is_told_twice_and_other_regions_not_at_all(district: District) -> None:
    due(district)
    assert remind_of_purchases(district.region, FRIDAY) == 4
    assert remind_all(FRIDAY) == 0 and Notice.objects.filter(about__startswith="instalment/").count() == 2
    assert purchase_reminders(district.other_region, FRIDAY) == []
