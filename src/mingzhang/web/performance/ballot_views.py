"""The pages of experts: the own ballots, and no others."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.apart.run import ApartError
from mingzhang.web.people.rights import Action
from mingzhang.web.performance import ballot_book, ballots
from mingzhang.web.performance.ballot_page import ballot_page, seats_of
from mingzhang.web.performance.panel_models import ExpertSeat
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page

_WITH = ("panel__project__organisation__above__above",)


@page(Action.JUDGE)
def mine(request: Asked) -> HttpResponse:
    """The ballots one has to fill, and has filled."""
    return render(request, "performance/mine.html", {"seats": seats_of(request.user)})


def _own(request: Asked, seat: ExpertSeat) -> None:
    """A ballot of somebody else is not there."""
    if seat.expert_id != request.user.pk:
        raise Http404


@page(Action.JUDGE, of=ExpertSeat, with_=_WITH, methods=("GET", "HEAD", "POST"))
def ballot(request: Asked, seat: ExpertSeat) -> HttpResponse:
    """One's ballot for a project."""
    _own(request, seat)
    if request.method != "POST":
        return render(
            request, "performance/ballot.html", ballot_page(seat) | {"forget": "saved" in request.GET}
        )
    typed = ballots.ballot_in(request.POST.dict(), ballots.system_of_panel(seat.panel))
    edition = request.POST.get("edition", "")
    try:
        ballots.save_ballot(seat, request.user, typed, int(edition) if edition.isdecimal() else 0)
        return _handed_in(request, seat)
    except ballots.BallotError as refusal:
        seat.refresh_from_db(fields=["typed", "edition", "handed"])
        told = ballot_page(seat, typed) | {"refusal": refusal}
        return render(request, "performance/ballot.html", told, status=409)


def _handed_in(request: Asked, seat: ExpertSeat) -> HttpResponse:
    """Back to the ballot, saved or handed in."""
    try:
        if request.POST.get("do") == "hand_in":
            ballots.hand_in_ballot(seat, request.user)
        messages.success(request, "评分已提交。" if request.POST.get("do") == "hand_in" else "评分已保存。")
    except ballots.BallotError as refusal:
        messages.error(request, f"评分已保存。{refusal}")
    return redirect(f"{request.path}?saved")


@page(Action.JUDGE, of=ExpertSeat, with_=_WITH)
def book(request: Asked, seat: ExpertSeat) -> HttpResponse:
    """One's ballot as a workbook, to be filled without a connection."""
    _own(request, seat)
    return download(ballot_book.book_of(seat), f"{seat.panel.project.name}评分表.xlsx")


@page(Action.JUDGE, of=ExpertSeat, with_=_WITH, methods=("POST",))
def bring(request: Asked, seat: ExpertSeat) -> HttpResponse:
    """Take in a filled workbook in the place of what was typed."""
    _own(request, seat)
    try:
        file = request.FILES.get("file")
        told = ballot_book.take_in(seat, request.user, file) if file else ["请先选择文件。"]
        messages.success(request, "已从工作簿读入评分，请核对后提交。") if file else None
        for line in told:
            messages.warning(request, line)
    except (ApartError, ballots.BallotError, OSError) as refusal:
        messages.error(request, str(refusal))
    return redirect("performance:ballot", seat.pk)
