"""The pages of claims for more or fewer points, and of appeals."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mingzhang.appraisal.courses import CORRECTED
from mingzhang.web.appraisal import cycle_page, filling, moves, unit_books, unit_page
from mingzhang.web.appraisal.assembling import plan_of
from mingzhang.web.appraisal.forms import AppealForm, ClaimForm
from mingzhang.web.appraisal.models import AppraisalCycle, AppraisedUnit, FiledAppeal, FiledClaim
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.bringing import brought
from mingzhang.web.shared.lists import download, list_workbook
from mingzhang.web.shared.pages import Asked, page

_UNIT = ("organisation__above", "cycle__organisation")
_OF_UNIT = ("unit__organisation", "unit__cycle__organisation", "by")
_FORM = ("GET", "HEAD", "POST")
_HEADS = (
    "申报编号",
    "单位",
    "种类",
    "细则编号",
    "事由",
    "申报分数",
    "申报日期",
    "状态",
    "核定分数",
    "评审组",
    "理由",
)


@page(Action.SEE_APPRAISAL, of=AppraisalCycle, with_=("organisation",))
def claims(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """The claims within one's reach."""
    shown = cycle_page.claims_page(cycle, request.user, request.GET.dict())
    return render(request, "appraisal/claims.html", shown)


@page(Action.SEE_APPRAISAL, of=AppraisalCycle, with_=("organisation",))
def claims_export(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """The same as a workbook."""
    found = FiledClaim.objects.filter(unit__in=cycle_page.own_units(request.user, cycle))
    rows = [
        (c.number, c.unit.name, c.kind, c.rule, c.words, f"{c.claimed.normalize():f}", c.filed, c.state,
         "" if c.approved is None else f"{c.approved.normalize():f}", c.panel, c.reason)
        for c in found.select_related("unit__organisation")
    ]  # fmt: skip
    return download(list_workbook("加减分", _HEADS, rows), f"{cycle}加减分.xlsx")


@page(Action.SEE_APPRAISAL, of=AppraisalCycle, with_=("organisation",))
def claims_book(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """The claims as the workbook that goes in again."""
    return download(unit_books.claims_workbook(cycle, request.user), f"{cycle}加减分申报表.xlsx")


@page(Action.SEE_APPRAISAL, of=AppraisalCycle, with_=("organisation",), methods=_FORM)
def claims_bring(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """File the claims of a workbook."""
    take = partial(unit_books.take_claims, cycle, request.user)
    crumb = (f"{cycle}加减分", reverse("appraisal:claims", args=[cycle.pk]))
    return brought(request, "导入加减分申报", crumb, lambda said: take(said["file"]), filling.FillingError)


@page(Action.SEE_APPRAISAL, of=AppraisedUnit, with_=_UNIT, methods=_FORM)
def file_claim(request: Asked, unit: AppraisedUnit) -> HttpResponse:
    """File a claim, with its proof."""
    office = may(request.user, Action.RUN_APPRAISAL, unit)
    rules = cycle_page.rule_choices(plan_of(unit.cycle))
    form = ClaimForm(request.POST or None, request.FILES or None, rules=rules, office=office)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_filed(request, unit, form).address)
        except filling.FillingError as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "title": f"{unit.name}加减分申报", "button": "申报"}
    return render(request, "shared/form.html", shown)


@transaction.atomic
def _filed(request: Asked, unit: AppraisedUnit, form: ClaimForm) -> FiledClaim:
    """The claim with its proof: both, or neither."""
    if not any(may(request.user, each, unit) for each in (Action.FILL_APPRAISAL, Action.RUN_APPRAISAL)):
        raise filling.FillingError("没有为这个单位申报的权限。")
    made = filling.file_claim(unit, request.user, form.cleaned_data)
    if form.cleaned_data["file"]:
        filling.add_proof(unit, request.user, form.cleaned_data["file"], claim=made, proves=made.words[:200])
    return made


@page(Action.SEE_APPRAISAL, of=FiledClaim, with_=_OF_UNIT)
def claim(request: Asked, claim: FiledClaim) -> HttpResponse:
    """A claim."""
    return render(request, "appraisal/claim.html", unit_page.claim_page(claim, request.user))


@page(Action.SEE_APPRAISAL, of=FiledClaim, with_=_OF_UNIT, methods=("POST",))
def claim_move(request: Asked, claim: FiledClaim) -> HttpResponse:
    """One step of a claim."""
    try:
        name, words = request.POST.get("move", ""), request.POST.get("words", "")
        moves.make(moves.CLAIM_MOVES, name, claim, request.user, words)
        messages.success(request, "已办理。")
    except moves.AppraisalMoveError as refusal:
        messages.error(request, str(refusal))
    return redirect(claim.address)


@page(Action.SEE_APPRAISAL, of=FiledClaim, with_=_OF_UNIT, methods=("POST",))
def claim_decide(request: Asked, claim: FiledClaim) -> HttpResponse:
    """What the panel decided."""
    told = [request.POST.get(name, "").strip() for name in ("outcome", "approved", "words")]
    try:
        moves.claim_decide(claim, request.user, *told)
        messages.success(request, "评审结果已记录。")
    except moves.AppraisalMoveError as refusal:
        messages.error(request, str(refusal))
    return redirect(claim.address)


@page(Action.SEE_APPRAISAL, of=FiledClaim, with_=_OF_UNIT, methods=("POST",))
def claim_prove(request: Asked, claim: FiledClaim) -> HttpResponse:
    """Keep a proof of a claim."""
    file = request.FILES.get("file")
    try:
        if file is None or not unit_page.claim_page(claim, request.user)["may_prove"]:
            raise filling.FillingError("没有选文件，或者评审以后不能再补材料。")
        filling.add_proof(claim.unit, request.user, file, claim=claim, proves=claim.words[:200])
        messages.success(request, f"已收下证明材料“{file.name}”。")
    except filling.FillingError as refusal:
        messages.error(request, str(refusal))
    return redirect(claim.address)


@page(Action.FILL_APPRAISAL, of=AppraisedUnit, with_=_UNIT, methods=_FORM)
def file_appeal(request: Asked, unit: AppraisedUnit) -> HttpResponse:
    """File an appeal."""
    system = plan_of(unit.cycle).system(unit.kind)
    indicators = [(one.code, one.name) for one in system.indicators] if system else []
    form = AppealForm(request.POST or None, indicators=indicators)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(filling.file_appeal(unit, request.user, form.cleaned_data).address)
        except filling.FillingError as refusal:
            form.add_error(None, str(refusal))
    return render(
        request, "shared/form.html", {"form": form, "title": f"{unit.name}申诉", "button": "提出申诉"}
    )


@page(Action.SEE_APPRAISAL, of=FiledAppeal, with_=_OF_UNIT)
def appeal(request: Asked, appeal: FiledAppeal) -> HttpResponse:
    """An appeal."""
    return render(request, "appraisal/appeal.html", unit_page.appeal_page(appeal, request.user))


@page(Action.SEE_APPRAISAL, of=FiledAppeal, with_=_OF_UNIT, methods=("POST",))
def appeal_move(request: Asked, appeal: FiledAppeal) -> HttpResponse:
    """One step of an appeal."""
    try:
        name, words = request.POST.get("move", ""), request.POST.get("words", "")
        moves.make(moves.APPEAL_MOVES, name, appeal, request.user, words)
        messages.success(request, "已办理。")
    except moves.AppraisalMoveError as refusal:
        messages.error(request, str(refusal))
    return redirect(appeal.address)


@page(Action.SEE_APPRAISAL, of=FiledAppeal, with_=_OF_UNIT, methods=("POST",))
def appeal_decide(request: Asked, appeal: FiledAppeal) -> HttpResponse:
    """What the leader decides of an appeal."""
    outcome, words = (request.POST.get(name, "").strip() for name in ("outcome", "words"))
    try:
        moves.appeal_decide(appeal, request.user, outcome, words)
        again = "，请考评部门重新采集这一项，确认后由分管领导更正封存" if outcome == CORRECTED else ""
        messages.success(request, f"已裁定{again}。")
    except moves.AppraisalMoveError as refusal:
        messages.error(request, str(refusal))
    return redirect(appeal.address)
