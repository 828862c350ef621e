"""The pages of what an office lists: its sources and its topic rules, each row added, changed, taken off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.digest import moves
from mingzhang.web.digest.fetching import fetch_listed
from mingzhang.web.digest.forms import SourceForm, TopicForm
from mingzhang.web.digest.models import DeskSource, DeskTopic
from mingzhang.web.digest.pages import office_of, opml_of, sources_of, topics_of
from mingzhang.web.digest.views import done
from mingzhang.web.people.rights import Action, may
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page

_BOTH = ("GET", "HEAD", "POST")


@dataclass(frozen=True)
class _Listed:
    """A list that an office keeps: what one row is called, how it is typed, which addresses show it.

    ``came`` is what of a row outlives it.
    """

    kind: str
    form: type[Any]
    model: type[Any]
    rows: Callable[[Organisation], dict[str, Any]]
    template: str
    name: str
    drop: str
    came: str


_TOPICS = _Listed("主题", TopicForm, DeskTopic, topics_of, "digest/topics.html", "digest:topics",
                  "digest:drop_topic", "命中过的稿件不变")  # fmt: skip
_SOURCES = _Listed("来源", SourceForm, DeskSource, sources_of, "digest/sources.html", "digest:sources",
                   "digest:drop_source", "收入过的稿件不变")  # fmt: skip


def _all(request: Asked, listed: _Listed) -> HttpResponse:
    """The rows of a list, and a new one."""
    at, able = office_of(request.user, Action.SEE_DIGEST), may(request.user, Action.EDIT_DIGEST)
    form = listed.form(request.POST or None, instance=listed.model(organisation=at))
    asked = able and request.method == "POST" and form.is_valid()
    if asked and done(request, lambda: moves.save(form.instance, request.user), f"已新增{listed.kind}。"):
        return redirect(listed.name)
    return render(request, listed.template, listed.rows(at) | {"form": form if able else None})


def _one(request: Asked, row: DeskTopic | DeskSource, listed: _Listed) -> HttpResponse:
    """One row, to be changed."""
    form = listed.form(request.POST or None, instance=row)
    asked = request.method == "POST" and form.is_valid()
    if asked and done(request, lambda: moves.save(row, request.user), f"已保存{listed.kind}。"):
        return redirect(listed.name)
    return render(request, "digest/row.html", {"form": form, "row": row, "listed": listed})


def _dropped(request: Asked, row: DeskTopic | DeskSource, listed: _Listed) -> HttpResponse:
    """A row taken off."""
    words = f"已删除{listed.kind}；{listed.came}。"
    done(request, lambda: moves.drop(row, request.user, "sure" in request.POST), words)
    return redirect(listed.name)


@page(Action.SEE_DIGEST, methods=_BOTH)
def topics(request: Asked) -> HttpResponse:
    """The topic rules, and a new one."""
    return _all(request, _TOPICS)


@page(Action.EDIT_DIGEST, of=DeskTopic, with_=("organisation",), methods=_BOTH)
def topic(request: Asked, topic: DeskTopic) -> HttpResponse:
    """One topic rule, to be changed."""
    return _one(request, topic, _TOPICS)


@page(Action.EDIT_DIGEST, of=DeskTopic, with_=("organisation",), methods=("POST",))
def drop_topic(request: Asked, topic: DeskTopic) -> HttpResponse:
    """A topic rule taken off."""
    return _dropped(request, topic, _TOPICS)


@page(Action.SEE_DIGEST, methods=_BOTH)
def sources(request: Asked) -> HttpResponse:
    """The listed sources, a new one, and what came of the last round of fetching."""
    return _all(request, _SOURCES)


@page(Action.EDIT_DIGEST, of=DeskSource, with_=("organisation",), methods=_BOTH)
def source(request: Asked, source: DeskSource) -> HttpResponse:
    """One listed source, to be changed."""
    return _one(request, source, _SOURCES)


@page(Action.EDIT_DIGEST, of=DeskSource, with_=("organisation",), methods=("POST",))
def drop_source(request: Asked, source: DeskSource) -> HttpResponse:
    """A source taken off its list."""
    return _dropped(request, source, _SOURCES)


@page(Action.EDIT_DIGEST, methods=("POST",))
def fetch(request: Asked) -> HttpResponse:
    """A round over the sources that may be fetched, in the background."""
    at = office_of(request.user, Action.EDIT_DIGEST)
    done(
        request,
        lambda: fetch_listed.enqueue(moves.ask_fetch(at, request.user).pk),
        "已开始抓取，一次一个来源，稍后刷新这一页。",
    )
    return redirect("digest:sources")


@page(Action.SEE_DIGEST)
def source_list(request: Asked) -> HttpResponse:
    """The listed sources as a file that readers of feeds exchange (OPML)."""
    return download(opml_of(office_of(request.user, Action.SEE_DIGEST)), "来源清单.opml", "text/x-opml")
