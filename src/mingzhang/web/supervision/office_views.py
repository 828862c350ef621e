"""The pages of the office as such: bulletin, names, mergers; and everybody's calendar."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mingzhang.web.people.rights import Action
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.supervision import feed, mergers, numbers, printing, statistics
from mingzhang.web.supervision.forms import MergerForm, OfficeForm
from mingzhang.web.supervision.models import UnitMerger
from mingzhang.web.supervision.moves import MatterMoveError
from mingzhang.web.supervision.numbers import office_of, region_of

_FORM = ("GET", "HEAD", "POST")


@page(Action.SEE_MATTERS)
def figures(request: Asked) -> HttpResponse:
    """The statistics of today by unit and source."""
    return render(
        request,
        "supervision/figures.html",
        statistics.figures_page(region_of(request.user, Action.SEE_MATTERS)),
    )


@page(Action.SEE_MATTERS)
def bulletin(request: Asked) -> HttpResponse:
    """The bulletin of today."""
    region = region_of(request.user, Action.SEE_MATTERS)
    try:
        data, name = printing.bulletin_of(region, request.GET.get("as", "docx"))
        return download(data, name, "application/octet-stream")
    except MatterMoveError as refusal:
        messages.error(request, str(refusal))
        return redirect("supervision:figures")


@page(Action.RUN_MATTERS, methods=_FORM)
def office(request: Asked) -> HttpResponse:
    """What the office is called."""
    region = region_of(request.user, Action.RUN_MATTERS)
    kept = office_of(region)
    form = OfficeForm(request.POST or None, initial={"name": kept.name, "letters": kept.letters})
    if request.method == "POST" and form.is_valid():
        numbers.name_office(region, request.user, **form.cleaned_data)
        messages.success(request, "已保存。")
        return redirect("supervision:office")
    merged = UnitMerger.objects.filter(organisation=region).select_related("old", "new")
    return render(request, "supervision/office.html", {"form": form, "merged": merged})


@page(Action.RUN_MATTERS, methods=_FORM)
def merge(request: Asked) -> HttpResponse:
    """Say that a unit was merged into another."""
    region = region_of(request.user, Action.RUN_MATTERS)
    form = MergerForm(request.POST or None, units=region.beneath.order_by("path"))
    if request.method == "POST" and form.is_valid():
        try:
            count = mergers.merge(region, request.user, **form.cleaned_data)
            messages.success(request, f"已登记，{count} 件次转由新单位承办。")
            return redirect("supervision:office")
        except MatterMoveError as refusal:
            form.add_error(None, str(refusal))
    return render(request, "shared/form.html", {"form": form, "title": "登记单位变更", "button": "登记"})


@page(Action.ENTER, methods=_FORM)
def calendar(request: Asked) -> HttpResponse:
    """One's own calendar address; it is shown once, when it is made."""
    address = ""
    if request.method == "POST":
        key = feed.new_key(request.user)
        address = request.build_absolute_uri(f"{reverse('supervision:feed')}?key={key}")
    there = getattr(request.user, "calendar_key", None)
    return render(request, "supervision/calendar.html", {"address": address, "there": there})


@page(Action.SEE_PUBLIC)
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """The calendar of whoever has the address."""
    person = feed.whose(request.GET.get("key", ""))
    if person is None:
        raise Http404
    return HttpResponse(feed.calendar_of(person), content_type="text/calendar; charset=utf-8")
