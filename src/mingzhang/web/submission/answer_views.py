"""The pages of single findings: what they rest on, how they are answered, how an answer is judged."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mingzhang.web.people.rights import Action
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.submission import adopting, answers
from mingzhang.web.submission.desk import Desk, card
from mingzhang.web.submission.models import Answer, Found, LockedError, Version
from mingzhang.web.submission.moves import IllegalMoveError
from mingzhang.work.explain import explain

_WITH = tuple(
    f"version__submission__{name}"
    for name in ("organisation", "season__organisation", "requirement", "current")
)
_OF_VERSION = tuple(name.removeprefix("version__") for name in _WITH)


@page(Action.SEE_SUBMISSION, of=Found, with_=_WITH)
def finding(request: Asked, found: Found) -> HttpResponse:
    """One finding by itself: its permanent address."""
    return _shown(request, found)


@page(Action.PREPARE, of=Found, with_=_WITH, methods=("POST",))
def answer(request: Asked, found: Found) -> HttpResponse:
    """Answer a finding; what somebody else wrote meanwhile is shown beside what was typed."""
    typed = {name: request.POST.get(name, "").strip() for name in ("kind", "reason", "edition")}
    try:
        answers.answer(found, request.user, typed["kind"], typed["reason"], _count(typed["edition"]))
    except (IllegalMoveError, LockedError, answers.EditedMeanwhileError) as refusal:
        latest = getattr(refusal, "latest", None)
        return _shown(request, found, {"said": str(refusal), "typed": typed, "latest": latest})
    return _saved(request, found)


@page(Action.REVIEW, of=Found, with_=_WITH, methods=("POST",))
def judge(request: Asked, found: Found) -> HttpResponse:
    """Say whether an answer is accepted."""
    given = Answer.objects.of(found.version.submission).filter(fingerprint=found.fingerprint).first()
    if given is None:
        return _shown(request, found, {"said": "这个问题还没有答复。"})
    words, opinion = request.POST.get("remark", "").strip(), request.POST.get("opinion", "")
    try:
        answers.judge(given, request.user, opinion, words, _count(request.POST.get("edition", "")))
    except (IllegalMoveError, LockedError, answers.EditedMeanwhileError) as refusal:
        return _shown(request, found, {"said": str(refusal), "remark": words})
    return _saved(request, found)


@page(Action.PREPARE, of=Found, with_=(*_WITH, "adoption"), methods=("POST",))
def adopt(request: Asked, found: Found) -> HttpResponse:
    """Adopt a suspect of a finding, or take that back."""
    asked = request.POST.get("suspect", "")
    try:
        adopting.adopt(found, request.user, _count(asked) if asked else None)
    except (IllegalMoveError, LockedError) as refusal:
        return _shown(request, found, {"said": str(refusal)})
    return _saved(request, Found.objects.select_related(*_WITH, "adoption").get(pk=found.pk))


@page(Action.PREPARE, of=Version, with_=_OF_VERSION, methods=("POST",))
def copy(request: Asked, version: Version) -> HttpResponse:
    """Adopt all that is nearly certain, or let the corrected copy be made."""
    try:
        if request.POST.get("what") == "sure":
            count = adopting.adopt_sure(version, request.user)
            messages.success(request, f"采纳了 {count} 处有把握的改正。")
        elif request.POST.get("what") == "clean":
            adopting.ask_for_clean(version, request.user)
            messages.success(request, "正在生成清洁稿，完成后成为新的草稿版。")
        else:
            adopting.ask_for_copy(version, request.user)
            messages.success(request, "正在生成改正稿，完成后成为新的草稿版。")
    except (IllegalMoveError, LockedError) as refusal:
        messages.error(request, str(refusal))
    return redirect("submission:version", version.pk)


@page(Action.ENTER)
def rule(request: HttpRequest) -> HttpResponse:
    """To the manual's page on a rule."""
    asked = request.GET.get("id", "")[:16]
    if explain(asked) is None:
        raise Http404
    return redirect("manual:rule", asked)


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() else -1


def _saved(request: HttpRequest, found: Found) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return _shown(request, found)
    return redirect(f"{reverse('submission:version', args=[found.version_id])}#f{found.number}")


def _shown(request: HttpRequest, found: Found, refusal: dict[str, Any] | None = None) -> HttpResponse:
    """The finding as a card, within a page of its own or to be put into the one that is open."""
    given = Answer.objects.of(found.version.submission).filter(fingerprint=found.fingerprint).first()
    shown = Desk.around(found.version, request.user, [card(found, given)])
    known = {"desk": shown, "card": shown.cards[0], "version": found.version, "refusal": refusal}
    fragment = request.headers.get("HX-Request")
    return render(request, "submission/card.html" if fragment else "submission/finding.html", known)
