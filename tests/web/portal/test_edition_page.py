"""The page of an edition compares with the year before, and leads to the other editions."""

from __future__ import annotations

from decimal import Decimal

from mingzhang.web.portal.edition_page import edition_page
from tests.web.conftest import District
from tests.web.portal.publishing import publish, written


def test_the_change_against_the_year_before(district: District) -> None:
    edition = written(district, district.submission)
    assert edition_page(edition)["groups"][0][1][0][2] is None
    before = written(district, district.submission, year=2024)
    before.figures.update(amount=Decimal(1_000_000))
    assert edition_page(edition)["groups"][0][1][0][2] == Decimal("0.5")


def test_editions_know_each_other(district: District) -> None:
    first, second = publish(district), publish(district, b"<p>2</p>")
    first.refresh_from_db()
    assert [each for each, _ in edition_page(first)["others"]] == [second]
    assert edition_page(first)["edition_address"].endswith("/editions/1/")
    assert [each for each, _ in edition_page(second)["others"]] == [first]
