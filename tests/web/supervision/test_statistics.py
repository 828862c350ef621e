"""The statistics of a page add up."""

from __future__ import annotations

from mingzhang.web.supervision.statistics import figures_in, figures_page
from tests.web.conftest import District
from tests.web.supervision.courses import closed, registered, signed_for


def test_every_duty_is_counted_once_in_both_tables(district: District) -> None:
    closed(district)
    signed_for(district, others=True)
    registered(district)
    shown = figures_page(district.region)
    totals = [rows[-1] for _, rows in shown["tables"]]
    assert totals[0][1:] == totals[1][1:] and totals[0][1] == "3"
    assert shown["count"] == 3 and shown["late"] == 0


def test_an_empty_region_has_nothing(district: District) -> None:
    figures = figures_in(district.other_region)
    assert not figures.units and not figures.overdue and not figures.stages
