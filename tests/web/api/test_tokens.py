"""Tokens: shown once, kept as a hash, good for a time, never for more than their person may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from mingzhang.web.api import tokens
from mingzhang.web.api.models import ApiToken, Scope
from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Role
from mingzhang.web.shared.today import now
from tests.web.conftest import District

ADDRESS = "/api/v1/submissions"


def answer(token: str) -> int:
    return Client(headers={"Authorization": f"Bearer {token}"}).get(ADDRESS).status_code


def test_it_is_made_on_a_page_and_shown_once(district: District) -> None:
    client = district.client(Role.PREPARER)
    given = {"name": "夜间上传", "scopes": [Scope.READ], "days": 30}
    page = client.post("/api/tokens/", given)
    token = page.context["shown"]
    assert token in page.content.decode() and page["Cache-Control"] == "no-store"
    assert token not in client.get("/api/tokens/").content.decode()
    assert ApiToken.objects.get().hash == tokens.hashed(token) != token
    assert Entry.objects.filter(what="建立令牌").exists()
    assert answer(token) == 200
    assert (
        "请选择" in client.post("/api/tokens/", {"name": "x"}).content.decode()
        or ApiToken.objects.count() == 1
    )


@pytest.mark.parametrize("change", [{"revoked": now()}, {"expires": now() - timedelta(seconds=1)}])
def test_it_is_good_only_for_a_time(district: District, change: dict[str, object]) -> None:
    token, kept = tokens.make(district.person(Role.PREPARER), "x", [Scope.READ], 30)
    assert answer(token) == 200
    ApiToken.objects.filter(pk=kept.pk).update(**change)
    assert answer(token) == 401


def test_it_is_no_longer_good_when_its_person_is_not(district: District) -> None:
    person = district.person(Role.PREPARER)
    token, _ = tokens.make(person, "x", [Scope.READ], 30)
    person.is_active = False
    person.save()
    assert answer(token) == 401 and answer("mz_") == answer("x" * 500) == 401


def test_only_one_s_own_are_revoked(district: District) -> None:
    token, kept = tokens.make(district.person(Role.PREPARER), "x", [Scope.READ], 30)
    page = district.client(Role.MANAGER).post("/api/tokens/revoke/", {"token": kept.pk}, follow=True)
    assert "没有这个令牌" in page.content.decode() and answer(token) == 200
    district.client(Role.PREPARER).post("/api/tokens/revoke/", {"token": kept.pk})
    assert answer(token) == 401


def test_a_scope_is_needed_beside_the_right(district: District) -> None:
    token, _ = tokens.make(district.person(Role.PREPARER), "x", [Scope.CHECK], 30)
    assert answer(token) == 403
