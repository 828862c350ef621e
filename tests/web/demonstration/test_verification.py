"""The demonstration's verification goes through both phases and holds what a real one must."""

from __future__ import annotations

import pytest

from mingzhang.verification.draw import FIRST, SECOND
from mingzhang.verification.problem import ProblemState
from mingzhang.web.demonstration import verification
from mingzhang.web.demonstration.verification import prepare_verification
from mingzhang.web.people.models import Role
from mingzhang.web.performance.models import RegisteredProject
from mingzhang.web.register.models import OrganisationKind
from mingzhang.web.verification.models import FieldVerification
from mingzhang.web.verification.problem_models import FoundProblem
from tests.web.conftest import District, organisation
from tests.web.verification.here import read_here

__all__ = ["read_here"]


@pytest.mark.usefixtures("read_here")
def test_a_year_of_verification(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "SIZES", {FIRST: 23, SECOND: 7})
    for role in (Role.SUPERVISION, Role.LEADER, Role.INSPECTOR):
        district.person(role)
    units = [district.department, district.other_department]
    units += [organisation(OrganisationKind.DEPARTMENT, f"甲区第{n}局", district.region) for n in range(22)]
    for unit in units:
        for role in (Role.PREPARER, Role.APPROVER):
            district.person(role, unit)
    for _ in range(2):
        prepare_verification.func(district.region.pk, 2025)
    made = FieldVerification.objects.get()
    assert made.points.filter(phase=FIRST).count() == 23 and made.fed_back is not None
    assert not FoundProblem.objects.forgotten().exists()
    states = set(made.problems.values_list("state", flat=True))
    assert {ProblemState.MENDED.value, ProblemState.UNMENDED.value, ProblemState.WITHDRAWN.value} <= states
    looked = made.points.exclude(origin=None).count()
    project = RegisteredProject.objects.get(code="090")
    counted = [row["actual"] for row in project.typed["rows"]]
    seen = made.points.exclude(visited=None)
    assert counted[0] == f"{seen.count()}个" and project.measures.count() == 3
    assert 0 < seen.exclude(origin=None).count() <= looked
