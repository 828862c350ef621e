"""The register: who is there."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from mingzhang.web.people.rights import Action, where
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.pages import Asked, page


@page(Action.SEE_REGISTER)
def everything(request: Asked) -> HttpResponse:
    """The organisations within one's reach, as a tree."""
    within = Organisation.objects.below(*where(request.user, Action.SEE_REGISTER)).select_related("above")
    return render(request, "register/list.html", {"organisations": within})
