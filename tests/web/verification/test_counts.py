"""What verification counts is named by the office that runs it alone."""

from __future__ import annotations

from mingzhang.web.performance import measured
from mingzhang.web.verification.counts import measures_of
from tests.web.conftest import DAY, District
from tests.web.verification.campaigns import told


def test_only_the_office_that_runs_a_verification_names_its_counts(district: District) -> None:
    made = told(district).verification
    assert not measures_of(district.department, 2026, DAY)
    made.office = district.department.name
    made.save()
    found = measures_of(district.department, 2026, DAY)
    assert found["核验点位"].text == "1个" and found["发现问题"].rows == (("A-001-1", "甲区水务局"),)
    assert not measures_of(district.department, 2025, DAY) and not measures_of(
        district.other_region, 2026, DAY
    )
    assert measured.measures_for(district.department, 2026).keys() == found.keys()
