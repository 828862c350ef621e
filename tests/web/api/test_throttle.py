"""So many requests a minute for each token, told in a sentence; nobody pays for another."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from mingzhang.web.people.models import Role
from tests.web.api.calls import caller
from tests.web.conftest import District


@pytest.mark.parametrize("address", ["/api/v1/submissions", "/api/v1/seasons"])
def test_who_asks_too_often_waits_and_the_others_do_not(
    district: District, settings: Settings, address: str
) -> None:
    settings.API_RATE = "2/m"
    busy, other = caller(district, Role.MANAGER), caller(district, Role.MANAGER)
    assert [busy.get(address).status_code for _ in range(3)] == [200, 200, 429]
    refused = busy.get(address)
    assert refused["Content-Type"] == "application/problem+json" and "请稍候再试" in refused.json()["detail"]
    assert 0 < int(refused["Retry-After"]) <= 60
    assert other.get(address).status_code == 200


def test_without_a_token_the_address_counts(db: None, settings: Settings) -> None:
    settings.API_RATE = "1/m"
    here, there = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    assert here.get("/api/v1/publications").status_code == 200
    assert here.get("/api/v1/publications").status_code == 429
    assert there.get("/api/v1/publications").status_code == 200
