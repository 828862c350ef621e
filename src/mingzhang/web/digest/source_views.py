"""The pages of listed sources and of topic rules: added, changed, taken off, fetched."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.digest import moves
from mingzhang.web.digest.fetching import fetch_listed
from mingzhang.web.digest.forms import SourceForm, TopicForm
from mingzhang.web.digest.models import DeskSource, DeskTopic
from mingzhang.web.digest.pages import office_of, opml_of, sources_of
from mingzhang.web.digest.views import done
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page

_BOTH = ("GET", "HEAD", "POST")


@page(Action.SEE_DIGEST, methods=_BOTH)
def topics(request: Asked) -> HttpResponse:
    """The topic rules, and a new one."""
    at, able = office_of(request.user, Action.SEE_DIGEST), may(request.user, Action.EDIT_DIGEST)
    form = TopicForm(request.POST or None, instance=DeskTopic(organisation=at))
    asked = able and request.method == "POST" and form.is_valid()
    if asked and done(request, lambda: moves.save_topic(form.instance, request.user), "已新增主题。"):
        return redirect("digest:topics")
    rows = DeskTopic.objects.filter(organisation=at)
    return render(request, "digest/topics.html", {"topics": rows, "form": form if able else None})


@page(Action.EDIT_DIGEST, of=DeskTopic, with_=("organisation",), methods=_BOTH)
def topic(request: Asked, topic: DeskTopic) -> HttpResponse:
    """One topic rule, to be changed."""
    form = TopicForm(request.POST or None, instance=topic)
    asked = request.method == "POST" and form.is_valid()
    if asked and done(request, lambda: moves.save_topic(topic, request.user), "已保存主题。"):
        return redirect("digest:topics")
    shown = {"form": form, "row": topic, "kind": "主题", "list": "digest:topics", "drop": "digest:drop_topic"}
    return render(request, "digest/row.html", shown)


@page(Action.EDIT_DIGEST, of=DeskTopic, with_=("organisation",), methods=("POST",))
def drop_topic(request: Asked, topic: DeskTopic) -> HttpResponse:
    """A topic rule taken off."""
    done(
        request,
        lambda: moves.drop(topic, request.user, "sure" in request.POST),
        "已删除主题；命中过的稿件不变。",
    )
    return redirect("digest:topics")


@page(Action.SEE_DIGEST, methods=_BOTH)
def sources(request: Asked) -> HttpResponse:
    """The listed sources, a new one, and what came of the last round of fetching."""
    at, able = office_of(request.user, Action.SEE_DIGEST), may(request.user, Action.EDIT_DIGEST)
    form = SourceForm(request.POST or None, instance=DeskSource(organisation=at))
    asked = able and request.method == "POST" and form.is_valid()
    if asked and done(request, lambda: moves.save_source(form.instance, request.user), "已新增来源。"):
        return redirect("digest:sources")
    return render(request, "digest/sources.html", sources_of(at) | {"form": form if able else None})


@page(Action.EDIT_DIGEST, of=DeskSource, with_=("organisation",), methods=_BOTH)
def source(request: Asked, source: DeskSource) -> HttpResponse:
    """One listed source, to be changed."""
    form = SourceForm(request.POST or None, instance=source)
    asked = request.method == "POST" and form.is_valid()
    if asked and done(request, lambda: moves.save_source(source, request.user), "已保存来源。"):
        return redirect("digest:sources")
    shown = {"form": form, "row": source, "kind": "来源", "list": "digest:sources"}
    return render(request, "digest/row.html", shown | {"drop": "digest:drop_source"})


@page(Action.EDIT_DIGEST, of=DeskSource, with_=("organisation",), methods=("POST",))
def drop_source(request: Asked, source: DeskSource) -> HttpResponse:
    """A source taken off its list."""
    done(
        request,
        lambda: moves.drop(source, request.user, "sure" in request.POST),
        "已删除来源；收入过的稿件不变。",
    )
    return redirect("digest:sources")


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
