"""The demonstration's indicators make three whole systems, and each part of them is used."""

from __future__ import annotations

import pytest

from mingzhang.appraisal.plan_faults import system_faults
from mingzhang.scoring.precision import summed
from mingzhang.web.appraisal import planning
from mingzhang.web.demonstration.appraisal import plan_of_district
from mingzhang.web.people.models import Role
from tests.web.conftest import District


@pytest.mark.parametrize("place", [0, 1, 2])
def test_every_system_adds_up_and_has_nothing_wrong(place: int, district: District) -> None:
    cycle = planning.begin(district.region, 2025, district.person(Role.PERFORMANCE))
    plan = plan_of_district(cycle)
    system = plan.systems[place]
    assert summed(one.full for one in system.indicators) == 100
    assert system_faults(plan, system) == []
    assert {one.assessor for one in system.indicators} <= set(plan.assessors)
