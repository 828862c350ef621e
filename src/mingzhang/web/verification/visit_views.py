"""The pages of an inspector: the points, the visit, the lists that are taken along."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.apart.run import ApartError
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.verification import offline as lists
from mingzhang.web.verification.listing import points_for
from mingzhang.web.verification.models import CheckPhoto, FieldVerification, VisitPoint
from mingzhang.web.verification.moves import FieldMoveError
from mingzhang.web.verification.visit_page import own_verifications, visit_page, visited
from mingzhang.web.verification.whole_page import shown_photo

_BOTH = ("GET", "HEAD", "POST")
_POINT = ("verification__organisation__above", "organisation", "origin__verification", "inspector__person")
_PHOTO = ("check_of__point__organisation", "check_of__point__inspector", "file", "small")


@page(Action.VISIT)
def mine(request: Asked) -> HttpResponse:
    """The points that one visits."""
    told = {"shown": points_for(request.user, request.GET.dict()), "own": own_verifications(request.user)}
    return render(request, "verification/mine.html", told)


@page(Action.VISIT, of=VisitPoint, with_=_POINT, methods=_BOTH)
def point(request: Asked, point: VisitPoint) -> HttpResponse:
    """A visit: a result for each item, with photographs."""
    if point.inspector is None or point.inspector.person_id != request.user.pk:
        raise Http404
    told, status = list[str](), 200
    if request.method == "POST":
        told, status = visited(point, request.user, request.POST, request.FILES)
        if not told:
            messages.success(request, "核验结果已保存。")
            return redirect("verification:mine")
    return render(request, "verification/visit.html", visit_page(point) | {"told": told}, status=status)


@page(Action.VISIT, of=FieldVerification, with_=("organisation__above",))
def offline(request: Asked, verification: FieldVerification) -> HttpResponse:
    """The list of one's points as a workbook, or as a form for phones."""
    phase, form = request.GET.get("phase", ""), request.GET.get("as", "list")
    try:
        write = lists.form_file if form == "form" else lists.list_file
        name = f"{'核验表单' if form == 'form' else '核验清单'}{phase}{request.user.name}.xlsx"
        return download(write(verification, request.user, phase), name)
    except FieldMoveError as refusal:
        messages.error(request, str(refusal))
        return redirect("verification:mine")


@page(Action.VISIT, of=FieldVerification, with_=("organisation__above",), methods=_BOTH)
def bring(request: Asked, verification: FieldVerification) -> HttpResponse:
    """Take in a filled list with its photographs."""
    told, count, refusal = list[str](), None, ""
    if request.method == "POST":
        try:
            count, told = lists.take_in(verification, request.user, request.FILES.getlist("files"))
        except (FieldMoveError, ApartError) as fault:
            refusal = str(fault)
    shown = {"verification": verification, "told": told, "count": count, "refusal": refusal}
    return render(request, "verification/bring.html", shown)


@page(Action.VISIT, of=CheckPhoto, with_=_PHOTO)
def photo(request: Asked, photo: CheckPhoto) -> HttpResponse:
    """A photograph of a point that one visits."""
    inspector = photo.check_of.point.inspector
    if inspector is None or inspector.person_id != request.user.pk:
        raise Http404
    return shown_photo(photo, whole="whole" in request.GET)
