"""What a row says of itself."""

from __future__ import annotations

from mingzhang.supervision.matter import MatterStage
from mingzhang.web.supervision.models import ENDED, MatterDuty, SupervisedMatter, Turn
from tests.web.conftest import District
from tests.web.supervision.courses import OFFICE, assigned, duty_of, registered


def test_a_matter_is_at_its_end_where_the_pure_room_says_so(district: District) -> None:
    assert [SupervisedMatter(stage=stage).ended for stage in MatterStage].count(True) == len(ENDED) == 5
    assert not registered(district).ended


def test_rows_are_told_apart(district: District) -> None:
    duty = duty_of(assigned(district), district.department)
    assert str(duty) == "甲区水务局承办2026-001" and duty.role == "牵头" and not duty.reporting
    assert str(duty.matter) == "2026-001 治理积水点"
    assert str(duty.matter.events.all()[0]) == "2026-001拟办"
    assert MatterDuty(leads=False).role == "协办" and Turn.LEADER.label == "分管领导签批"
    assert district.person(OFFICE).name in str(duty.matter.registered_by)
