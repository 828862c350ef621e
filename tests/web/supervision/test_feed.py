"""Everybody's calendar is at an address of their own; a new one ends the old."""

from __future__ import annotations

import re

from mingzhang.web.people.models import Role
from mingzhang.web.supervision import feed
from tests.web.conftest import District
from tests.web.supervision.courses import LEADER, OFFICE, PREPARER, assigned, closed


def calendar(district: District, role: Role, key: str) -> str:
    answer = district.client(None).get(f"/supervision/calendar.ics?key={key}")
    assert answer["Content-Type"].startswith("text/calendar")
    return str(answer.content.decode()).replace("\r\n ", "")


def test_the_office_sees_all_and_a_unit_its_own(district: District) -> None:
    assigned(district, others=True)
    closed(district)
    said = calendar(district, OFFICE, feed.new_key(district.person(OFFICE)))
    assert said.count("BEGIN:VEVENT") == 3 and "报告 2026-002" in said
    said = calendar(district, PREPARER, feed.new_key(district.person(PREPARER)))
    assert said.count("BEGIN:VEVENT") == 1 and "甲区水务局：反馈 2026-001" in said


def test_an_address_that_is_not_known_shows_nothing(district: District) -> None:
    key = feed.new_key(district.person(LEADER))
    client = district.client(None)
    for wrong in ("", "x", key[:-1]):
        assert client.get(f"/supervision/calendar.ics?key={wrong}").status_code == 404
    feed.new_key(district.person(LEADER))
    assert client.get(f"/supervision/calendar.ics?key={key}").status_code == 404


def test_who_may_no_longer_sign_in_has_no_calendar(district: District) -> None:
    person = district.person(OFFICE)
    key = feed.new_key(person)
    person.is_active = False
    person.save()
    assert feed.whose(key) is None


def test_the_address_is_shown_once(district: District) -> None:
    client = district.client(PREPARER)
    shown = client.post("/supervision/calendar/").content.decode()
    key = shown.partition("calendar.ics?key=")[2].partition("<")[0]
    assert feed.whose(key) == district.person(PREPARER)
    assert "calendar.ics?key=" not in client.get("/supervision/calendar/").content.decode()


def test_a_calendar_reminds_as_the_office_does(district: District) -> None:
    assigned(district)
    said = calendar(district, PREPARER, feed.new_key(district.person(PREPARER)))
    assert re.findall("TRIGGER:(.+?)\r", said) == [
        "-P5D",
        "-P3D",
        "-P0D",
    ]  # of a Monday, on days of the office
    assert "还没有签收" in said
