"""The pages of seasons."""

from __future__ import annotations

import pytest

from mingzhang.web.people.models import Role
from mingzhang.web.season.models import Season
from mingzhang.web.submission.models import LockedError
from tests.web.conftest import District


def test_the_only_open_season_is_shown_at_once(district: District) -> None:
    client = district.client(Role.MANAGER)
    assert client.get("/seasons/")["Location"] == f"/seasons/{district.season.pk}/"
    assert "2025年度决算" in client.get("/seasons/?all").content.decode()


def test_a_unit_sees_itself_on_the_board_of_its_region(district: District) -> None:
    page = district.client(Role.PREPARER).get(f"/seasons/{district.season.pk}/").content.decode()
    assert "甲区水务局" in page and "甲区档案馆" not in page


def test_a_name_is_looked_for_as_it_is_typed(district: District) -> None:
    page = district.client(Role.MANAGER).get(f"/seasons/{district.season.pk}/?q=档案").content.decode()
    assert "甲区档案馆" in page and "甲区水务局" not in page


def test_a_season_is_opened_on_its_page(district: District) -> None:
    said = {"organisation": district.region.pk, "year": 2024, "kind": "budget", "approved": "2026年3月5日"}
    said |= {"days": 20, "steps": ["approver", "manager"], "asked": ["department"]}
    made = district.client(Role.MANAGER).post("/seasons/new/", said)
    season = Season.objects.get(year=2024)
    assert made["Location"] == f"/seasons/{season.pk}/"
    assert season.submissions.count() == 2 and season.chain == ["approver", "manager"]


def test_one_may_come_late_and_the_season_is_closed(district: District) -> None:
    client = district.client(Role.MANAGER)
    address = f"/seasons/late/{district.submission.pk}/"
    refused = client.post(address, {"until": "2026年4月1日", "words": "系统故障"})
    assert "晚于原截止日" in refused.content.decode()
    client.post(address, {"until": "2026年4月20日", "words": "系统故障"})
    assert f"{district.submission.due}" == "2026-04-20"
    client.post(f"/seasons/{district.season.pk}/act/", {"what": "close"})
    assert Season.objects.get(pk=district.season.pk).closed is not None
    with pytest.raises(LockedError, match="已结束"):
        district.draft()


def test_the_board_is_taken_along(district: District) -> None:
    book = district.client(Role.MANAGER).get(f"/seasons/{district.season.pk}/export/")
    assert book["Content-Disposition"].startswith("attachment") and book.content[:2] == b"PK"
