"""The pages of the portal; everybody may see them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from mingzhang.web.appraisal.public import HEADS, by_kind, public_ranking, public_years
from mingzhang.web.people.rights import Action
from mingzhang.web.performance.public import published_scores
from mingzhang.web.portal import asking, listings
from mingzhang.web.portal.addresses import (
    edition_named,
    ranking_address,
    region_address,
    region_named,
    unit_named,
)
from mingzhang.web.portal.edition_page import edition_page, frame
from mingzhang.web.portal.feed import feed as feed_of
from mingzhang.web.portal.models import YearCharts
from mingzhang.web.portal.search import search as search_for
from mingzhang.web.portal.tables import csv_file
from mingzhang.web.purchasing.publishing import published_books
from mingzhang.web.shared.pages import page

_UNITS = 100  # on one page


@page(Action.SEE_PUBLIC)
def first(request: HttpRequest) -> HttpResponse:
    """The first page of the portal."""
    return render(request, "portal/first.html", listings.first_page())


@page(Action.SEE_PUBLIC)
def search(request: HttpRequest) -> HttpResponse:
    """What holds the words that are asked for."""
    asked = asking.searched(request.GET)
    below = region_named(asked.region).path if asked.region else ""
    found = search_for(asked.words, asked.page, asked.year, below)
    return render(request, "portal/search.html", listings.first_page() | {"asked": asked, "found": found})


@page(Action.SEE_PUBLIC)
def feed(request: HttpRequest) -> HttpResponse:
    """New publications, for programs that follow them."""
    return HttpResponse(feed_of(request), content_type="application/atom+xml; charset=utf-8")


@page(Action.SEE_PUBLIC)
def region(request: HttpRequest, region: str) -> HttpResponse:
    """The units of a region side by side, with totals."""
    here = region_named(region)
    known = listings.choices(here)
    asked = asking.listed(request.GET, known)
    shown: dict[str, Any] = {"region": here, "known": known, "asked": asked}
    shown["rankings"] = [(year, ranking_address(here, year)) for year in public_years(here)]
    if asked is not None:
        editions = listings.units(here, asked.year, asked.kind, asked.of)
        pages = Paginator(editions, _UNITS).get_page(request.GET.get("page"))
        shown |= {"pages": pages, "rows": listings.rows_of(pages, asked.kind)}
        shown |= {"labels": asked.labels, "totals": listings.totals(editions, asked.kind)}
    return render(request, "portal/region.html", shown)


@page(Action.SEE_PUBLIC)
def ranking(request: HttpRequest, region: str, year: int) -> HttpResponse:
    """The ranking of a region's units in a year; where it was withdrawn, that it was."""
    here = region_named(region)
    found = public_ranking(here, year)
    if found is None:
        raise Http404
    if request.GET.get("as") == "csv" and not found.withdrawn:
        return csv_file([HEADS, *found.rows], f"{found}.csv")
    told = {"region": here, "region_address": region_address(here), "year": year, "shown": found}
    told["kinds"] = by_kind(found)
    return render(request, "portal/ranking.html", told, status=410 if found.withdrawn else 200)


@page(Action.SEE_PUBLIC)
def unit(request: HttpRequest, region: str, unit: str) -> HttpResponse:
    """A unit with all its years side by side."""
    here = unit_named(region, unit)
    editions = listings.years_of(here)
    names = [f"{each.year}年度{each.get_kind_display()}" for each in editions]
    shown = {
        "organisation": here,
        "region": here.region,
        "region_address": region_address(here.region),
        "compared": listings.side_by_side(editions, names),
        "charts": [each for row in YearCharts.objects.filter(organisation=here) for each in row.charts],
        "project_years": published_scores(here),
        "purchases": published_books(here),
    }
    return render(request, "portal/unit.html", shown)


@page(Action.SEE_PUBLIC)
def compare(request: HttpRequest) -> HttpResponse:
    """Several units of one year side by side."""
    editions = asking.compared(request.GET)
    names = [f"{each.organisation}{each.year}年度{each.get_kind_display()}" for each in editions]
    return render(request, "portal/compare.html", {"compared": listings.side_by_side(editions, names)})


@page(Action.SEE_PUBLIC)
def edition(request: HttpRequest, **names: Any) -> HttpResponse:
    """The page of one unit, year and kind of document."""
    return render(request, "portal/edition.html", edition_page(edition_named(**names)))


@page(Action.SEE_PUBLIC)
def document(request: HttpRequest, **names: Any) -> HttpResponse:
    """The document to read: text and tables of our own making."""
    found = edition_named(**names)
    text = found.text.path.read_text(encoding="utf-8") if found.text else ""
    return render(request, "portal/document.html", frame(found) | {"text": text})


@page(Action.SEE_PUBLIC)
def file(request: HttpRequest, format: str, **names: Any) -> HttpResponseBase:  # noqa: ARG001 (address)
    """A file to take away; never shown inside the application's own pages."""
    kept = get_object_or_404(edition_named(**names).files.select_related("file"), format=format)
    if not kept.file.path.is_file():
        raise Http404
    return FileResponse(kept.file.path.open("rb"), as_attachment=True, filename=kept.filename)


@page(Action.SEE_PUBLIC)
def table(request: HttpRequest, order: int, **names: Any) -> HttpResponse:  # noqa: ARG001 (the address)
    """One table as CSV."""
    found = get_object_or_404(edition_named(**names).tables, order=order)
    return csv_file(found.rows, f"{found.title}.csv")


@page(Action.SEE_PUBLIC)
def figures(request: HttpRequest, **names: Any) -> HttpResponse:  # noqa: ARG001 (the address)
    """The key figures as CSV."""
    found = edition_named(**names)
    rows = [(each.group, each.label, each.printed, each.unit, each.place) for each in found.figures.all()]
    return csv_file([("分组", "名称", "数", "单位", "出处"), *rows], f"{found.title}主要数.csv")
