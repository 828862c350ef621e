"""The bureau's pages: findings and totals over all units, each down to the version or the printed cell."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.bureau.statistics import (
    RULE_HEADS,
    UNIT_HEADS,
    by_kind,
    findings_of,
    rule_cells,
    unit_cells,
    unit_page,
    with_submissions,
)
from mingzhang.web.bureau.totals import TOTAL_HEADS, parts_of, total_cells, totals_of
from mingzhang.web.people.rights import Action, where
from mingzhang.web.portal.addresses import address
from mingzhang.web.portal.listings import shown
from mingzhang.web.season.models import Season
from mingzhang.web.shared.lists import download, list_workbook
from mingzhang.web.shared.pages import Asked, page

_WITH = ("organisation",)


@page(Action.SEE_STATISTICS)
def seasons(request: Asked) -> HttpResponse:
    """The newest season of one's regions, or that there is none."""
    regions = {post.region.pk for post in where(request.user, Action.SEE_STATISTICS)}
    newest = Season.objects.filter(organisation__in=regions).first()
    if newest is None:
        return render(request, "bureau/none.html")
    return redirect("bureau:findings", newest.pk)


@page(Action.SEE_STATISTICS, of=Season, with_=_WITH)
def findings(request: Asked, season: Season) -> HttpResponse:
    """What was found, by rule and by unit."""
    found, rule = findings_of(season, request.user), request.GET.get("rule", "")
    pages = unit_page(found, rule, request.GET.get("page"))
    others = Season.objects.filter(organisation=season.organisation)
    told = {"season": season, "shown": found, "kinds": by_kind(found), "others": others}
    told |= {"rule": rule, "pages": pages, "units": with_submissions(pages)}
    return render(request, "bureau/findings.html", told)


@page(Action.SEE_STATISTICS, of=Season, with_=_WITH)
def export(request: Asked, season: Season) -> HttpResponse:
    """The same as a workbook, by rule or by unit."""
    found = findings_of(season, request.user)
    if request.GET.get("by") == "unit":
        workbook = list_workbook("各单位问题", UNIT_HEADS, unit_cells(found))
        return download(workbook, f"{season}各单位问题.xlsx")
    rows = rule_cells(found)
    return download(list_workbook("问题汇总", RULE_HEADS, rows), f"{season}问题汇总.xlsx")


@page(Action.SEE_STATISTICS, of=Season, with_=_WITH)
def totals(request: Asked, season: Season) -> HttpResponse:
    """Totals over what was published."""
    rows = totals_of(season, request.user)
    return render(request, "bureau/totals.html", {"season": season, "rows": rows})


@page(Action.SEE_STATISTICS, of=Season, with_=_WITH)
def parts(request: Asked, season: Season) -> HttpResponse:
    """The figures behind one total, each with the address of the printed cell."""
    label = request.GET.get("figure", "")
    pages = Paginator(parts_of(season, request.user, label), 100).get_page(request.GET.get("page"))
    rows = [(each, shown(each, address(each.edition, "document"))) for each in pages]
    told = {"season": season, "label": label, "pages": pages, "rows": rows}
    return render(request, "bureau/parts.html", told)


@page(Action.SEE_STATISTICS, of=Season, with_=_WITH)
def export_totals(request: Asked, season: Season) -> HttpResponse:
    """Totals, and every figure behind them, as a workbook."""
    rows = total_cells(season, request.user)
    return download(list_workbook("金额汇总", TOTAL_HEADS, rows), f"{season}金额汇总.xlsx")
