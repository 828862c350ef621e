"""The pages of the portal, as a stranger sees them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingzhang.web.people.models import Role
from mingzhang.web.portal.models import Edition
from mingzhang.web.register.models import Organisation
from mingzhang.web.submission.models import Submission
from tests.web.conftest import District
from tests.web.portal.publishing import account, publish, written


@pytest.fixture
def stranger() -> Client:
    return Client()


def where(district: District) -> str:
    return f"/public/u{district.region.pk}/u{district.department.pk}/2025/final_account/"


def test_nothing_is_public_before_it_is_published(district: District, stranger: Client) -> None:
    district.draft()
    assert stranger.get(where(district)).status_code == 404
    assert "还没有公开的文件" in stranger.get("/").content.decode()


def test_the_page_is_there_from_the_moment_of_publication(district: District, stranger: Client) -> None:
    publish(district)
    page = stranger.get(where(district)).content.decode()
    assert "页面正在准备" in page and "原文件" in page
    taken = stranger.get(f"{where(district)}files/original/")
    assert b"".join(taken) == account()
    assert taken["Content-Disposition"].startswith("attachment")
    assert taken["X-Content-Type-Options"] == "nosniff"
    assert stranger.get(f"{where(district)}document/").status_code == 200


def test_figures_lead_to_where_they_are_printed(district: District, stranger: Client) -> None:
    written(district, district.submission)
    page = stranger.get(where(district)).content.decode()
    assert f'href="{where(district)}document/#t4r1c2"' in page and "100.50" in page
    table = stranger.get(f"{where(district)}tables/1/")
    assert table.content.decode("utf-8-sig") == "'=1,2\r\n"
    assert "本年收入,100.50,万元" in stranger.get(f"{where(district)}figures/").content.decode()
    region = stranger.get(f"/public/u{district.region.pk}/").content.decode()
    assert region.count(">100.50<") == 2, "the unit and the total"
    assert (
        "100.50" in stranger.get(f"/public/u{district.region.pk}/u{district.department.pk}/").content.decode()
    )
    key = Edition.objects.get().pk
    assert "100.50" in stranger.get("/public/compare/", {"edition": [f"{key}", "x", "²"]}).content.decode()


def test_a_former_edition_keeps_an_address(district: District, stranger: Client) -> None:
    publish(district)
    publish(district, b"<p>2</p>")
    page = stranger.get(f"{where(district)}editions/1/").content.decode()
    assert "已由新版代替" in page and f'href="{where(district)}"' in page
    assert "更正说明" in stranger.get(where(district)).content.decode()


def test_addresses_by_code_and_by_number_are_both_good(district: District, stranger: Client) -> None:
    written(district, district.submission)
    Organisation.objects.filter(pk=district.department.pk).update(code="101")
    Organisation.objects.filter(pk=district.region.pk).update(place="999999")
    assert stranger.get("/public/999999/101/2025/final_account/").status_code == 200
    assert stranger.get(where(district)).status_code == 200
    assert stranger.get("/public/999999/102/2025/final_account/").status_code == 404


@pytest.mark.parametrize("query", ["", "?q=收入", "?q=收入&page=x&year=²", "?q=%00", "?q=收入&page=99999"])
def test_the_search_page(district: District, stranger: Client, query: str) -> None:
    written(district, district.submission, "本年收入")
    assert stranger.get(f"/public/search/{query}").status_code == 200


def test_the_search_in_a_region_that_is_not_there(district: District, stranger: Client) -> None:
    assert stranger.get("/public/search/?q=x&region=u999").status_code == 404


def test_the_feed(district: District, stranger: Client) -> None:
    written(district, district.submission)
    feed = stranger.get("/public/feed/")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert f"http://testserver{where(district)}" in feed.content.decode()


@pytest.mark.parametrize("page", ["/", "/public/u{0}/", "/public/search/?q=收入", "/public/feed/"])
def test_queries_do_not_grow(district: District, page: str) -> None:
    address = page.format(district.region.pk)
    written(district, district.submission, "收入")
    few = queries(address)
    other = Submission.objects.shown().get(organisation=district.other_department)
    written(district, other, "收入", "收入二")
    for year in (2023, 2024):
        written(district, district.submission, "收入", year=year)
    assert queries(address) == few


def queries(address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert Client().get(address).status_code == 200
    return len(seen)


def test_who_signed_in_and_has_no_board_sees_the_portal(district: District) -> None:
    assert "最新公开" in district.client(Role.EXPERT).get("/public/").content.decode()


def test_a_unit_is_found_under_its_own_region_only(district: District) -> None:
    unit = f"u{district.department.pk}"
    assert Client().get(f"/public/u{district.region.pk}/{unit}/").status_code == 200
    for other in (f"u{district.other_region.pk}", unit, "x"):
        assert Client().get(f"/public/{other}/{unit}/").status_code == 404
