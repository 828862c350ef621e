"""The pages of problems, for units and for the office."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mingzhang.verification.problem import ProblemState
from mingzhang.web.people.rights import Action, may
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.bringing import brought
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.verification import answering, moves
from mingzhang.web.verification.feedback import own_report, reported_to
from mingzhang.web.verification.forms import AnswersForm
from mingzhang.web.verification.listing import problem_book, problem_list
from mingzhang.web.verification.problem_models import FoundProblem, ProblemEvidence
from mingzhang.web.verification.problem_page import problem_page, save_draft

_WITH = (
    "organisation__above",
    "verification__organisation__above",
    "point__organisation",
    "signed_by",
    "look_back",
)


@page(Action.SEE_PROBLEMS)
def problems(request: Asked) -> HttpResponse:
    """The problems within reach."""
    told = {"shown": problem_list(request.user, request.GET.dict()), "reports": reported_to(request.user)}
    told["may_answer"] = may(request.user, Action.ANSWER_PROBLEM)
    return render(request, "verification/problems.html", told)


@page(Action.SEE_PROBLEMS)
def export(request: Asked) -> HttpResponse:
    """The same as a workbook."""
    return download(problem_book(request.user, request.GET.dict()), "核验问题.xlsx")


@page(Action.SEE_PROBLEMS)
def answers(request: Asked) -> HttpResponse:
    """The open problems as the workbook that is filled in and comes back."""
    return download(answering.answers_file(request.user, request.GET.dict()), "整改答复.xlsx")


@page(Action.ANSWER_PROBLEM, methods=("GET", "HEAD", "POST"))
def answers_bring(request: Asked) -> HttpResponse:
    """Take in the answers of a workbook, with the files that prove them."""
    back = ("核验问题", reverse("verification:problems"))
    take = partial(answering.take_answers, request.user)
    return brought(request, "导入整改答复", back, take, moves.FieldMoveError, form=AnswersForm)


@page(Action.SEE_PROBLEMS, of=FoundProblem, with_=_WITH)
def problem(request: Asked, problem: FoundProblem) -> HttpResponse:
    """A problem: what was found, its history, and what can be done."""
    untold = problem.state == ProblemState.FOUND.value
    if untold and not may(request.user, Action.SEE_VERIFICATION, problem.verification):
        raise Http404
    return render(request, "verification/problem.html", problem_page(problem, request.user))


@page(Action.ANSWER_PROBLEM, of=FoundProblem, with_=_WITH, methods=("POST",))
def draft(request: Asked, problem: FoundProblem) -> HttpResponse:
    """What a unit prepares for its head."""
    try:
        save_draft(problem, request.user, request.POST.get("words", ""), request.FILES.getlist("files"))
        messages.success(request, "草稿和佐证已保存，等单位负责人报送。")
    except moves.FieldMoveError as refusal:
        messages.error(request, str(refusal))
    return redirect(problem.address)


@page(Action.SEE_PROBLEMS, of=FoundProblem, with_=_WITH, methods=("POST",))
def move(request: Asked, problem: FoundProblem) -> HttpResponse:
    """One step of a problem."""
    try:
        moves.make(request.POST.get("move", ""), problem, request.user, request.POST.get("words", ""))
        messages.success(request, "已办理。")
    except moves.FieldMoveError as refusal:
        messages.error(request, str(refusal))
    return redirect(problem.address)


@page(Action.SEE_PROBLEMS, of=Organisation, with_=("above__above",))
def report(request: Asked, organisation: Organisation) -> HttpResponse:
    """The feedback report of a unit, once reports are sent; the office sees it before."""
    try:
        data, name = own_report(organisation, request.user, request.GET.dict())
        return download(data, name, "application/octet-stream")
    except moves.FieldMoveError as refusal:
        messages.error(request, str(refusal))
        return redirect("verification:problems")


@page(Action.SEE_PROBLEMS, of=ProblemEvidence, with_=("problem__organisation__above", "file"))
def evidence(request: Asked, evidence: ProblemEvidence) -> HttpResponse:  # noqa: ARG001 (a view's form)
    """A file that a unit handed in."""
    if not evidence.file.path.is_file():
        raise Http404
    return download(evidence.file.read(), evidence.name, "application/octet-stream")
