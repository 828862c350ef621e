"""The pages of the archive: full text, and evidence that becomes items at year end."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.archive import evidence as filing
from mingzhang.web.archive.finding import found
from mingzhang.web.archive.forms import FilingForm
from mingzhang.web.archive.models import Fonds
from mingzhang.web.archive.views import done
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.shared.today import today


@page(Action.SEE_ARCHIVE, of=Fonds, with_=("organisation",))
def search(request: Asked, fonds: Fonds) -> HttpResponse:
    """The pages of a fonds that have some words."""
    words = request.GET.get("q", "")
    shown = found(fonds, words, request.GET.get("page"))
    return render(request, "archive/search.html", {"fonds": fonds, "q": words} | shown)


@page(Action.SEE_ARCHIVE, of=Fonds, with_=("organisation",), methods=("GET", "HEAD", "POST"))
def evidence(request: Asked, fonds: Fonds) -> HttpResponse:
    """The evidence of a year that is not filed yet, and the move that files it."""
    able, asked = may(request.user, Action.EDIT_ARCHIVE, fonds), request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today().year
    form = FilingForm(request.POST or None, fonds=fonds, initial={"year": year})
    sent = able and request.method == "POST" and form.is_valid()
    if sent and done(request, lambda: filing.take_over(fonds, request.user, *form.said), "已归档，编了号。"):
        return redirect("archive:evidence", fonds.pk)
    kinds = [(kind, len(some)) for kind, some in filing.waiting(fonds, year).items()]
    shown = {"fonds": fonds, "form": form if able else None, "kinds": kinds, "year": year}
    signs = may(request.user, Action.SIGN_ARCHIVE, fonds)
    return render(
        request, "archive/evidence.html", shown | {"items": filing.electronic(fonds), "signs": signs}
    )


@page(Action.SIGN_ARCHIVE, of=Fonds, with_=("organisation",), methods=("POST",))
def accept_evidence(request: Asked, fonds: Fonds) -> HttpResponse:
    """The leader accepts the items made of evidence."""
    done(request, lambda: filing.accept_all(fonds, request.user), "已签批归档。")
    return redirect("archive:evidence", fonds.pk)
