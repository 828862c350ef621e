"""What an expert's pages show; marks of others only once all ballots are in."""

from __future__ import annotations

from typing import Any

from mingzhang.web.people.models import Person
from mingzhang.web.performance.ballots import differing, read_ballot, system_of_panel
from mingzhang.web.performance.form_page import form_page
from mingzhang.web.performance.models import ProjectStage
from mingzhang.web.performance.panel_models import ExpertSeat
from mingzhang.web.performance.panel_page import leaves_of
from mingzhang.web.performance.panels import assessed


def seats_of(expert: Person) -> list[ExpertSeat]:
    """The seats of somebody, those to be filled first."""
    found = ExpertSeat.objects.filter(expert=expert, panel__dissolved=False)
    seats = list(found.select_related("panel__project__organisation"))
    return sorted(
        seats, key=lambda seat: (seat.handed is not None, seat.panel.due is None, seat.panel.due, -seat.pk)
    )


def ballot_page(seat: ExpertSeat, typed: dict[str, Any] | None = None) -> dict[str, Any]:
    """One's ballot: the project's form to be read, the lines to be filled."""
    panel = seat.panel
    system = system_of_panel(panel)
    read = read_ballot(seat, seat.typed if typed is None else typed, system)
    running = not panel.dissolved and panel.project.stage == ProjectStage.IN_REVIEW
    made = assessed(panel, checked=False) if panel.all_in else None
    return {
        "seat": seat,
        "panel": panel,
        "project": panel.project,
        "form": form_page(panel.project, spare=0),
        "read": read,
        "system": system,
        "may_fill": running and seat.handed is None,
        "made": made,
        "labels": [ballot.expert for ballot in made.review.ballots] if made else [],
        "leaves": leaves_of(made) if made else [],
        "differences": [] if typed is None else differing(seat.typed, typed, system),
    }
