"""The pages of reviewers: remarks, the notice, one move for many."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from mingzhang.web.people.rights import Action
from mingzhang.web.review import bulk as many
from mingzhang.web.review import notice as notices
from mingzhang.web.review import remarks
from mingzhang.web.season.models import Season
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.submission.models import LockedError, Remark, Version
from mingzhang.web.submission.moves import IllegalMoveError

_OF_VERSION = ("submission__organisation", "submission__season__organisation", "submission__requirement")
_BYTES = "application/octet-stream"
_ON_A_PAGE = 100


@page(Action.REVIEW, of=Version, with_=_OF_VERSION, methods=("POST",))
def remark(request: Asked, version: Version) -> HttpResponse:
    """Add a remark."""
    number, quote, words = (request.POST.get(name, "").strip() for name in ("page", "quote", "words"))
    try:
        if number and not number.isdecimal():
            raise IllegalMoveError("页码请填数字。")
        box = remarks.read_box(request.POST.get("box", ""))
        remarks.remark(version, request.user, int(number) if number else None, quote, words, box)
    except (IllegalMoveError, LockedError) as refusal:
        messages.error(request, str(refusal))
    return redirect("submission:version", version.pk)


@page(Action.REVIEW, of=Remark, with_=("version__submission__organisation",), methods=("POST",))
def settle(request: Asked, remark: Remark) -> HttpResponse:
    """Say whether a remark is settled."""
    try:
        remarks.settle(remark, request.user, request.POST.get("settled") == "1")
    except LockedError as refusal:
        messages.error(request, str(refusal))
    return redirect("submission:version", remark.version_id)


@page(Action.SEE_SUBMISSION, of=Version, with_=_OF_VERSION)
def notice(request: Asked, version: Version) -> HttpResponse:
    """The notice to take away, as Word or Excel."""
    ending = request.GET.get("as", "docx")
    if ending not in notices.FORMATS:
        raise Http404
    name = f"{version.submission}第{version.number}版审核意见.{ending}"
    sent = HttpResponse(notices.written(version, ending), content_type=_BYTES)
    sent.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return sent


@page(Action.SEE_BOARD, of=Season, with_=("organisation",), methods=("GET", "HEAD", "POST"))
def bulk(request: Asked, season: Season) -> HttpResponse:
    """One move for many: the list with what would happen to each, then what did."""
    move = request.POST.get("move") or request.GET.get("move", "agree")
    if move not in many.BULK:
        raise Http404
    known = {"season": season, "move": move, "words": many.BULK[move], "moves": many.BULK}
    if request.method == "POST":
        chosen = [int(pk) for pk in request.POST.getlist("submission") if pk.isdecimal()]
        done = many.carry_out(season, request.user, move, chosen)
        return render(request, "review/done.html", known | {"done": done})
    pages = Paginator(many.waiting(season, request.user, move), _ON_A_PAGE).get_page(request.GET.get("page"))
    previews = many.previews(season, request.user, move, pages)
    known |= {"pages": pages, "previews": previews, "able": any(each.able for each in previews)}
    return render(request, "review/bulk.html", known)
