"""The pages of the office that runs a survey: plan, questionnaire, tasks, exports, reports."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.apart.run import ApartError, apart
from mingzhang.web.people.rights import Action, may, where
from mingzhang.web.shared.lists import download, list_workbook
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.survey import opening, tasks
from mingzhang.web.survey.contact_keeping import destroy
from mingzhang.web.survey.doubting import look_for_doubts
from mingzhang.web.survey.forms import IntakeForm, OpenSurveyForm, PlanForm, TaskForm, VersionForm
from mingzhang.web.survey.importing import begin_intake
from mingzhang.web.survey.media import limits_of
from mingzhang.web.survey.models import FormVersion, InterviewerTask, SatisfactionSurvey
from mingzhang.web.survey.moves import SurveyMoveError, step_survey
from mingzhang.web.survey.output_models import ReturnIntake, SurveyReport, SurveyRun
from mingzhang.web.survey.reporting import ask_for_run
from mingzhang.web.survey.results_page import (
    REPORT_FORMS,
    handed_book,
    report_file,
    results_page,
    told_reports,
)
from mingzhang.web.survey.survey_page import quota_lines, survey_page, surveys_of

_FORM = ("GET", "HEAD", "POST")
_UP = ("organisation", "plan")
_REFUSED = (SurveyMoveError, ApartError, OSError)


@page(Action.SEE_SURVEYS)
def surveys(request: Asked) -> HttpResponse:
    """The surveys within reach."""
    told = {"surveys": surveys_of(request.user), "runs": may(request.user, Action.RUN_SURVEYS)}
    return render(request, "survey/list.html", told)


@page(Action.RUN_SURVEYS, methods=_FORM)
def add(request: Asked) -> HttpResponse:
    """Open a survey by its plan."""
    regions = where(request.user, Action.RUN_SURVEYS)
    form = OpenSurveyForm(request.POST or None, request.FILES or None, regions=regions)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["plan"]
        try:
            made = opening.open_survey(form.cleaned_data["region"], request.user, file.name, file.read())
            return redirect(made.address)
        except _REFUSED as refusal:
            form.add_error("plan", str(refusal))
    return render(request, "survey/add.html", {"form": form})


@page(Action.RUN_SURVEYS)
def template(request: Asked) -> HttpResponse:  # noqa: ARG001 (a view's form)
    """An empty plan to be filled in."""
    with apart("survey_template", {}) as work:
        return download((work.out / "plan.xlsx").read_bytes(), "满意度调查方案.xlsx")


@page(Action.SEE_SURVEYS, of=SatisfactionSurvey, with_=_UP)
def survey(request: Asked, survey: SatisfactionSurvey) -> HttpResponse:
    """A survey: how far it is and what can be done next."""
    return render(request, "survey/survey.html", survey_page(survey, request.user))


@page(Action.SEE_SURVEYS, of=SatisfactionSurvey, with_=_UP, methods=("POST",))
def step(request: Asked, survey: SatisfactionSurvey) -> HttpResponse:
    """Take a survey to another stage."""
    try:
        step_survey(survey, request.user, request.POST.get("stage", ""), request.POST.get("reason", ""))
        messages.success(request, "已办理。")
    except SurveyMoveError as refusal:
        messages.error(request, str(refusal))
    return redirect(survey.address)


@page(Action.RUN_SURVEYS, of=SatisfactionSurvey, with_=_UP, methods=_FORM)
def plan(request: Asked, survey: SatisfactionSurvey) -> HttpResponse:
    """Another plan for the survey."""
    form = PlanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["plan"]
        try:
            opening.change_plan(survey, request.user, file.name, file.read())
            return redirect(survey.address)
        except _REFUSED as refusal:
            form.add_error("plan", str(refusal))
    return render(
        request, "shared/form.html", {"form": form, "title": f"更换方案：{survey}", "button": "更换"}
    )


@page(Action.RUN_SURVEYS, of=SatisfactionSurvey, with_=_UP, methods=_FORM)
def version(request: Asked, survey: SatisfactionSurvey) -> HttpResponse:
    """A further version of the questionnaire."""
    form = VersionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            _tell_limits(request, opening.add_version(survey, request.user, **form.cleaned_data))
            return redirect(survey.address)
        except _REFUSED as refusal:
            form.add_error(None, str(refusal))
    title = f"增加问卷版本：{survey}"
    return render(request, "shared/form.html", {"form": form, "title": title, "button": "增加"})


def _tell_limits(request: Asked, form: FormVersion) -> None:
    """Say of a new version what a browser cannot fill in."""
    for limit in limits_of(form):
        messages.warning(request, f"问卷已增加，但{limit}")


@page(Action.SEE_SURVEYS, of=FormVersion, with_=("survey__organisation", "workbook"))
def form_file(request: Asked, form: FormVersion) -> HttpResponse:
    """A questionnaire as a workbook, or as the XForm that devices load."""
    if request.GET.get("as") == "xml":
        return download(form.xform.encode(), f"{form.form_id}.xml", "text/xml")
    return download(form.workbook.read(), f"{form.title}{form.version}.xlsx")


@page(Action.SEE_SURVEYS, of=SatisfactionSurvey, with_=_UP)
def quotas(request: Asked, survey: SatisfactionSurvey) -> HttpResponse:
    """Every cell of the plan with what is there of it."""
    lines = quota_lines(survey)
    if request.GET.get("as") == "xlsx":
        rows = [(line.named, line.target, line.done, line.said) for line in lines]
        return download(list_workbook("配额", ("组", "目标", "已收", "情况"), rows), f"{survey}配额.xlsx")
    return render(request, "survey/quotas.html", {"survey": survey, "lines": lines})


@page(Action.RUN_SURVEYS, of=SatisfactionSurvey, with_=_UP, methods=_FORM)
def give(request: Asked, survey: SatisfactionSurvey) -> HttpResponse:
    """Give a town to an interviewer."""
    form = TaskForm(request.POST or None, survey=survey)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            tasks.give(survey, request.user, form.people[told["person"]], told["town"], told["target"])
            return redirect(survey.address)
        except SurveyMoveError as refusal:
            form.add_error(None, str(refusal))
    return render(request, "shared/form.html", {"form": form, "title": f"派访：{survey}", "button": "派访"})


@page(Action.RUN_SURVEYS, of=InterviewerTask, with_=("survey__organisation", "person"), methods=("POST",))
def take_back(request: Asked, task: InterviewerTask) -> HttpResponse:
    """End a task."""
    tasks.take_back(task, request.user)
    messages.success(request, f"已收回：{task}")
    return redirect(task.survey.address)


@page(Action.RUN_SURVEYS, of=SatisfactionSurvey, with_=_UP, methods=_FORM)
def bring(request: Asked, survey: SatisfactionSurvey) -> HttpResponse:
    """Take in an export of another system."""
    form = IntakeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            begin_intake(survey, request.user, form.cleaned_data["export"])
            messages.success(request, "已收下，正在后台读入；刷新页面看结果。")
            return redirect(survey.address)
        except _REFUSED as refusal:
            form.add_error("export", str(refusal))
    return render(
        request, "shared/form.html", {"form": form, "title": f"导入答卷：{survey}", "button": "导入"}
    )


@page(Action.SEE_SURVEYS, of=ReturnIntake, with_=("survey__organisation", "by"))
def intake(request: Asked, intake: ReturnIntake) -> HttpResponse:
    """What was odd in an export."""
    return render(request, "survey/intake.html", {"intake": intake, "survey": intake.survey})


@page(Action.RUN_SURVEYS, of=SatisfactionSurvey, with_=_UP, methods=("POST",))
def act(request: Asked, survey: SatisfactionSurvey) -> HttpResponse:
    """Look for doubts, make the reports, destroy the contacts."""
    try:
        messages.success(request, _done(request, survey))
    except SurveyMoveError as refusal:
        messages.error(request, str(refusal))
    return redirect(survey.address)


def _done(request: Asked, survey: SatisfactionSurvey) -> str:
    what = request.POST.get("what")
    if what == "doubts":
        look_for_doubts.enqueue(survey.pk)
        return "正在后台核对全部答卷；刷新页面看结果。"
    if what == "reports":
        ask_for_run(survey, request.user)
        return "正在后台汇总并写报告；刷新页面看结果。"
    if what == "destroy":
        return str(destroy(survey, request.user))
    raise SurveyMoveError("没有这种办理。")


@page(Action.SEE_SURVEYS, of=SurveyRun, with_=("survey__organisation", "by"))
def results(request: Asked, run: SurveyRun) -> HttpResponse:
    """Indices with their errors, groups of equals, what is handed on, the reports."""
    if request.GET.get("as") == "xlsx":
        return download(handed_book(run), f"{run.survey}考评取数.xlsx")
    return render(request, "survey/results.html", results_page(run))


@page(Action.SEE_SURVEYS, of=SurveyReport, with_=("run__survey__organisation", "town", *REPORT_FORMS))
def report(request: Asked, report: SurveyReport) -> HttpResponse:
    """A report to take along."""
    return report_file(report, request.GET.get("as", "docx"))


@page(Action.READ_SURVEYS, of=SurveyReport, with_=("run__survey__organisation", "town", *REPORT_FORMS))
def own_report(request: Asked, report: SurveyReport) -> HttpResponse:
    """The report of one's own town, once it is released."""
    if report.run.survey.released is None:
        raise Http404
    return report_file(report, request.GET.get("as", "docx"))


@page(Action.READ_SURVEYS)
def told(request: Asked) -> HttpResponse:
    """The released reports about one's own town."""
    return render(request, "survey/told.html", {"reports": told_reports(request.user)})
