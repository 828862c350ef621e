"""The pages of the summary."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mingzhang.web.people.rights import Action, may
from mingzhang.web.performance.listing import year_of
from mingzhang.web.performance.summary import publish_year, summary_book, summary_of
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page


@page(Action.SEE_SCORES)
def summary(request: Asked) -> HttpResponse:
    """All projects of a year by unit."""
    shown = summary_of(request.user, request.GET.dict())
    able = may(request.user, Action.RUN_PANELS)
    return render(request, "performance/summary.html", {"shown": shown, "able": able})


@page(Action.SEE_SCORES)
def export(request: Asked) -> HttpResponse:
    """The same as a workbook."""
    shown = summary_of(request.user, request.GET.dict(), whole=True)
    return download(summary_book(shown), f"{shown.year}年度项目绩效汇总.xlsx")


@page(Action.RUN_PANELS, methods=("POST",))
def publish(request: Asked) -> HttpResponse:
    """Show what is settled to the public."""
    year = year_of(request.POST.dict())
    count = publish_year(request.user, year)
    messages.success(request, f"已公布 {count} 个项目的得分。" if count else "没有已定而未公布的项目。")
    return redirect(f"{reverse('performance:summary')}?year={year}")
