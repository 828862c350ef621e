"""The unit that runs a wing names its counts as its own; nobody else does."""

from __future__ import annotations

import pytest

from mingzhang.web.joins.claims import JoinError
from mingzhang.web.joins.models import RunningOffice, Wing
from mingzhang.web.joins.offices import COUNTS, measures_of, name_offices
from mingzhang.web.people.models import Role
from mingzhang.web.performance import measured
from tests.web.appraisal.district_year import begun
from tests.web.conftest import DAY, District
from tests.web.supervision.courses import registered


def test_counts_belong_to_the_unit_that_runs_the_wing(district: District) -> None:
    begun(district, year=2026)
    registered(district)
    admin, key = district.person(Role.ADMINISTRATOR), str(district.department.pk)
    assert "定了 2 项" in name_offices(district.region, admin, {"appraisal": key, "supervision": key})
    found = measured.measures_for(district.department, 2026)
    assert {"考评细则", "督查事项"} <= found.keys() and not measures_of(district.other_department, 2026, DAY)
    name_offices(district.region, admin, {"appraisal": key})
    assert "督查事项" not in measured.measures_for(district.department, 2026)
    assert str(RunningOffice.objects.get()) == "甲区绩效考评由甲区水务局承办"
    assert COUNTS.keys() == set(Wing)


def test_a_unit_of_elsewhere_or_without_the_right_is_refused(district: District) -> None:
    admin = district.person(Role.ADMINISTRATOR)
    with pytest.raises(JoinError, match="不在本区单位名录"):
        name_offices(district.region, admin, {"survey": str(district.other_region.pk)})
    with pytest.raises(JoinError, match="没有“"):
        name_offices(district.region, district.person(Role.MANAGER), {})
    assert not RunningOffice.objects.exists()
