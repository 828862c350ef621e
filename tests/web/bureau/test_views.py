"""The bureau's pages, with a number of queries that does not grow."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingzhang.web.people.models import Role
from mingzhang.web.register.models import Organisation, OrganisationKind
from mingzhang.web.season.opening import ask_of_all
from tests.web.bureau.test_statistics import find
from tests.web.conftest import District


@pytest.mark.parametrize("page", ["", "totals/"])
def test_the_number_of_queries_does_not_grow(district: District, page: str) -> None:
    client, address = district.client(Role.MANAGER), f"/bureau/{district.season.pk}/{page}"
    find(district.draft(), "N-18")

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    queries()
    few = queries()
    for number in range(9):
        Organisation.objects.create(
            kind=OrganisationKind.DEPARTMENT, name=f"局{number}", above=district.region
        )
    ask_of_all(district.season, None)
    find(district.draft(b"2"), "N-19")
    assert queries() == few


def test_the_newest_season_is_shown(district: District) -> None:
    client = district.client(Role.REVIEWER)
    assert client.get("/bureau/")["Location"] == f"/bureau/{district.season.pk}/"
    assert "不在其中" in client.get(f"/bureau/{district.season.pk}/").content.decode()


@pytest.mark.parametrize("page", ["export/", "totals/export/"])
def test_workbooks_are_taken_along(district: District, page: str) -> None:
    book = district.client(Role.MANAGER).get(f"/bureau/{district.season.pk}/{page}")
    assert book["Content-Disposition"].startswith("attachment") and book.content[:2] == b"PK"


def test_the_units_of_one_rule_are_listed(district: District) -> None:
    find(district.draft(), "N-18")
    page = district.client(Role.MANAGER).get(f"/bureau/{district.season.pk}/", {"rule": "N-18"})
    units = page.content.decode().partition('id="units"')[2]
    assert "甲区水务局" in units and "甲区档案馆" not in units
