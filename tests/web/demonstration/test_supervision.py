"""The demonstration's matters stand at many stages, some of them late, some waiting for a signature."""

from __future__ import annotations

from mingzhang.web.demonstration.supervision import TEXTS, lay_matters, lay_year
from mingzhang.web.supervision.models import MatterDraft, MatterDuty, SupervisedMatter
from tests.web.conftest import DAY, District
from tests.web.supervision.courses import OFFICE, registered


def test_the_board_is_filled(district: District) -> None:
    lay_matters(district.region, [district.department, district.other_department], district.person(OFFICE))
    stages = set(SupervisedMatter.objects.values_list("stage", flat=True))
    assert len(stages) > 6 and SupervisedMatter.objects.count() > len(TEXTS)
    late = MatterDuty.objects.filter(awaited=True, expected__lt=DAY)
    assert late.exists() and MatterDraft.objects.filter(turn="leader").exists()
    assert registered(district).number == "2026-061"


def test_a_year_that_is_over_gives_every_unit_a_matter_of_both_quarters(district: District) -> None:
    units = [district.department, district.other_department]
    lay_year(district.region, units, 2025, district.person(OFFICE))
    found = SupervisedMatter.objects.filter(received__year=2025)
    assert sorted((row.lead_id or 0, (row.received.month + 2) // 3) for row in found) == sorted(
        (unit.pk, quarter) for unit in units for quarter in (3, 4)
    )
    assert {row.number for row in found} == {f"2025-00{number}" for number in range(1, 5)}
    assert {"报告"} == set(found.values_list("stage", flat=True))
