"""The pages on which returns are gone through: the list, one return, many at once, open answers."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.survey import coding, doubting
from mingzhang.web.survey.contact_keeping import open_contact
from mingzhang.web.survey.forms import CodeForm
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.moves import SurveyMoveError, step_many, step_return
from mingzhang.web.survey.return_models import FilledReturn, ReturnAttachment, ReturnMode
from mingzhang.web.survey.returns_list import chosen, csv_rows, returns_page
from mingzhang.web.survey.survey_page import opinions, return_page

_ROWS = 50
_WITH = ("survey__organisation", "form", "sender", "again")


@page(Action.SEE_SURVEYS, of=SatisfactionSurvey, with_=("organisation",))
def returns(request: Asked, survey: SatisfactionSurvey) -> HttpResponse:
    """The returns of a survey."""
    told = {"survey": survey, "shown": returns_page(survey, request.GET.dict()), "asked": request.GET.dict()}
    told |= {"runs": may(request.user, Action.RUN_SURVEYS, survey), "modes": ReturnMode.choices}
    return render(request, "survey/returns.html", told)


@page(Action.SEE_SURVEYS, of=SatisfactionSurvey, with_=("organisation",))
def export(request: Asked, survey: SatisfactionSurvey) -> HttpResponseBase:
    """The returns that are asked for, without contacts."""
    answer = StreamingHttpResponse(
        csv_rows(survey, request.GET.dict()), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = content_disposition_header(True, f"{survey}答卷.csv") or "attachment"
    return answer


@page(Action.RUN_SURVEYS, of=SatisfactionSurvey, with_=("organisation",), methods=("POST",))
def act_many(request: Asked, survey: SatisfactionSurvey) -> HttpResponse:
    """The same step for the returns that were ticked, or for all that were asked for."""
    asked = {name[5:]: str(words) for name, words in request.POST.items() if name.startswith("keep-")}
    ticked = [int(each) for each in request.POST.getlist("pk") if each.isdecimal() and len(each) < 15]
    every = list(chosen(survey, asked).values_list("pk", flat=True)) if request.POST.get("all") else ticked
    try:
        made = step_many(
            survey, every, request.user, request.POST.get("state", ""), request.POST.get("reason", "")
        )
        messages.success(request, f"{made.sentence}。")
    except SurveyMoveError as refusal:
        messages.error(request, str(refusal))
    kept = request.POST.get("back", "")
    return redirect(f"{reverse('survey:returns', args=[survey.pk])}?{kept}")


@page(Action.SEE_SURVEYS, of=FilledReturn, with_=_WITH)
def filled(request: Asked, filled: FilledReturn) -> HttpResponse:
    """One return."""
    return render(request, "survey/return.html", return_page(filled, request.user))


@page(Action.RUN_SURVEYS, of=FilledReturn, with_=_WITH, methods=("POST",))
def act(request: Asked, filled: FilledReturn) -> HttpResponse:
    """A step of a return, a doubt looked into, a call-back."""
    told = request.POST
    try:
        if told.get("what") == "doubt":
            doubting.judge(filled, request.user, told.get("kind", ""), told.get("words", ""))
        elif told.get("what") == "call":
            doubting.call_back(filled, request.user, told.get("result", ""), told.get("words", ""))
        else:
            step_return(filled, request.user, told.get("state", ""), told.get("reason", ""))
        messages.success(request, "已办理。")
    except SurveyMoveError as refusal:
        messages.error(request, str(refusal))
    return redirect(filled.address)


@page(Action.RUN_SURVEYS, of=FilledReturn, with_=_WITH, methods=("POST",))
def contact(request: Asked, filled: FilledReturn) -> HttpResponse:
    """Open the contact of a return, for a reason; shown this once."""
    told = return_page(filled, request.user)
    try:
        told["contact"] = open_contact(filled, request.user, request.POST.get("reason", ""))
    except SurveyMoveError as refusal:
        told["refusal"] = str(refusal)
    response = render(request, "survey/return.html", told)
    response["Cache-Control"] = "no-store"
    return response


@page(Action.SEE_SURVEYS, of=ReturnAttachment, with_=("filled__survey__organisation", "file"))
def attachment(request: Asked, attachment: ReturnAttachment) -> HttpResponse:  # noqa: ARG001 (a view's form)
    """What came with a return."""
    return download(attachment.file.read(), attachment.name, "application/octet-stream")


@page(Action.SEE_SURVEYS, of=SatisfactionSurvey, with_=("organisation",))
def open_answers(request: Asked, survey: SatisfactionSurvey) -> HttpResponse:
    """The open answers, to be coded."""
    pages = Paginator(opinions(survey, request.GET.get("which", "open")), _ROWS).get_page(
        request.GET.get("page")
    )
    told = {"survey": survey, "pages": pages, "which": request.GET.get("which", "open"), "form": CodeForm()}
    told |= {"lines": coding.opinion_lines(pages), "codes": survey.opinioncodes.all()}
    return render(
        request, "survey/opinions.html", told | {"runs": may(request.user, Action.RUN_SURVEYS, survey)}
    )


@page(Action.RUN_SURVEYS, of=FilledReturn, with_=_WITH, methods=("POST",))
def code(request: Asked, filled: FilledReturn) -> HttpResponse:
    """Code one open answer."""
    try:
        coding.code_opinion(
            filled, request.user, request.POST.getlist("code"), request.POST.get("matter", "")
        )
        messages.success(request, "已编码。")
    except SurveyMoveError as refusal:
        messages.error(request, str(refusal))
    return redirect("survey:opinions", filled.survey_id)


@page(Action.RUN_SURVEYS, of=SatisfactionSurvey, with_=("organisation",), methods=("POST",))
def add_code(request: Asked, survey: SatisfactionSurvey) -> HttpResponse:
    """A line of the code book."""
    form = CodeForm(request.POST)
    if form.is_valid():
        coding.add_code(survey, request.user, **form.cleaned_data)
        messages.success(request, "编码表已更新。")
    else:
        messages.error(request, "编码和类别都要填写。")
    return redirect("survey:opinions", survey.pk)
