"""A year's matters are counted with the rows behind each number."""

from __future__ import annotations

from mingzhang.supervision.matter import Act
from mingzhang.web.supervision.counts import measures_of
from tests.web.conftest import DAY, District
from tests.web.supervision.courses import assigned, duty_of, registered, step


def test_only_the_matters_of_the_year_are_counted(district: District) -> None:
    assert not measures_of(district.region, 2026, DAY)
    matter = assigned(district)
    registered(district, received=DAY.replace(year=2025))
    step(matter, district, Act.URGE, duty=duty_of(matter, district.department).pk)
    found = measures_of(district.region, 2026, DAY)
    assert found["督查事项"].rows == ((matter.number, "媒体反映"),)
    assert found["督查通知"].text == "1份" and found["催办"].rows == ((matter.number, "甲区水务局"),)
    assert not measures_of(district.other_region, 2026, DAY)
