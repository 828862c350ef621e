"""The pages of seasons."""

from __future__ import annotations

from mingzhang.web.people.models import Role
from tests.web.conftest import District


def test_the_only_open_season_is_shown_at_once(district: District) -> None:
    client = district.client(Role.MANAGER)
    assert client.get("/seasons/")["Location"] == f"/seasons/{district.season.pk}/"
    assert "2025年度决算" in client.get("/seasons/?all").content.decode()


def test_a_name_is_looked_for_as_it_is_typed(district: District) -> None:
    page = district.client(Role.MANAGER).get(f"/seasons/{district.season.pk}/?q=档案").content.decode()
    assert "甲区档案馆" in page and "甲区水务局" not in page
