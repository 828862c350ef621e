"""The pages of a verification: how it stands, its points, what it publishes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.verification import moves, offline, papers
from mingzhang.web.verification.drawing import look_back_again
from mingzhang.web.verification.feedback import feed_back
from mingzhang.web.verification.listing import points_list, verifications_of
from mingzhang.web.verification.matters import supervise_open
from mingzhang.web.verification.models import CheckPhoto, FieldVerification, VisitPoint
from mingzhang.web.verification.whole_page import claims_page, seen_page, shown_photo, whole_page

_WITH = ("organisation__above",)
_PHOTO = ("check_of__point__organisation", "check_of__point__inspector", "file", "small")
_POINT = ("verification__organisation", "organisation", "origin", "inspector__person")


@page(Action.SEE_VERIFICATION)
def everything(request: Asked) -> HttpResponse:
    """The verifications within reach."""
    told = {
        "verifications": verifications_of(request.user),
        "able": may(request.user, Action.RUN_VERIFICATION),
    }
    return render(request, "verification/list.html", told)


@page(Action.SEE_VERIFICATION, of=FieldVerification, with_=_WITH)
def whole(request: Asked, verification: FieldVerification) -> HttpResponse:
    """A verification: its phases, what was found, and what is to be done next."""
    return render(request, "verification/whole.html", whole_page(verification, request.user))


@page(Action.SEE_VERIFICATION, of=FieldVerification, with_=_WITH)
def points(request: Asked, verification: FieldVerification) -> HttpResponse:
    """The points of a verification."""
    able = may(request.user, Action.RUN_VERIFICATION, verification)
    told = {
        "verification": verification,
        "shown": points_list(verification, request.GET.dict()),
        "able": able,
    }
    return render(request, "verification/points.html", told)


@page(Action.SEE_VERIFICATION, of=VisitPoint, with_=_POINT)
def seen(request: Asked, point: VisitPoint) -> HttpResponse:
    """A point with what was found there."""
    return render(request, "verification/seen.html", seen_page(point))


@page(Action.SEE_VERIFICATION, of=FieldVerification, with_=_WITH)
def book(request: Asked, verification: FieldVerification) -> HttpResponse:  # noqa: ARG001 (a view's form)
    """The verification as its workbook."""
    return download(offline.book_file(verification), f"{verification}.xlsx")


@page(Action.SEE_VERIFICATION, of=FieldVerification, with_=_WITH)
def paper(request: Asked, verification: FieldVerification) -> HttpResponse:
    """The problem list or the analysis."""
    try:
        data, name = papers.paper(verification, request.GET.get("kind", ""), request.GET.get("as", "docx"))
        return download(data, name, "application/octet-stream")
    except moves.FieldMoveError as refusal:
        messages.error(request, str(refusal))
        return redirect(verification.address)


@page(Action.SEE_VERIFICATION, of=FieldVerification, with_=_WITH)
def claims(request: Asked, verification: FieldVerification) -> HttpResponse:
    """What units are to lose, to be claimed before the panel; as a workbook on request."""
    if "export" in request.GET:
        return download(papers.claim_file(verification), f"{verification}拟扣分申报.xlsx")
    return render(request, "verification/claims.html", claims_page(verification))


@page(Action.SEE_VERIFICATION, of=FieldVerification, with_=_WITH)
def reports(request: Asked, verification: FieldVerification) -> HttpResponse:
    """The feedback reports of all units in one archive."""
    try:
        return download(papers.all_feedback(verification), f"{verification}反馈报告.zip", "application/zip")
    except moves.FieldMoveError as refusal:
        messages.error(request, str(refusal))
        return redirect(verification.address)


_WAYS = {
    "tell": (moves.tell_all, "已告知 {} 个问题。"),
    "feed_back": (feed_back, "已反馈 {} 个单位。"),
    "supervise": (supervise_open, "已转为督查事项 {} 件。"),
    "again": (look_back_again, "已抽取下一次回头看的点位 {} 个。"),
}


@page(Action.RUN_VERIFICATION, of=FieldVerification, with_=_WITH, methods=("POST",))
def act(request: Asked, verification: FieldVerification) -> HttpResponse:
    """Tell units of their problems, send the reports, look back again, or supervise what is open."""
    do = request.POST.get("do", "")
    try:
        if do in _WAYS:
            way, words = _WAYS[do]
            messages.success(request, words.format(way(verification, request.user)))
    except moves.FieldMoveError as refusal:
        messages.error(request, str(refusal))
    return redirect(verification.address)


@page(Action.SEE_PROBLEMS, of=CheckPhoto, with_=_PHOTO)
def photo(request: Asked, photo: CheckPhoto) -> HttpResponse:
    """A photograph, small to be shown, or as it is to be taken along."""
    return shown_photo(photo, whole="whole" in request.GET)
