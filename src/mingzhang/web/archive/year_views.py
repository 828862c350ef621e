"""The pages of the archive: full text, evidence that becomes items at year end, hand-over."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.archive import evidence as filing
from mingzhang.web.archive import handing
from mingzhang.web.archive.batch_models import HandOver
from mingzhang.web.archive.finding import found
from mingzhang.web.archive.forms import FilingForm
from mingzhang.web.archive.gathered import KINDS
from mingzhang.web.archive.models import Fonds
from mingzhang.web.archive.moves import ArchiveMoveError
from mingzhang.web.archive.pages import paged
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
    kinds = [(kind, KINDS[kind].period, len(some)) for kind, some in filing.waiting(fonds, year).items()]
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


@page(Action.SEE_ARCHIVE, of=Fonds, with_=("organisation",), methods=("GET", "HEAD", "POST"))
def hand_overs(request: Asked, fonds: Fonds) -> HttpResponse:
    """The packages that were handed over, and a new one."""
    able = may(request.user, Action.EDIT_ARCHIVE, fonds)
    if able and request.method == "POST":
        done(request, lambda: handing.hand_over(fonds, request.user), "正在打包，完成以后可以下载。")
        return redirect("archive:hand_overs", fonds.pk)
    found_ = paged(fonds.hand_overs.select_related("by", "package"), request.GET.get("page"))
    return render(request, "archive/hand_overs.html", {"fonds": fonds, "pages": found_, "able": able})


@page(Action.SEE_ARCHIVE, of=HandOver, with_=("fonds__organisation", "package"))
def package(request: Asked, package: HandOver) -> FileResponse:  # noqa: ARG001 (a view's form)
    """A package, piece by piece: it may be larger than the memory."""
    stored = handing.given_out(package)
    if stored is None:
        raise Http404
    name = f"{package.fonds.code}{package}.zip"
    return FileResponse(
        stored.path.open("rb"), as_attachment=True, filename=name, content_type="application/zip"
    )


@page(Action.EDIT_ARCHIVE, of=HandOver, with_=("fonds__organisation", "package"), methods=("POST",))
def give_back(request: Asked, package: HandOver) -> HttpResponse:
    """Check what came back."""
    try:
        faults = handing.came_back(package, request.user, request.FILES.get("returned"))
    except ArchiveMoveError as refusal:
        messages.error(request, str(refusal))
    else:
        words = f"归还的包有 {len(faults)} 处不符。" if faults else "归还的包与移交时完全相同。"
        (messages.warning if faults else messages.success)(request, words)
    return redirect("archive:hand_overs", package.fonds_id)
