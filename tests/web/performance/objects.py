"""How an object of each model of the app is made, for the walks over every page."""

from __future__ import annotations

from mingzhang.web.performance.measured_models import BoundMeasure
from mingzhang.web.performance.models import RegisteredProject
from mingzhang.web.performance.panel_models import ExpertPanel, ExpertSeat
from mingzhang.web.register.models import Organisation
from tests.web.conftest import District
from tests.web.performance.projects import bound, registered, seated

_LATER = 2050  # years of which no other test speaks


def object_of(model: type, at: Organisation, district: District) -> tuple[Organisation, int]:
    """A project of the organisation, or what belongs to it; a name is taken once a year."""
    there = RegisteredProject.objects.filter(organisation=at)
    if model is BoundMeasure:
        later = _LATER + there.filter(year__gte=_LATER).count()
        return at, bound(registered(at, later), district).pk
    project = registered(at, district.season.year - there.filter(year__lt=_LATER).count())
    if model is RegisteredProject:
        return at, project.pk
    panel = seated(project, district)
    assert model in (ExpertPanel, ExpertSeat), f"tell the test how an object of {model.__name__} is made"
    return at, panel.pk if model is ExpertPanel else panel.seats.all()[0].pk
