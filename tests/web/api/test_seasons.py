"""Seasons by the interface."""

from __future__ import annotations

from mingzhang.web.people.models import Role
from tests.web.api.calls import caller
from tests.web.conftest import District


def test_how_a_season_stands_and_what_was_found(district: District) -> None:
    district.found(district.draft())
    client = caller(district, Role.MANAGER)
    (season,) = client.get("/api/v1/seasons").json()["items"]
    assert (season["year"], season["kind"], season["closed"]) == (2025, "final_account", False)
    told = client.get(f"/api/v1/seasons/{season['id']}/statistics").json()
    assert told["season"] == season and told["unchecked"] == 2
    assert told["states"]["draft"] == 1 and told["states"]["not_started"] == 1
    (rule,) = told["rules"]
    assert (rule["rule"], rule["count"], rule["units"], rule["former"], rule["repeated"]) == (
        "T01-04",
        1,
        1,
        0,
        0,
    )


def test_what_did_not_change_is_not_sent_again(district: District) -> None:
    client = caller(district, Role.MANAGER)
    first = client.get("/api/v1/seasons")
    again = client.get("/api/v1/seasons", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    district.season.delete()
    assert client.get("/api/v1/seasons", headers={"If-None-Match": first["ETag"]}).status_code == 200
