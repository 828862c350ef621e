"""One's notices; what is due today in a season and who owes what; slips to take away."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.notices.forms import RulesForm
from mingzhang.web.notices.models import Notice
from mingzhang.web.notices.reminders import UNIT_ROLES, in_turn, reminders
from mingzhang.web.notices.reminders import owing as owed
from mingzhang.web.notices.rules import set_rules
from mingzhang.web.notices.sending import mark_read, post_letters, remind
from mingzhang.web.notices.slip import slip as written
from mingzhang.web.people.rights import Action, may
from mingzhang.web.season.board import rows_of
from mingzhang.web.season.models import Season
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.shared.today import today
from mingzhang.web.submission.models import Submission

_BYTES = "application/octet-stream"


@page(Action.ENTER)
def everything(request: Asked) -> HttpResponse:
    """One's own notices, the newest first."""
    found = Notice.objects.filter(person=request.user)
    return render(
        request, "notices/list.html", {"pages": Paginator(found, 50).get_page(request.GET.get("page"))}
    )


@page(Action.ENTER, methods=("POST",))
def read(request: Asked) -> HttpResponse:
    """Mark one of one's notices as read, or all of them."""
    one = request.POST.get("notice", "")
    mark_read(request.user, [int(one)] if one.isascii() and one.isdecimal() and len(one) < 15 else None)
    return redirect("notices:list")


@page(Action.EDIT_SEASON, of=Season, with_=("organisation",))
def preview(request: Asked, season: Season) -> HttpResponse:
    """Who would be reminded today and why, and who was already."""
    due = reminders(season, today())
    sent = Notice.objects.filter(season=season).select_related("person")[:100]
    done = {(n.person_id, n.subject, n.cause) for n in season.notices.filter(day=today())}
    rows = [(each, each.person and (each.person.pk, each.subject, each.cause) in done) for each in due]
    form = RulesForm(initial={"before": season.remind_before, "after": season.remind_after})
    pages = Paginator(rows, 100).get_page(request.GET.get("page"))
    told = {"season": season, "pages": pages, "sent": sent, "form": form, "day": today()}
    return render(request, "notices/preview.html", told)


@page(Action.EDIT_SEASON, of=Season, with_=("organisation",), methods=("POST",))
def send(request: Asked, season: Season) -> HttpResponse:
    """Send what is due today, now and not at the worker's next round."""
    count = remind(season, request.user, today())
    post_letters()
    messages.success(request, f"发出 {count} 条通知。" if count else "今天应发的都已发出。")
    return redirect("notices:preview", season.pk)


@page(Action.EDIT_SEASON, of=Season, with_=("organisation",), methods=("POST",))
def rules(request: Asked, season: Season) -> HttpResponse:
    """Say on which days people are reminded."""
    form = RulesForm(request.POST)
    if form.is_valid():
        set_rules(season, request.user, form.cleaned_data["before"], form.cleaned_data["after"])
        messages.success(request, "催报的日子已保存。")
    else:
        messages.error(request, " ".join(str(e) for errors in form.errors.values() for e in errors))
    return redirect("notices:preview", season.pk)


@page(Action.SEE_BOARD, of=Season, with_=("organisation",))
def owing(request: Asked, season: Season) -> HttpResponse:
    """Who owes what today: everything that is not public, by whose turn it is."""
    within = [one for one in owed(season) if may(request.user, Action.SEE_BOARD, one)]
    rows = sorted(rows_of(season, within), key=in_turn)
    pages = Paginator(rows, 100).get_page(request.GET.get("page"))
    able = may(request.user, Action.EDIT_SEASON, season)
    return render(
        request, "notices/owing.html", {"season": season, "pages": pages, "able": able, "day": today()}
    )


@page(
    Action.EDIT_SEASON,
    of=Submission,
    with_=("season__organisation", "organisation", "requirement", "current"),
)
def slip(request: Asked, submission: Submission) -> HttpResponse:  # noqa: ARG001 (a page's form)
    """The slip for one unit, while it is the unit that has to move."""
    if submission.next_role not in UNIT_ROLES:
        raise Http404
    return download(
        written(submission.season, [submission]), f"催报通知（{submission.organisation}）.docx", _BYTES
    )


@page(Action.EDIT_SEASON, of=Season, with_=("organisation",))
def slips(request: Asked, season: Season) -> HttpResponse:  # noqa: ARG001 (a page's form)
    """One slip with all that are late."""
    late = [one for one in owed(season) if one.overdue]
    if not late:
        raise Http404
    return download(written(season, late), f"{season}催报通知.docx", _BYTES)
