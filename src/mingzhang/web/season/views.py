"""Seasons and their boards."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.people.rights import Action, where
from mingzhang.web.season.board import board as board_of
from mingzhang.web.season.models import Season
from mingzhang.web.shared.pages import Asked, page


@page(Action.SEE_BOARD)
def seasons(request: Asked) -> HttpResponse:
    """The seasons of one's regions; of one that is open and alone, its board."""
    regions = {post.region.pk for post in where(request.user, Action.SEE_BOARD)}
    found = list(Season.objects.filter(organisation__in=regions).select_related("organisation"))
    still_open = [season for season in found if season.closed is None]
    if len(still_open) == 1 and "all" not in request.GET:
        return redirect("season:board", still_open[0].pk)
    return render(request, "season/list.html", {"seasons": found})


@page(Action.SEE_BOARD, of=Season, with_=("organisation",))
def board(request: Asked, season: Season) -> HttpResponse:
    """How far everybody is."""
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()
    shown = board_of(season, request.user, state, words)
    return render(
        request, "season/board.html", {"season": season, "board": shown, "state": state, "q": words}
    )
