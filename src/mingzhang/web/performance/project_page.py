"""What the page of a project shows."""

from __future__ import annotations

from typing import Any

from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.performance.form_page import form_page
from mingzhang.web.performance.listing import line_of
from mingzhang.web.performance.models import ProjectStage, RegisteredProject
from mingzhang.web.performance.moves import offered
from mingzhang.web.performance.printing import FORMATS


def project_page(project: RegisteredProject, who: Person) -> dict[str, Any]:
    """The project with its form to be read, its history, and what ``who`` may do next."""
    runs = may(who, Action.RUN_PANELS, project)
    return {
        "project": project,
        "line": line_of(project),
        "form": form_page(project, spare=0),
        "rows": list(project.scored_rows.all()),
        "moves": project.moves.select_related("by"),
        "offers": offered(project, who),
        "may_fill": project.stage == ProjectStage.DRAFT and may(who, Action.FILL_FORM, project),
        "may_open": runs and project.stage == ProjectStage.SUBMITTED and project.confirmed,
        "sees_panel": runs and project.panel is not None,
        "formats": FORMATS,
        "measures": list(project.measures.all()),
    }
