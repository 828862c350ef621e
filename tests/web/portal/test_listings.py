"""Lists, comparisons and totals of the portal."""

from __future__ import annotations

from decimal import Decimal

from mingzhang.web.portal import listings
from mingzhang.web.submission.models import Submission
from tests.web.conftest import District
from tests.web.portal.publishing import written

KIND = "final_account"


def test_totals_count_who_says_the_figure(district: District) -> None:
    written(district, district.submission)
    other = Submission.objects.shown().get(organisation=district.other_department)
    silent = written(district, other)
    editions = listings.units(district.region, 2025, KIND, "department")
    assert listings.totals(editions, KIND)[0] == listings.ColumnTotal(Decimal(201), 2)
    silent.figures.all().delete()
    assert listings.totals(editions, KIND)[0] == listings.ColumnTotal(Decimal("100.5"), 1)
    assert [row.cells[0].amount for row in listings.rows_of(editions, KIND)] == [Decimal("100.5"), None]


def test_only_what_is_current_and_of_the_region_is_listed(district: District) -> None:
    written(district, district.submission)
    assert listings.choices(district.region) == [(2025, KIND)]
    assert listings.choices(district.other_region) == []
    assert not listings.units(district.region, 2025, KIND, "unit")
    assert [count for _, _, count in listings.first_page()["regions"]] == [1, 0]


def test_years_stand_side_by_side(district: District) -> None:
    written(district, district.submission)
    written(district, district.submission, year=2024).figures.update(label="本年支出")
    compared = listings.side_by_side(listings.years_of(district.department), ["甲", "乙"])
    assert [(label, [cell.amount for cell in cells]) for label, cells in compared["rows"]] == [
        ("本年收入", [Decimal("100.5"), None]),
        ("本年支出", [None, Decimal("100.5")]),
    ]
