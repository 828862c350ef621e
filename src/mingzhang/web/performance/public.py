"""What the public sees of projects: the published scores of a unit, the newest year first."""

from __future__ import annotations

from mingzhang.web.performance.listing import ProjectLine, line_of
from mingzhang.web.performance.models import ProjectStage, RegisteredProject
from mingzhang.web.register.models import Organisation


def published_scores(organisation: Organisation) -> list[tuple[int, list[ProjectLine]]]:
    """The years with their projects; nothing that is not settled and published."""
    found = RegisteredProject.objects.filter(organisation=organisation, stage=ProjectStage.SETTLED)
    years: dict[int, list[ProjectLine]] = {}
    for project in found.exclude(published=None).shown().order_by("-year", "code"):
        years.setdefault(project.year, []).append(line_of(project))
    return list(years.items())
