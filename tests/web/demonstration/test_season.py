"""A document of the demonstration is built, checked and taken along its road."""

from __future__ import annotations

import pytest

from mingzhang.web.demonstration.season import ROADS, prepare, road_of
from mingzhang.web.people.models import Role
from mingzhang.web.submission.models import CheckState, Status
from tests.web.conftest import District


@pytest.mark.parametrize(
    ("road", "slips", "status"), [("published", 0, Status.PUBLISHED), ("returned", 2, Status.RETURNED)]
)
def test_a_document_takes_its_road(district: District, road: str, slips: int, status: Status) -> None:
    for role in (Role.PREPARER, Role.APPROVER, Role.REVIEWER, Role.MANAGER):
        district.person(role)
    prepare.func(district.submission.pk, road, slips, 3)
    version = district.submission.current
    assert version is not None and version.check_state == CheckState.DONE
    assert version.status == status
    assert bool(version.findings.filter(verdict="fails", severity="error").count()) is bool(slips)
    prepare.func(district.submission.pk, road, slips, 3)
    assert district.submission.versions.count() == 1


def test_a_season_half_way_has_every_state() -> None:
    assert {road_of(number) for number in range(1, 77)} == {*ROADS, ""}
