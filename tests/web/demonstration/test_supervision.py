"""The demonstration's matters stand at many stages, some of them late, some waiting for a signature."""

from __future__ import annotations

from mingzhang.web.demonstration.supervision import TEXTS, lay_matters
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
