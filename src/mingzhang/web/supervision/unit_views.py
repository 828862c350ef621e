"""The pages of the units: what they have to do, drafts, signing out, proofs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.people.rights import Action
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.supervision import answering, drafts, printing
from mingzhang.web.supervision.board import duties_of
from mingzhang.web.supervision.duty_page import draft_page, duty_page
from mingzhang.web.supervision.forms import files_in
from mingzhang.web.supervision.models import MatterDraft, MatterDuty, MatterProof
from mingzhang.web.supervision.moves import MatterMoveError
from mingzhang.web.supervision.proofs import bytes_of

_DUTY = ("matter__organisation", "organisation", "given_to")
_DRAFT = ("matter__organisation", "duty__organisation", "duty__matter__organisation", "made_by")
_ANY = "application/octet-stream"


@page(Action.SEE_DUTIES)
def mine(request: Asked) -> HttpResponse:
    """What one's unit has to do."""
    told = {"shown": duties_of(request.user, request.GET.dict()), "q": request.GET.get("q", "")}
    return render(request, "supervision/mine.html", told | {"state": request.GET.get("state", "")})


@page(Action.SEE_DUTIES, of=MatterDuty, with_=_DUTY)
def duty(request: Asked, duty: MatterDuty) -> HttpResponse:
    """What a unit has to do about one matter."""
    told = duty_page(duty, request.user) | {"saved": "saved" in request.GET}
    return render(request, "supervision/duty.html", told)


@page(Action.WORK_MATTERS, of=MatterDuty, with_=_DUTY, methods=("POST",))
def work(request: Asked, duty: MatterDuty) -> HttpResponse:
    """Sign for, report, or begin a draft."""
    post = request.POST.dict()
    try:
        words, address = answering.worked(duty, request.user, post, files_in(request.FILES))
        messages.success(request, words)
        return redirect(f"{address}?saved")
    except MatterMoveError as refusal:
        told = duty_page(duty, request.user, post) | {"refusal": str(refusal)}
        return render(request, "supervision/duty.html", told, status=409)


@page(Action.SEE_DUTIES, of=MatterDraft, with_=_DRAFT)
def draft(request: Asked, draft: MatterDraft) -> HttpResponse:
    """A draft of the unit."""
    told = draft_page(draft, request.user) | {"saved": "saved" in request.GET}
    return render(request, "supervision/draft.html", told)


@page(Action.SEE_DUTIES, of=MatterDraft, with_=_DRAFT, methods=("POST",))
def act(request: Asked, draft: MatterDraft) -> HttpResponse:
    """Save a draft, hand it in, sign it out, send it back or take it back."""
    post = request.POST.dict()
    try:
        messages.success(request, answering.drafted(draft, request.user, post, files_in(request.FILES)))
        return redirect(f"{drafts.where_next(draft)}?saved")
    except MatterMoveError as refusal:
        draft.refresh_from_db(fields=["turn", "edition", "said"])
        told = draft_page(draft, request.user) | {"refusal": str(refusal), "typed": post}
        return render(request, "supervision/draft.html", told, status=409)


@page(Action.SEE_DUTIES, of=MatterDuty, with_=_DUTY)
def paper(request: Asked, duty: MatterDuty) -> HttpResponse:
    """The notice, the last slip or the feedback sheet of a unit."""
    try:
        asked = request.GET.dict()
        return download(*printing.of_unit(duty, asked.get("kind", ""), asked.get("as", "docx")), _ANY)
    except MatterMoveError as refusal:
        messages.error(request, str(refusal))
        return redirect(duty.address)


@page(Action.SEE_DUTIES, of=MatterProof, with_=("matter", "file", "organisation", "draft"))
def proof(request: Asked, proof: MatterProof) -> HttpResponse:
    """A file of one's own unit."""
    try:
        return download(bytes_of(proof), proof.name, _ANY)
    except MatterMoveError as refusal:
        messages.error(request, str(refusal))
        return redirect("supervision:mine")
