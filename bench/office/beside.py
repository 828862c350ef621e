"""The portal's pages of a unit beside Django's own list page with as many rows, in one run."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.test import Client
from django.urls import clear_url_caches, path
from django.views.generic import ListView

from bench.office.clock import clocked, percentile
from bench.office.pages import signed_in, visits
from bench.table import show
from mingzhang.web import urls
from mingzhang.web.portal.models import EditionFigure

GOAL = 2
_PLAIN = "bench/list.html"
_TEMPLATE = """<!doctype html><html><body><h1>List</h1><table>{% for each in object_list %}
<tr><td>{{ each.group }}</td><td>{{ each.label }}</td><td>{{ each.amount }}</td><td>{{ each.printed }}</td>
<td>{{ each.unit }}</td><td>{{ each.place }}</td></tr>{% endfor %}</table></body></html>"""


class FigureListView(ListView[EditionFigure]):
    """What Django shows of a model without any work of ours: a query, a template, a row for each object."""

    model = EditionFigure
    template_name = _PLAIN

    def get_queryset(self) -> QuerySet[EditionFigure]:
        """As many rows as are asked for."""
        return EditionFigure.objects.order_by("pk")[: int(self.request.GET["rows"])]


def beside(times: int) -> None:
    """Print both, taken in turn, and how many times the portal's page takes as long."""
    client, found = signed_in(None), {visit.name: visit.address for visit in visits({})}
    _add_list()
    rows = []
    for name in ("portal:unit", "portal:edition"):
        page = client.get(found[name]).content.decode()
        count = page.count("<tr")
        plain = f"/bench/list/?rows={count}"
        client.get(plain)
        both = [(_took(client, found[name]), _took(client, plain)) for _ in range(times)]
        ours, theirs = (percentile(each, 50) for each in zip(*both, strict=True))
        told = [f"{each:.1f}" for each in (ours, theirs, ours / theirs)]
        rows.append([name, count, *told, "超过" if ours > GOAL * theirs else ""])
    heads = ["页面", "行", "处理器毫秒", "列表页", "倍", ""]
    show(f"公开页与 Django 自带的列表页（同样多的行；目标：{GOAL} 倍以内）", heads, rows)


def _took(client: Client, address: str) -> float:
    return clocked(lambda: client.get(address))[1]


def _add_list() -> None:
    """Django's list page under an address of its own, with a template kept as ours are."""
    from django.template import engines
    from django.template.loaders.locmem import Loader

    engine: Any = engines["django"]
    engine.engine.template_loaders[0].loaders.append(Loader(engine.engine, {_PLAIN: _TEMPLATE}))
    urls.urlpatterns.append(path("bench/list/", FigureListView.as_view()))
    clear_url_caches()
