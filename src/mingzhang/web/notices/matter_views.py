"""Who is reminded of matters today and why; on which days; sending it now."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.notices.forms import MatterRulesForm
from mingzhang.web.notices.matter_reminders import days_of, matter_key, matter_reminders
from mingzhang.web.notices.models import Notice
from mingzhang.web.notices.rules import set_matter_rules
from mingzhang.web.notices.sending import post_letters, remind_of_matters
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.shared.today import today
from mingzhang.web.supervision.numbers import region_of


@page(Action.RUN_MATTERS)
def preview(request: Asked) -> HttpResponse:
    """Who would be reminded of matters today and why, and who was already."""
    region = region_of(request.user, Action.RUN_MATTERS)
    due, days = matter_reminders(region, today()), days_of(region)
    sent = Notice.objects.filter(season=None, day=today()).values_list("person", "about", "cause")
    done = set(sent)
    rows = [(each, each.person and (each.person.pk, matter_key(each), each.cause) in done) for each in due]
    form = MatterRulesForm(
        initial={"before": days.remind_before, "after": days.remind_after, "unsigned": days.unsigned}
    )
    pages = Paginator(rows, 100).get_page(request.GET.get("page"))
    return render(
        request, "notices/matters.html", {"pages": pages, "form": form, "day": today(), "region": region}
    )


@page(Action.RUN_MATTERS, methods=("POST",))
def send(request: Asked) -> HttpResponse:
    """Send what is due today, now and not at the worker's next round."""
    count = remind_of_matters(region_of(request.user, Action.RUN_MATTERS), request.user, today())
    post_letters()
    messages.success(request, f"发出 {count} 条通知。" if count else "今天应发的都已发出。")
    return redirect("notices:matters")


@page(Action.RUN_MATTERS, methods=("POST",))
def rules(request: Asked) -> HttpResponse:
    """Say on which days people are reminded."""
    form = MatterRulesForm(request.POST)
    if form.is_valid():
        set_matter_rules(region_of(request.user, Action.RUN_MATTERS), request.user, **form.cleaned_data)
        messages.success(request, "提醒的日子已保存。")
    else:
        messages.error(request, " ".join(str(e) for errors in form.errors.values() for e in errors))
    return redirect("notices:matters")
