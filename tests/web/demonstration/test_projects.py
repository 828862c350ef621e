"""The demonstration's projects are at every stage, and whole where they were handed in."""

from __future__ import annotations

import pytest

from mingzhang.web.demonstration.projects import (
    STEPS,
    THEMES,
    invented,
    prepare_projects,
    publish_projects,
)
from mingzhang.web.people.models import Role
from mingzhang.web.performance.filling import of_unit
from mingzhang.web.performance.models import ProjectStage, RegisteredProject
from mingzhang.web.performance.public import published_scores
from tests.web.conftest import District
from tests.web.performance.projects import experts


@pytest.fixture
def staffed(district: District) -> District:
    for role in (Role.PREPARER, Role.APPROVER, Role.PERFORMANCE):
        district.person(role)
    experts(district, 2)
    return district


@pytest.mark.parametrize("seed", range(len(THEMES)))
def test_an_invented_form_is_whole(district: District, seed: int) -> None:
    made = of_unit(district.department, 2025, invented(district.department, 2025, seed, whole=True), {})
    assert not made.problems and made.full == 100 and made.total is not None and made.total >= 90
    half = of_unit(district.department, 2025, invented(district.department, 2025, seed, whole=False), {})
    assert half.problems and half.total is None


def test_projects_go_as_far_as_they_should(staffed: District) -> None:
    prepare_projects.func(staffed.department.pk, 2025, list(STEPS), 3)
    stages = dict(RegisteredProject.objects.values_list("code", "stage"))
    wanted = ("draft", "submitted", "submitted", "in_review", "settled", "settled")
    assert tuple(stages.values()) == wanted
    reported = RegisteredProject.objects.get(code="005")
    assert reported.panel is not None and reported.panel.docx is not None and reported.score
    waiting = RegisteredProject.objects.get(code="004").panel
    assert waiting is not None and (waiting.in_count, waiting.expert_count) == (1, 2)
    prepare_projects.func(staffed.department.pk, 2025, list(STEPS), 3)
    assert RegisteredProject.objects.count() == len(STEPS), "done twice it gives the same"


def test_the_year_before_is_published(staffed: District) -> None:
    prepare_projects.func(staffed.department.pk, 2024, ["settled"], 7)
    publish_projects.func(staffed.region.pk, 2024)
    ((year, lines),) = published_scores(staffed.department)
    assert year == 2024 and lines[0].project.stage == ProjectStage.SETTLED
