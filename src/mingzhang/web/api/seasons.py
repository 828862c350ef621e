"""Operations about seasons: which there are, and how one stands."""

from __future__ import annotations

from typing import Any

from ninja import Router

from mingzhang.web.api.models import Scope
from mingzhang.web.api.operations import Call, operation
from mingzhang.web.api.paged import paged
from mingzhang.web.api.schemas import Page, SeasonsOut, SeasonStatisticsOut, Size
from mingzhang.web.bureau.statistics import findings_of
from mingzhang.web.people.rights import Action, where
from mingzhang.web.season.board import board
from mingzhang.web.season.models import Season

router = Router(tags=["公开季"])


@operation(router, "GET", "/seasons", Action.SEE_BOARD, SeasonsOut, Scope.READ)
def list_seasons(request: Call, page: Page = 1, size: Size = 50) -> Any:
    """所在地区的公开季，新的在前。"""
    regions = {post.region.pk for post in where(request.user, Action.SEE_BOARD)}
    found = Season.objects.filter(organisation__in=regions).select_related("organisation")
    return paged(found.order_by("-year", "kind", "pk"), page, size, told)


@operation(
    router,
    "GET",
    "/seasons/{int:pk}/statistics",
    Action.SEE_STATISTICS,
    SeasonStatisticsOut,
    Scope.READ,
    of=Season,
    with_=("organisation",),
)
def season_statistics(request: Call, pk: int) -> Any:  # noqa: ARG001 (the address)
    """一个公开季办到哪里、查出什么。"""
    season, found = request.target, findings_of(request.target, request.user)
    rules = [
        {"rule": row.rule, "title": row.title, "count": row.count, "former": row.former}
        | {"units": len(row.units), "repeated": len(row.repeated)}
        for row in found.rules
    ]
    states = {key: count for key, _, count in board(season, request.user).tiles}
    return {"season": told(season), "states": states, "unchecked": found.unchecked, "rules": rules}


def told(season: Season) -> dict[str, Any]:
    """A season as the interface tells it."""
    return {
        "id": season.pk,
        "region": season.organisation.name,
        "year": season.year,
        "kind": season.kind,
        "approved": season.approved,
        "due": season.due,
        "closed": season.closed is not None,
    }
