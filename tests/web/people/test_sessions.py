"""Sessions end by themselves, and signing in is logged."""

from __future__ import annotations

import time

import pytest
from django.conf import settings
from django.test import Client

from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Role
from tests.web.conftest import District


def test_signing_in_is_logged(district: District) -> None:
    person = district.person(Role.PREPARER)
    for password in ("wrong", "x"):
        Client().post("/people/login/", {"username": person.username, "password": password})
    assert Entry.objects.get(what="登录").who == person


def test_who_does_nothing_for_long_signs_in_again(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, now = district.client(Role.PREPARER), time.time()

    def after(seconds: float) -> int:
        monkeypatch.setattr(time, "time", lambda: now + seconds)
        return client.get("/notices/").status_code

    most = settings.SESSION_IDLE
    assert after(most - 10) == 200 and after(2 * most - 20) == 200, "each page counts anew"
    assert after(3 * most) == 302
    assert client.get("/notices/")["Location"].startswith("/people/login/?next=")


def test_a_clock_that_was_set_back_throws_nobody_out_and_keeps_nobody_in(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, now = district.client(Role.PREPARER), time.time()
    monkeypatch.setattr(time, "time", lambda: now - 3600)
    assert client.get("/notices/").status_code == 200
    monkeypatch.setattr(time, "time", lambda: now - 3600 + settings.SESSION_IDLE + 10)
    assert client.get("/notices/").status_code == 302
