"""The pages of assessors: the sheet of their department, and a leaf to be scored."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mingzhang.web.appraisal import books, filling, marking, sheet_page
from mingzhang.web.appraisal.assembling import plan_of, units_of
from mingzhang.web.appraisal.marking import LeafOfUnit
from mingzhang.web.appraisal.models import AssessorSheet, LeafProof
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.bringing import brought
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page

_SHEET = ("organisation__above", "cycle__organisation")
_FORM = ("GET", "HEAD", "POST")


@page(Action.SEE_SHEETS, of=AssessorSheet, with_=_SHEET)
def sheet(request: Asked, sheet: AssessorSheet) -> HttpResponse:
    """The leaves of a sheet."""
    shown = sheet_page.sheet_page(sheet, request.user, request.GET.dict())
    return render(request, "appraisal/sheet.html", shown)


def _leaf(sheet: AssessorSheet, asked: Any) -> LeafOfUnit:
    """The leaf that is asked for, or the next that is open; one of another sheet is not there."""
    plan, key = plan_of(sheet.cycle), asked.get("unit", "")
    if not key:
        leaf = sheet_page.next_open(sheet, plan)
    else:
        units = [each for each in units_of(sheet.cycle) if str(each.pk) == key]
        code, number = asked.get("code", ""), asked.get("number", "")
        leaf = marking.leaf_of(sheet, plan, units[0], code, number) if units else None
    if leaf is None:
        raise Http404
    return leaf


@page(Action.SCORE_APPRAISAL, of=AssessorSheet, with_=_SHEET, methods=_FORM)
def score(request: Asked, sheet: AssessorSheet) -> HttpResponse:
    """One leaf to be scored."""
    leaf = _leaf(sheet, request.GET)
    if request.method != "POST":
        return render(request, "appraisal/score.html", sheet_page.leaf_form(sheet, leaf))
    typed, edition = request.POST.dict(), request.POST.get("edition", "")
    try:
        marking.give(sheet, request.user, leaf, typed, int(edition) if edition.isdecimal() else 0)
        messages.success(request, f"已采集{leaf.unit.name}“{leaf.name}”的成绩。")
        back = {"code": leaf.indicator.code, "saved": "-".join(map(str, leaf.key))}
        return redirect(f"{reverse('appraisal:sheet', args=[sheet.pk])}?{urlencode(back)}")
    except filling.FillingError as refusal:
        told = sheet_page.leaf_form(sheet, leaf, typed) | {"refusal": refusal}
        return render(request, "appraisal/score.html", told, status=409)


@page(Action.SCORE_APPRAISAL, of=AssessorSheet, with_=_SHEET, methods=("POST",))
def act(request: Asked, sheet: AssessorSheet) -> HttpResponse:
    """Hand on what was collected."""
    try:
        count = marking.hand_on(sheet, request.user)
        messages.success(request, f"{count} 项成绩已送绩效办复核。")
    except filling.FillingError as refusal:
        messages.error(request, str(refusal))
    return redirect("appraisal:sheet", sheet.pk)


@page(Action.RUN_APPRAISAL, of=AssessorSheet, with_=_SHEET, methods=("POST",))
def office(request: Asked, sheet: AssessorSheet) -> HttpResponse:
    """Confirm what was collected, or give it back."""
    back = request.POST.get("what") == "give_back"
    try:
        if back:
            count = marking.give_back(sheet, request.user, request.POST.get("words", ""))
        else:
            count = marking.settle(sheet, request.user)
        messages.success(request, f"{count} 项成绩已{'退回' if back else '确认'}。")
    except filling.FillingError as refusal:
        messages.error(request, str(refusal))
    return redirect("appraisal:sheet", sheet.pk)


@page(Action.SCORE_APPRAISAL, of=AssessorSheet, with_=_SHEET)
def proof(request: Asked, sheet: AssessorSheet) -> HttpResponse:
    """A piece of evidence of a leaf of the sheet."""
    key = request.GET.get("proof", "")
    found = LeafProof.objects.filter(
        pk=int(key) if key.isdecimal() else 0, unit__cycle=sheet.cycle, claim=None
    )
    one = found.select_related("file", "unit").first()
    system = plan_of(sheet.cycle).system(one.unit.kind) if one else None
    indicator = system.of(one.indicator) if one and system else None
    if one is None or indicator is None or indicator.assessor != sheet.organisation.name:
        raise Http404
    try:
        return download(one.file.read(), one.name, "application/octet-stream")
    except OSError:
        messages.error(request, f"存储里已没有“{one.name}”，请从备份恢复。")
        return redirect("appraisal:sheet", sheet.pk)


@page(Action.SCORE_APPRAISAL, of=AssessorSheet, with_=_SHEET)
def export(request: Asked, sheet: AssessorSheet) -> HttpResponse:  # noqa: ARG001 (a page's form)
    """The sheet as a workbook, to be filled in."""
    return download(books.sheet_workbook(sheet), f"{sheet.organisation}{sheet.cycle.year}年度评分表.xlsx")


@page(Action.SCORE_APPRAISAL, of=AssessorSheet, with_=_SHEET, methods=_FORM)
def bring(request: Asked, sheet: AssessorSheet) -> HttpResponse:
    """Take in the marks of a workbook."""
    take = partial(books.take_sheet, sheet, request.user)
    crumb = (str(sheet), reverse("appraisal:sheet", args=[sheet.pk]))
    return brought(request, "导入评分表", crumb, lambda said: take(said["file"]), filling.FillingError)
