"""The pages of the supervision office and of the signatory."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.apart.run import ApartError
from mingzhang.web.people.rights import Action, may
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.supervision import drafts, entering, imports, matter_page, moves, printing, urging
from mingzhang.web.supervision.asked import day_in, number_in, said_by
from mingzhang.web.supervision.board import board_of, matter_list
from mingzhang.web.supervision.forms import LedgerForm, MatterForm
from mingzhang.web.supervision.models import (
    LedgerImport,
    MatterDraft,
    MatterDuty,
    MatterEvent,
    MatterProof,
    SupervisedMatter,
)
from mingzhang.web.supervision.moves import MatterMoveError
from mingzhang.web.supervision.numbers import region_of
from mingzhang.web.supervision.proofs import bytes_of

_FORM = ("GET", "HEAD", "POST")
_MATTER = ("organisation", "parent", "lead", "registered_by")
_ANY = "application/octet-stream"


@page(Action.SEE_MATTERS)
def matters(request: Asked) -> HttpResponse:
    """The board."""
    may_do = {"runs": may(request.user, Action.RUN_MATTERS), "signs": may(request.user, Action.SIGN_MATTERS)}
    told = {"board": board_of(request.user, request.GET.dict()), **may_do}
    return render(request, "supervision/list.html", told)


@page(Action.SEE_MATTERS)
def export(request: Asked) -> HttpResponse:
    """The matters that the board shows, as a workbook."""
    return download(*matter_list(request.user, request.GET.dict()))


@page(Action.RUN_MATTERS, methods=_FORM)
def add(request: Asked) -> HttpResponse:
    """Register a matter."""
    form = MatterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            region = region_of(request.user, Action.RUN_MATTERS)
            return redirect(entering.register_matter(region, request.user, form.cleaned_data).address)
        except MatterMoveError as refusal:
            form.add_error(None, str(refusal))
    return render(request, "shared/form.html", {"form": form, "title": "登记督查事项", "button": "登记"})


@page(Action.RUN_MATTERS, of=SupervisedMatter, with_=_MATTER, methods=_FORM)
def split(request: Asked, matter: SupervisedMatter) -> HttpResponse:
    """Register a part of a matter."""
    form = MatterForm(request.POST or None, initial=entering.like(matter))
    if request.method == "POST" and form.is_valid():
        try:
            made = entering.register_matter(matter.organisation, request.user, form.cleaned_data, matter)
            return redirect(made.address)
        except MatterMoveError as refusal:
            form.add_error(None, str(refusal))
    told = {"form": form, "title": f"由 {matter.number} 拆分", "button": "登记"}
    return render(request, "shared/form.html", told)


@page(Action.RUN_MATTERS, methods=_FORM)
def bring(request: Asked) -> HttpResponse:
    """Take in a ledger."""
    form = LedgerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            region = region_of(request.user, Action.RUN_MATTERS)
            return redirect(imports.bring(region, request.user, form.cleaned_data["file"]).address)
        except (ApartError, MatterMoveError, OSError) as refusal:
            form.add_error("file", str(refusal))
    told = {"form": form, "title": "导入督查台账", "button": "读取"}
    return render(request, "shared/form.html", told)


@page(Action.SEE_MATTERS, of=LedgerImport, with_=("organisation", "by", "taken_by"), methods=_FORM)
def imported(request: Asked, ledger: LedgerImport) -> HttpResponse:
    """A ledger that was read: what is in it, what is wrong in it, and taking it in."""
    if request.method == "POST":
        try:
            messages.success(request, f"已导入 {entering.take_in(ledger, request.user)} 件事项。")
        except MatterMoveError as refusal:
            messages.error(request, str(refusal))
        return redirect(ledger.address)
    return render(request, "supervision/imported.html", imports.import_page(ledger, request.user))


@page(Action.SEE_MATTERS, of=Organisation)
def ledger(request: Asked, organisation: Organisation) -> HttpResponse:
    """The ledger of a year."""
    year = imports.year_asked(request.GET.dict())
    return download(imports.ledger_book(organisation.region, year), f"督查台账{year}.xlsx")


@page(Action.SEE_MATTERS, of=SupervisedMatter, with_=_MATTER)
def matter(request: Asked, matter: SupervisedMatter) -> HttpResponse:
    """A matter."""
    told = matter_page.matter_page(matter, request.user) | {"saved": "saved" in request.GET}
    return render(request, "supervision/matter.html", told)


@page(Action.SEE_MATTERS, of=SupervisedMatter, with_=_MATTER, methods=("POST",))
def move(request: Asked, matter: SupervisedMatter) -> HttpResponse:
    """One step of a matter, or its draft for the signatory."""
    said = None
    try:
        said = said_by(request.POST.dict())
        messages.success(request, drafts.made_or_submitted(matter, request.user, said))
        return redirect(f"{matter.address}?saved")
    except MatterMoveError as refusal:
        matter.refresh_from_db(fields=["stage", "edition"])
        told = matter_page.matter_page(matter, request.user, said, str(refusal))
        return render(request, "supervision/matter.html", told, status=409)


@page(Action.RUN_MATTERS, of=SupervisedMatter, with_=_MATTER, methods=("POST",))
def give(request: Asked, matter: SupervisedMatter) -> HttpResponse:
    """Assign a matter to units, under one notice."""
    post = request.POST
    try:
        lead, others = moves.units_in(matter.organisation, post.get("lead", ""), post.getlist("others"))
        seen = number_in(post.dict(), "seen")
        number = moves.assign(matter, request.user, lead, others, day_in(post.dict()), seen)
        messages.success(request, f"已交办，通知文号 {number}。")
        return redirect(f"{matter.address}?saved")
    except MatterMoveError as refusal:
        told = matter_page.matter_page(matter, request.user, None, str(refusal))
        told |= {
            "chosen": {"lead": post.get("lead"), "others": post.getlist("others"), "due": post.get("due")}
        }
        return render(request, "supervision/matter.html", told, status=409)


@page(Action.RUN_MATTERS, methods=("POST",))
def urge_all(request: Asked) -> HttpResponse:
    """Urge everybody who is late and was not urged today."""
    count = urging.urge_late(region_of(request.user, Action.RUN_MATTERS), request.user)
    messages.success(request, f"已催办 {count} 件次。" if count else "没有要催办的：逾期的今天都已催办。")
    return redirect("supervision:slips")


@page(Action.SEE_MATTERS)
def slips(request: Asked) -> HttpResponse:
    """The urging slips, the newest first."""
    return render(request, "supervision/slips.html", urging.slips_page(request.user, request.GET.dict()))


@page(Action.SIGN_MATTERS)
def signing(request: Asked) -> HttpResponse:
    """What waits for the signature of the signatory."""
    return render(request, "supervision/signing.html", drafts.signing_page(request.user))


@page(Action.SEE_MATTERS, of=MatterDraft, with_=("matter__organisation", "duty"), methods=("POST",))
def decide(request: Asked, draft: MatterDraft) -> HttpResponse:
    """Sign a draft, refuse it with a reason, or take it back."""
    try:
        messages.success(request, drafts.decided(draft, request.user, request.POST.dict()))
    except MatterMoveError as refusal:
        messages.error(request, str(refusal))
    signing = request.POST.get("back") == "signing"
    return redirect("supervision:signing") if signing else redirect(draft.matter.address)


@page(Action.SEE_MATTERS, of=MatterEvent, with_=("matter__organisation", "unit"))
def paper(request: Asked, step: MatterEvent) -> HttpResponse:
    """The notice or slip that went out with a step."""
    try:
        return download(*printing.paper_of(step, request.GET.get("as", "docx")), _ANY)
    except MatterMoveError as refusal:
        messages.error(request, str(refusal))
        return redirect(step.matter.address)


@page(Action.SEE_MATTERS, of=MatterDuty, with_=("matter__organisation", "organisation"))
def sheet(request: Asked, duty: MatterDuty) -> HttpResponse:
    """The feedback sheet of a unit, for the office to send."""
    try:
        return download(*printing.sheet_of(duty, request.GET.get("as", "docx")), _ANY)
    except MatterMoveError as refusal:
        messages.error(request, str(refusal))
        return redirect(duty.matter.address)


@page(Action.SEE_MATTERS, of=MatterProof, with_=("matter", "file", "organisation"))
def proof(request: Asked, proof: MatterProof) -> HttpResponse:
    """A file that proves something."""
    try:
        return download(bytes_of(proof), proof.name, _ANY)
    except MatterMoveError as refusal:
        messages.error(request, str(refusal))
        return redirect(proof.matter.address)
