"""The pages on which a verification is prepared."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mingzhang.web.apart.run import ApartError
from mingzhang.web.people.rights import Action, where
from mingzhang.web.shared.bringing import brought
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.shared.today import today
from mingzhang.web.verification import drawing, preparing
from mingzhang.web.verification.assigning import take_points
from mingzhang.web.verification.forms import (
    BeginForm,
    BookForm,
    DrawForm,
    InspectorForm,
    ItemForm,
    PhaseForm,
    PointForm,
)
from mingzhang.web.verification.models import FieldInspector, FieldVerification, VerificationPhase, VisitPoint
from mingzhang.web.verification.moves import FieldMoveError

_BOTH = ("GET", "HEAD", "POST")
_WITH = ("organisation__above",)
_PHASE = ("verification__organisation__above",)
_POINT = ("verification__organisation", "organisation", "inspector__person", "origin")


@page(Action.RUN_VERIFICATION, methods=_BOTH)
def begin(request: Asked) -> HttpResponse:
    """Begin the verification of a year."""
    region = where(request.user, Action.RUN_VERIFICATION)[0].region
    form = BeginForm(request.POST or None, initial={"year": today().year, "office": f"{region}督查室"})
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(preparing.begin(region, request.user, form.cleaned_data).address)
        except FieldMoveError as refusal:
            form.add_error("year", str(refusal))
    return render(request, "shared/form.html", {"form": form, "title": "建立察访核验", "button": "建立"})


@page(Action.RUN_VERIFICATION, of=VerificationPhase, with_=_PHASE, methods=_BOTH)
def phase(request: Asked, phase: VerificationPhase) -> HttpResponse:
    """Query, seed, size and version of a phase."""
    start = {"query": phase.query, "seed": phase.seed, "size": phase.size, "version": phase.version}
    form = PhaseForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            preparing.set_phase(phase, request.user, form.cleaned_data)
            return redirect(phase.verification.address)
        except FieldMoveError as refusal:
            form.add_error("query", str(refusal))
    return render(request, "shared/form.html", {"form": form, "title": f"{phase.name}怎样抽取点位"})


@page(Action.RUN_VERIFICATION, of=VerificationPhase, with_=_PHASE, methods=_BOTH)
def draw(request: Asked, phase: VerificationPhase) -> HttpResponse:
    """Draw the points of a phase."""
    form = DrawForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            count, back = drawing.drawn_from(phase, request.user, form.cleaned_data["file"])
            messages.success(request, f"{phase.name}抽取点位 {count} 个，其中回头看 {back} 个。")
            return redirect(phase.verification.address)
        except (FieldMoveError, ApartError) as refusal:
            form.add_error("file", str(refusal))
    return render(request, "verification/draw.html", {"form": form, "phase": phase})


@page(Action.SEE_VERIFICATION, of=FieldVerification, with_=_WITH, methods=_BOTH)
def standard(request: Asked, verification: FieldVerification) -> HttpResponse:
    """The standard in its versions; a workbook takes the place of what is not frozen."""
    form, told = BookForm(request.POST or None, request.FILES or None), list[str]()
    if request.method == "POST" and form.is_valid():
        try:
            told = preparing.take_in_book(verification, request.user, form.cleaned_data["file"])
            form = form if told else BookForm()
        except (FieldMoveError, ApartError) as refusal:
            form.add_error("file", str(refusal))
    shown = preparing.standard_page(verification, request.user)
    return render(request, "verification/standard.html", shown | {"form": form, "told": told})


@page(Action.RUN_VERIFICATION, of=FieldVerification, with_=_WITH, methods=_BOTH)
def add_item(request: Asked, verification: FieldVerification) -> HttpResponse:
    """One more item of a standard."""
    form = ItemForm(request.POST or None, initial={"version": preparing.VERSION})
    if request.method == "POST" and form.is_valid():
        try:
            preparing.add_item(verification, request.user, form.cleaned_data)
            return redirect("verification:standard", verification.pk)
        except FieldMoveError as refusal:
            form.add_error("code", str(refusal))
    return render(request, "shared/form.html", {"form": form, "title": "增加一项核验标准", "button": "增加"})


@page(Action.RUN_VERIFICATION, of=FieldVerification, with_=_WITH, methods=_BOTH)
def inspectors(request: Asked, verification: FieldVerification) -> HttpResponse:
    """Those who inspect."""
    form = InspectorForm(request.POST or None, people=preparing.able_people(verification))
    if request.method == "POST" and form.is_valid():
        try:
            preparing.add_inspector(verification, request.user, form.cleaned_data["person"])
            return redirect("verification:inspectors", verification.pk)
        except FieldMoveError as refusal:
            form.add_error("person", str(refusal))
    told = {"verification": verification, "form": form, "rows": preparing.roster(verification)}
    return render(request, "verification/inspectors.html", told)


@page(Action.RUN_VERIFICATION, of=FieldInspector, with_=_PHASE, methods=("POST",))
def drop(request: Asked, inspector: FieldInspector) -> HttpResponse:
    """Take somebody off the list."""
    try:
        preparing.drop_inspector(inspector, request.user)
    except FieldMoveError as refusal:
        messages.error(request, str(refusal))
    return redirect("verification:inspectors", inspector.verification_id)


@page(Action.RUN_VERIFICATION, of=FieldVerification, with_=_WITH, methods=_BOTH)
def points_bring(request: Asked, verification: FieldVerification) -> HttpResponse:
    """Take in who visits which point, from a workbook."""
    back = (f"{verification}点位", reverse("verification:points", args=[verification.pk]))
    take = partial(take_points, verification, request.user)
    return brought(request, "导入点位分派", back, take, FieldMoveError)


@page(Action.RUN_VERIFICATION, of=VisitPoint, with_=_POINT, methods=_BOTH)
def assign(request: Asked, point: VisitPoint) -> HttpResponse:
    """Who visits a point, where, when and how."""
    form = PointForm(request.POST or None, point=point)
    if request.method == "POST" and form.is_valid():
        try:
            drawing.assign(point, request.user, form.cleaned_data)
            return redirect("verification:points", point.verification_id)
        except FieldMoveError as refusal:
            form.add_error("inspector", str(refusal))
    return render(request, "shared/form.html", {"form": form, "title": f"分派点位 {point}"})
