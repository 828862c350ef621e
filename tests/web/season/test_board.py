"""The board says who has to move, and since when; it never lies about a state."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingzhang.web.people.models import Role
from mingzhang.web.register.models import Organisation, OrganisationKind
from mingzhang.web.season.board import board
from mingzhang.web.season.opening import ask_of_all
from mingzhang.web.submission.moves import hand_in
from tests.web.conftest import District, set_today


def tiles(district: District, **cut: str) -> dict[str, int]:
    return {
        key: count for key, _, count in board(district.season, district.person(Role.MANAGER), **cut).tiles
    }


def test_the_tiles_count_everybody_once(district: District) -> None:
    district.draft()
    found = tiles(district)
    assert found.pop("overdue") == 0
    assert found.pop("draft") == 1 and found.pop("not_started") == 1
    assert not any(found.values())


def test_who_is_late_is_told_by_the_day_alone(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    district.draft()
    hand_in(district.submission, district.person(Role.PREPARER))
    set_today(monkeypatch, date(2026, 4, 13))
    assert tiles(district)["overdue"] == 0
    set_today(monkeypatch, date(2026, 4, 14))
    shown = board(district.season, district.person(Role.MANAGER), "overdue")
    assert [row.submission.organisation for row in shown.rows] == [district.other_department]
    assert shown.days_left == -1


def test_whose_turn_it_is(district: District) -> None:
    district.draft()
    hand_in(district.submission, district.person(Role.PREPARER))
    (row,) = board(district.season, district.person(Role.APPROVER)).rows
    assert row.next_role is Role.APPROVER


def test_the_number_of_queries_does_not_grow(district: District) -> None:
    client = district.client(Role.MANAGER)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.get(f"/seasons/{district.season.pk}/")
        return len(caught)

    queries()
    few = queries()
    for number in range(20):
        Organisation.objects.create(
            kind=OrganisationKind.DEPARTMENT, name=f"第{number}局", above=district.region
        )
    assert ask_of_all(district.season, None) == 20
    assert queries() == few


def test_it_stands_in_the_order_of_codes_or_of_who_waits_longest(district: District) -> None:
    Organisation.objects.filter(pk=district.department.pk).update(code="102")
    Organisation.objects.filter(pk=district.other_department.pk).update(code="101")
    district.draft()

    def order(sort: str) -> list[str]:
        rows = board(district.season, district.person(Role.MANAGER), sort=sort).rows
        return [row.submission.organisation.name for row in rows]

    assert order("") == order("nothing") == ["甲区档案馆", "甲区水务局"]
    assert order("path") == order("days") == ["甲区水务局", "甲区档案馆"]
    shown = district.client(Role.MANAGER).get(f"/seasons/{district.season.pk}/?sort=days").content.decode()
    assert '<option value="days" selected>' in shown


def test_a_clock_that_was_set_back_makes_nobody_wait_for_less_than_no_day(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    district.draft()
    set_today(monkeypatch, date(2020, 1, 2))
    rows = board(district.season, district.person(Role.MANAGER)).rows
    assert {row.days for row in rows} == {0, None}


def test_the_board_comes_page_by_page(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingzhang.web.season.board._ON_A_PAGE", 1)
    client, address = district.client(Role.MANAGER), f"/seasons/{district.season.pk}/"
    first, second = (client.get(address, {"page": number}).content.decode() for number in (1, 2))
    assert "甲区水务局" in first and "甲区档案馆" not in first and "第 1 页，共 2 页" in first
    assert "甲区档案馆" in second and "甲区水务局" not in second
    found = board(district.season, district.person(Role.MANAGER), "not_started")
    assert [row.state for row in found.rows] == ["not_started"] * 2
