"""The pages of the ranking: sealed, put before the party group, published, and its reports."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.appraisal.traces import TRACE_SCHEMA, trace_schema
from mingzhang.web.appraisal import papers, public, result_page, sealing
from mingzhang.web.appraisal.forms import MeetingForm
from mingzhang.web.appraisal.models import AppraisalCycle
from mingzhang.web.appraisal.moves import AppraisalMoveError
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.lists import download, list_workbook
from mingzhang.web.shared.pages import Asked, page

_CYCLE = ("organisation",)
_FORM = ("GET", "HEAD", "POST")
_MOVES: dict[str, Callable[[AppraisalCycle, Person, str], object]] = {
    "seal": sealing.seal_scores,
    "reopen": sealing.reopen,
    "publish": sealing.publish,
    "public": public.make_public,
    "withdraw": public.withdraw,
}


@page(Action.SEE_RANKING, of=AppraisalCycle, with_=_CYCLE)
def ranking(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """The ranking, for the office and the leader."""
    return render(request, "appraisal/ranking.html", result_page.ranking_page(cycle, request.user))


@page(Action.SEE_RANKING, of=AppraisalCycle, with_=_CYCLE, methods=("POST",))
def move(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """One step of the ranking."""
    made = _MOVES.get(request.POST.get("move", ""))
    try:
        if made is None:
            raise AppraisalMoveError("没有这种办理。")
        made(cycle, request.user, request.POST.get("words", "").strip())
        messages.success(request, "已办理。")
    except AppraisalMoveError as refusal:
        messages.error(request, str(refusal))
    return redirect("appraisal:ranking", cycle.pk)


@page(Action.RUN_APPRAISAL, of=AppraisalCycle, with_=_CYCLE, methods=_FORM)
def meeting(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """What the party group said."""
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            sealing.deliberate(cycle, request.user, told["meeting"], told["day"], told["decided"])
            return redirect("appraisal:ranking", cycle.pk)
        except AppraisalMoveError as refusal:
            form.add_error(None, str(refusal))
    return render(request, "shared/form.html", {"form": form, "title": "记录党组会审议", "button": "记录"})


@page(Action.SEE_RANKING, of=AppraisalCycle, with_=_CYCLE)
def export(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """The ranking as a workbook."""
    rows = result_page.ranking_rows(result_page.ranking_page(cycle, request.user))
    return download(list_workbook("排名", ("类别", *result_page.HEADS), rows), f"{cycle}排名.xlsx")


@page(Action.RUN_APPRAISAL, of=AppraisalCycle, with_=_CYCLE)
def archive(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """All reports and documents of the last sealed result in one archive."""
    last = cycle.seals.select_related("archive").last()
    if last is None or last.archive is None:
        messages.error(request, "反馈报告还没有写好。")
        return redirect("appraisal:ranking", cycle.pk)
    try:
        return download(last.archive.read(), f"{cycle}反馈报告.zip", "application/zip")
    except OSError:
        messages.error(request, "存储里已没有这个压缩包，请从备份恢复。")
        return redirect("appraisal:ranking", cycle.pk)


@page(Action.SEE_RANKING, of=AppraisalCycle, with_=_CYCLE)
def traces(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """The traces of the last sealed result."""
    last = cycle.seals.select_related("cycle").last()
    if last is None:
        messages.error(request, "还没有封存的成绩，封存以后才有计分轨迹。")
        return redirect("appraisal:ranking", cycle.pk)
    return download(papers.sealed_traces(last), f"{cycle}计分轨迹.json", "application/json")


@page(Action.SEE_APPRAISAL)
def schema(request: Asked) -> HttpResponse:  # noqa: ARG001 (a page's form)
    """How the traces are written."""
    return download(trace_schema(), TRACE_SCHEMA, "application/schema+json")


@page(Action.RUN_APPRAISAL, of=AppraisalCycle, with_=_CYCLE, methods=("POST",))
def verify(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """Work the sealed scores out anew and hold them against their hash."""
    last = cycle.seals.select_related("kept").last()
    wrong = sealing.recomputed(last) if last else ["没有封存的成绩"]
    if wrong:
        messages.error(request, f"与封存记录不符：{'、'.join(wrong[:5])}。")
    elif last is not None:
        messages.success(request, f"第 {last.number} 版重新计算一致，校验值 {last.digest[:16]}。")
    return redirect("appraisal:ranking", cycle.pk)
