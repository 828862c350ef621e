"""The pages of a year: its plan, rules and systems, its units and special tasks."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.appraisal import books, cycle_page, filling, moves, planning
from mingzhang.web.appraisal.assembling import returns_of
from mingzhang.web.appraisal.forms import NewCycleForm
from mingzhang.web.appraisal.models import AppraisalCycle, IndicatorVersion, UnitOpinion
from mingzhang.web.people.rights import Action, where
from mingzhang.web.register.models import Organisation, OrganisationKind
from mingzhang.web.shared.bringing import brought
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.shared.today import today

_CYCLE = ("organisation",)
_VERSION = ("cycle__organisation",)
_FORM = ("GET", "HEAD", "POST")


@page(Action.SEE_APPRAISAL)
def cycles(request: Asked) -> HttpResponse:
    """The years one may see."""
    shown = list(cycle_page.cycles_of(request.user)[: cycle_page.ROWS])
    able = bool(where(request.user, Action.RUN_APPRAISAL))
    return render(request, "appraisal/list.html", {"cycles": shown, "able": able})


@page(Action.RUN_APPRAISAL, methods=_FORM)
def add(request: Asked) -> HttpResponse:
    """Begin a year."""
    below = Organisation.objects.below(*where(request.user, Action.RUN_APPRAISAL))
    regions = below.filter(kind=OrganisationKind.REGION)
    form = NewCycleForm(request.POST or None, initial={"year": today().year}, regions=regions)
    if request.method == "POST" and form.is_valid():
        try:
            made = planning.begin(form.cleaned_data["region"], form.cleaned_data["year"], request.user)
            return redirect(made.address)
        except planning.PlanError as refusal:
            form.add_error("year", str(refusal))
    return render(request, "shared/form.html", {"form": form, "title": "建立考评年度", "button": "建立"})


@page(Action.SEE_APPRAISAL, of=AppraisalCycle, with_=_CYCLE)
def cycle(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """A year."""
    return render(request, "appraisal/cycle.html", cycle_page.cycle_page(cycle, request.user))


@page(Action.SEE_APPRAISAL, of=AppraisalCycle, with_=_CYCLE)
def rules(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """The rules of a year."""
    return render(request, "appraisal/rules.html", cycle_page.rules_page(cycle, request.user))


@page(Action.RUN_APPRAISAL, of=AppraisalCycle, with_=_CYCLE)
def plan(request: Asked, cycle: AppraisalCycle) -> HttpResponse:  # noqa: ARG001 (a page's form)
    """The workbook of the plan."""
    return download(planning.plan_book(cycle), f"{cycle}方案.xlsx")


@page(Action.RUN_APPRAISAL, of=AppraisalCycle, with_=_CYCLE, methods=_FORM)
def bring(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """Take in the workbook of the plan."""
    take = partial(planning.take_plan, cycle, request.user)
    crumb = (str(cycle), cycle.address)
    return brought(
        request, "导入考评方案", crumb, lambda said: (None, take(said["file"])), planning.PlanError
    )


@page(Action.RUN_APPRAISAL, of=AppraisalCycle, with_=_CYCLE)
def returns(request: Asked, cycle: AppraisalCycle) -> HttpResponse:  # noqa: ARG001 (a page's form)
    """Everything that was handed in, as the workbook that the command line takes."""
    return download(planning.return_book(returns_of(cycle)), f"{cycle}数据.xlsx")


@page(Action.RUN_APPRAISAL, of=AppraisalCycle, with_=_CYCLE, methods=_FORM)
def bring_returns(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """Take in what the office alone writes: trainings, its own self-evaluation, vetoes."""
    take = partial(books.take_office, cycle, request.user)
    crumb, title = (str(cycle), cycle.address), "导入培训、自评和否决事项"
    return brought(request, title, crumb, lambda said: (None, take(said["file"])), filling.FillingError)


@page(Action.SEE_APPRAISAL, of=AppraisalCycle, with_=_CYCLE)
def units(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """The units of a year with their task books."""
    shown = cycle_page.units_page(cycle, request.user, request.GET.dict())
    return render(request, "appraisal/units.html", shown)


@page(Action.SEE_APPRAISAL, of=AppraisalCycle, with_=_CYCLE)
def units_export(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """The same as a workbook."""
    return download(books.units_book(cycle, request.user), f"{cycle}任务书.xlsx")


@page(Action.SEE_RANKING, of=AppraisalCycle, with_=_CYCLE)
def special(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """The special tasks."""
    if request.GET.get("as") == "xlsx":
        return download(books.special_book(cycle), f"{cycle}专项任务汇总表.xlsx")
    return render(request, "appraisal/special.html", cycle_page.special_page(cycle))


@page(Action.SEE_APPRAISAL, of=IndicatorVersion, with_=_VERSION)
def version(request: Asked, version: IndicatorVersion) -> HttpResponse:
    """A version of an indicator system; a draft is seen by the office alone."""
    if version not in cycle_page.visible_versions(version.cycle, request.user):
        raise Http404
    return render(request, "appraisal/version.html", cycle_page.version_page(version, request.user))


@page(Action.SEE_APPRAISAL, of=IndicatorVersion, with_=_VERSION, methods=("POST",))
def version_move(request: Asked, version: IndicatorVersion) -> HttpResponse:
    """One step of a version."""
    try:
        name, words = request.POST.get("move", ""), request.POST.get("words", "")
        moves.make(moves.VERSION_MOVES, name, version, request.user, words)
        messages.success(request, "已办理。")
    except moves.AppraisalMoveError as refusal:
        messages.error(request, str(refusal))
    return redirect("appraisal:version", version.pk)


@page(Action.SEE_APPRAISAL, of=IndicatorVersion, with_=_VERSION, methods=("POST",))
def opinion(request: Asked, version: IndicatorVersion) -> HttpResponse:
    """An opinion of a unit."""
    try:
        filling.give_opinion(version, request.user, request.POST.get("words", ""))
        messages.success(request, "意见已提交。")
    except filling.FillingError as refusal:
        messages.error(request, str(refusal))
    return redirect("appraisal:version", version.pk)


@page(
    Action.RUN_APPRAISAL,
    of=UnitOpinion,
    with_=("organisation", "version__cycle__organisation"),
    methods=("POST",),
)
def answer(request: Asked, opinion: UnitOpinion) -> HttpResponse:
    """What the office answers to an opinion."""
    try:
        filling.answer_opinion(opinion, request.user, request.POST.get("words", ""))
        messages.success(request, "已答复。")
    except filling.FillingError as refusal:
        messages.error(request, str(refusal))
    return redirect("appraisal:version", opinion.version_id)
