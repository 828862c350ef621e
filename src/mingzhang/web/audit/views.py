"""The log, as far as one may see it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from mingzhang.web.audit.models import Entry, EntryQuerySet
from mingzhang.web.people.rights import Action, where
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.lists import download, list_workbook
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.shared.templatetags.chinese import moment

_HEADS = ("序号", "时间", "何人", "事项", "单位", "说明", "变动前", "变动后", "校验值")
_MOST = 100_000  # rows of an exported workbook


def _entries(request: Asked) -> EntryQuerySet:
    """The entries about what is within one's reach that contain the words looked for, the newest first."""
    within = Organisation.objects.below(*where(request.user, Action.SEE_AUDIT))
    words = request.GET.get("q", "").strip()
    return Entry.objects.filter(organisation__in=within, sentence__contains=words)


@page(Action.SEE_AUDIT)
def everything(request: Asked) -> HttpResponse:
    """The entries, page by page."""
    pages = Paginator(_entries(request), 100).get_page(request.GET.get("page"))
    return render(request, "audit/list.html", {"entries": pages, "q": request.GET.get("q", "")})


@page(Action.SEE_AUDIT)
def export(request: Asked) -> HttpResponse:
    """The entries as a workbook."""
    rows = [
        (e.number, moment(e.at), e.said_who, e.what, e.organisation, e.sentence, e.before, e.after, e.hash)
        for e in _entries(request).select_related("organisation")[:_MOST]
    ]
    return download(list_workbook("操作日志", _HEADS, rows), "操作日志.xlsx")
