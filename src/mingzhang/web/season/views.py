"""Seasons and their boards."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.people.rights import Action, may, where
from mingzhang.web.season.board import BOARD_HEADS, SORTS, board_cells
from mingzhang.web.season.board import board as board_of
from mingzhang.web.season.forms import LateForm, SeasonForm, regions_of
from mingzhang.web.season.models import Season
from mingzhang.web.season.opening import ask_of_all, close, open_season
from mingzhang.web.shared.lists import download, list_workbook
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.submission.models import Submission
from mingzhang.web.submission.moves import IllegalMoveError, grant_late

_FORM = ("GET", "HEAD", "POST")


@page(Action.SEE_BOARD)
def seasons(request: Asked) -> HttpResponse:
    """The seasons of one's regions; of one that is open and alone, its board."""
    regions = {post.region.pk for post in where(request.user, Action.SEE_BOARD)}
    found = list(Season.objects.filter(organisation__in=regions).select_related("organisation"))
    still_open = [season for season in found if season.closed is None]
    if len(still_open) == 1 and "all" not in request.GET:
        return redirect("season:board", still_open[0].pk)
    able = may(request.user, Action.EDIT_SEASON)
    return render(request, "season/list.html", {"seasons": found, "able": able})


def asked_for(request: Asked) -> tuple[str, str, str]:
    """To what the board is cut, and how it is sorted."""
    return request.GET.get("state", ""), request.GET.get("q", "").strip(), request.GET.get("sort", "")


@page(Action.SEE_BOARD, of=Season, with_=("organisation",))
def board(request: Asked, season: Season) -> HttpResponse:
    """How far everybody is."""
    state, words, sort = asked_for(request)
    shown = board_of(season, request.user, state, words, sort)
    pages, rows = shown.page(request.GET.get("page"))
    able = may(request.user, Action.EDIT_SEASON, season)
    told = {"season": season, "board": shown, "state": state, "q": words, "able": able}
    told |= {"pages": pages, "rows": rows, "sort": sort, "sorts": SORTS}
    return render(request, "season/board.html", told)


@page(Action.SEE_BOARD, of=Season, with_=("organisation",))
def export(request: Asked, season: Season) -> HttpResponse:
    """The board as a workbook."""
    shown = board_of(season, request.user, *asked_for(request))
    return download(list_workbook("进度", BOARD_HEADS, board_cells(shown)), f"{season}进度.xlsx")


@page(Action.EDIT_SEASON, methods=("GET", "HEAD", "POST"))
def add(request: Asked) -> HttpResponse:
    """Open a season."""
    regions = regions_of(where(request.user, Action.EDIT_SEASON))
    form = SeasonForm(request.POST or None, regions=regions)
    if request.method == "POST" and form.is_valid():
        season = form.save(commit=False)
        season.chain = form.cleaned_data["steps"]
        return redirect("season:board", open_season(season, request.user, form.titles()).pk)
    return render(request, "shared/form.html", {"form": form, "title": "开设公开季", "button": "开设"})


@page(Action.EDIT_SEASON, of=Season, with_=("organisation",), methods=("POST",))
def act(request: Asked, season: Season) -> HttpResponse:
    """Ask those who came into the register since, or close the season."""
    if request.POST.get("what") == "ask":
        messages.success(request, f"已补发 {ask_of_all(season, request.user)} 份应报材料。")
    else:
        close(season, request.user)
        messages.success(request, "公开季已结束，不再接收材料。")
    return redirect("season:board", season.pk)


@page(
    Action.GRANT_LATE,
    of=Submission,
    with_=("season", "organisation", "requirement", "current"),
    methods=_FORM,
)
def late(request: Asked, submission: Submission) -> HttpResponse:
    """Let one submission come later; the others are not touched."""
    form = LateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            grant_late(submission, request.user, f"{form.cleaned_data['until']}", form.cleaned_data["words"])
            return redirect("submission:whole", submission.pk)
        except IllegalMoveError as refusal:
            form.add_error("until", str(refusal))
    return render(request, "shared/form.html", {"form": form, "title": f"准予延期：{submission}"})
