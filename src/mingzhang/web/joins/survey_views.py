"""The forms by which opinions become matters, and indices outturns."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from mingzhang.web.appraisal.models import AppraisalCycle, AssessorSheet
from mingzhang.web.joins import indices, opinions
from mingzhang.web.joins.views import told_of
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.survey.models import SatisfactionSurvey


@page(Action.HAND_TO_REGISTER, of=SatisfactionSurvey, with_=("organisation",), methods=("POST",))
def open_opinions(request: Asked, survey: SatisfactionSurvey) -> HttpResponse:
    """A matter for every proposal."""

    def act() -> str:
        new, count = opinions.open_opinions(survey, request.user)
        return f"{count} 条意见转办，新登记督查事项 {new} 件。"

    told_of(request, act)
    return redirect(f"{reverse('survey:opinions', args=[survey.pk])}?which=matter")


@page(Action.RUN_APPRAISAL, of=AppraisalCycle, with_=("organisation",), methods=("POST",))
def bind_index(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """An indicator to an index."""
    indicator, index = request.POST.get("indicator", ""), request.POST.get("index", "")
    told_of(request, lambda: f"{indices.bind_index(cycle, request.user, indicator, index)}。")
    return redirect(cycle.address)


@page(
    Action.SCORE_APPRAISAL, of=AssessorSheet, with_=("organisation", "cycle__organisation"), methods=("POST",)
)
def take_indices(request: Asked, sheet: AssessorSheet) -> HttpResponse:
    """The indices of all units that nothing was collected of."""
    told = list[str]()

    def act() -> str:
        count, refused = indices.take_indices(sheet, request.user)
        told.extend(refused)
        return f"取调查指数 {count} 个单位。"

    told_of(request, act, told)
    return redirect("appraisal:sheet", sheet.pk)
