"""A bound count is the measure that it was, exactly."""

from __future__ import annotations

from fractions import Fraction

from tests.web.conftest import DAY, District
from tests.web.performance.projects import bound, registered


def test_a_count_comes_back_as_it_was_counted(district: District) -> None:
    held = bound(registered(district.department), district, 3)
    held.number = str(Fraction(7, 3))
    held.save()
    held.refresh_from_db()
    assert held.measure.number == Fraction(7, 3) and held.measure.as_of == DAY
    assert held.measure.rows == (("A-000",), ("A-001",), ("A-002",)) and held.measure.text == "2.33次"
