"""The log, as far as one may see it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from mingzhang.web.audit.models import Entry
from mingzhang.web.people.rights import Action, where
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.pages import Asked, page


@page(Action.SEE_AUDIT)
def everything(request: Asked) -> HttpResponse:
    """The entries about what is within one's reach, the newest first."""
    within = Organisation.objects.below(*where(request.user, Action.SEE_AUDIT))
    entries = Paginator(Entry.objects.filter(organisation__in=within), 100)
    return render(request, "audit/list.html", {"entries": entries.get_page(request.GET.get("page"))})
