"""The pages of the manual within the application; everybody may read them."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from mingzhang.web.manual.addresses import CONTENTS, page_named, shown
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.pages import page
from mingzhang.work.explain import explain
from mingzhang.work.manual import manual_folder


@page(Action.SEE_PUBLIC)
def contents(request: HttpRequest) -> HttpResponse:
    """The contents of the manual."""
    return _shown(request, CONTENTS)


@page(Action.SEE_PUBLIC)
def chapter(request: HttpRequest, name: str) -> HttpResponse:
    """A chapter."""
    return _shown(request, page_named(name))


@page(Action.SEE_PUBLIC)
def rules(request: HttpRequest) -> HttpResponse:
    """All rules."""
    return _shown(request, "rules/README.md")


@page(Action.SEE_PUBLIC)
def rule(request: HttpRequest, name: str) -> HttpResponse:
    """A rule: why, how to mend it, what it rests on; of one that is left out on purpose, why."""
    if shown(f"rules/{name.upper()}.md") is not None:
        return _shown(request, f"rules/{name.upper()}.md")
    told = explain(name[:16])
    if told is None:
        raise Http404
    return render(request, "manual/left_out.html", {"head": told})


@page(Action.SEE_PUBLIC)
def picture(request: HttpRequest, name: str) -> HttpResponseBase:  # noqa: ARG001 (a page's form)
    """A picture of the manual."""
    pictures = {path.stem: path for path in (manual_folder() / "manual").glob("*.png")}
    if name not in pictures:
        raise Http404
    return FileResponse(pictures[name].open("rb"), content_type="image/png")


def _shown(request: HttpRequest, name: str) -> HttpResponse:
    told = shown(name)
    if told is None:
        raise Http404
    return render(request, "manual/chapter.html", {"chapter": told, "headings": told.headings[1:]})
