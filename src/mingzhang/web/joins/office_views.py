"""The page on which an administrator says which unit runs which wing."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.joins import offices
from mingzhang.web.joins.models import Wing
from mingzhang.web.joins.views import told_of
from mingzhang.web.people.rights import Action, where
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.supervision.numbers import units_of


@page(Action.EDIT_REGISTER, methods=("GET", "HEAD", "POST"))
def running(request: Asked) -> HttpResponse:
    """Which unit runs which wing."""
    region = where(request.user, Action.EDIT_REGISTER)[0].region
    if request.method == "POST":
        chosen = {wing.value: request.POST.get(wing.value, "") for wing in Wing}
        told_of(request, lambda: offices.name_offices(region, request.user, chosen))
        return redirect("joins:running")
    named = offices.offices_in(region)
    rows = [(wing, named.get(wing.value)) for wing in Wing]
    return render(
        request, "joins/running.html", {"region": region, "rows": rows, "units": list(units_of(region))}
    )
