"""The pages of projects and their forms."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mingzhang.web.apart.run import ApartError
from mingzhang.web.people.rights import Action, may, where
from mingzhang.web.performance import books, filling, moves
from mingzhang.web.performance.form_page import form_page, live_sums
from mingzhang.web.performance.forms import NewProjectForm, TakeInForm
from mingzhang.web.performance.listing import projects_of, year_of
from mingzhang.web.performance.models import RegisteredProject
from mingzhang.web.performance.printing import NotPrintableError, printed_form
from mingzhang.web.performance.project_page import project_page
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page

_WITH = ("organisation__above__above", "panel", "saved_by", "confirmed_by")
_FORM = ("GET", "HEAD", "POST")


def _own_units(request: Asked) -> object:
    """The organisations whose forms the visitor fills."""
    own = [each.pk for each in where(request.user, Action.FILL_FORM)]
    return Organisation.objects.filter(pk__in=own)


@page(Action.SEE_PROJECTS)
def projects(request: Asked) -> HttpResponse:
    """The projects of a year."""
    shown = projects_of(request.user, request.GET.dict())
    own = list(where(request.user, Action.FILL_FORM))
    told = {"shown": shown, "own": own, "q": request.GET.get("q", ""), "stage": request.GET.get("stage", "")}
    told["all"] = may(request.user, Action.SEE_SCORES)
    return render(request, "performance/list.html", told)


@page(Action.FILL_FORM, methods=_FORM)
def add(request: Asked) -> HttpResponse:
    """Register a project."""
    start = {"year": year_of(request.GET.dict())}
    form = NewProjectForm(request.POST or None, initial=start, units=_own_units(request))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = filling.begin(told["unit"], told["year"], request.user, told["code"], told["name"])
            return redirect("performance:form", made.pk)
        except filling.FormError as refusal:
            form.add_error("name", str(refusal))
    return render(request, "shared/form.html", {"form": form, "title": "登记项目", "button": "登记并填表"})


@page(Action.FILL_FORM, methods=_FORM)
def bring(request: Asked) -> HttpResponse:
    """Take in a workbook of projects or filled forms."""
    start = {"year": year_of(request.GET.dict())}
    form = TakeInForm(request.POST or None, request.FILES or None, initial=start, units=_own_units(request))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = books.take_in(told["unit"], told["year"], request.user, told["file"], told["kind"])
            return render(request, "performance/taken.html", {"made": made, "year": told["year"]})
        except (ApartError, filling.FormError, OSError) as refusal:
            form.add_error("file", str(refusal))
    return render(request, "shared/form.html", {"form": form, "title": "导入项目", "button": "导入"})


@page(Action.SEE_PROJECTS, of=Organisation, with_=("above__above",))
def export(request: Asked, organisation: Organisation) -> HttpResponse:
    """A unit's workbook of projects."""
    year = year_of(request.GET.dict())
    return download(books.project_book(organisation, year), f"{organisation}{year}年度项目.xlsx")


@page(Action.SEE_PROJECTS, of=RegisteredProject, with_=_WITH)
def project(request: Asked, project: RegisteredProject) -> HttpResponse:
    """A project: its form to be read, its history, and what can be done next."""
    return render(request, "performance/project.html", project_page(project, request.user))


@page(Action.FILL_FORM, of=RegisteredProject, with_=_WITH, methods=_FORM)
def form(request: Asked, project: RegisteredProject) -> HttpResponse:
    """The form of a project, to be filled in."""
    if request.method != "POST":
        told = {"project": project, "form": form_page(project), "forget": "saved" in request.GET}
        return render(request, "performance/form.html", told)
    typed, edition = filling.typed_in(request.POST.dict()), request.POST.get("edition", "")
    try:
        saved = filling.save(project, request.user, typed, int(edition) if edition.isdecimal() else 0)
        return _handed_in(request, saved)
    except (filling.ChangedMeanwhileError, filling.FormError) as refusal:
        latest = getattr(refusal, "latest", project)
        told = {"project": latest, "form": form_page(latest, typed), "refusal": refusal}
        return render(request, "performance/form.html", told, status=409)


def _handed_in(request: Asked, project: RegisteredProject) -> HttpResponse:
    """Where one goes from a saved form: on filling, or to the project once it is handed in."""
    if request.POST.get("do") != "hand_in":
        messages.success(request, f"草稿已保存（第 {project.edition} 次）。")
        return redirect(f"{project.form_address}?saved")
    try:
        moves.hand_in(project, request.user)
        messages.success(request, "已提交，等单位负责人确认。")
        return redirect(f"{project.address}?saved")
    except moves.ProjectMoveError as refusal:
        messages.error(request, f"草稿已保存。{refusal}")
        return redirect(f"{project.form_address}?saved")


@page(Action.FILL_FORM, of=RegisteredProject, with_=_WITH, methods=("POST",))
def sums(request: Asked, project: RegisteredProject) -> HttpResponse:
    """What a form comes to as it is typed; nothing is saved."""
    shown = live_sums(project, request.POST.dict())
    return render(request, "performance/sums.html", {"project": project, "live": True} | shown)


@page(Action.SEE_PROJECTS, of=RegisteredProject, with_=_WITH, methods=("POST",))
def move(request: Asked, project: RegisteredProject) -> HttpResponse:
    """One step of a project."""
    try:
        moves.make(request.POST.get("move", ""), project, request.user, request.POST.get("words", ""))
        messages.success(request, "已办理。")
    except moves.ProjectMoveError as refusal:
        messages.error(request, str(refusal))
    left = RegisteredProject.objects.filter(pk=project.pk).exists()
    return redirect(project.address if left else f"{reverse('performance:list')}?year={project.year}")


@page(Action.SEE_PROJECTS, of=RegisteredProject, with_=_WITH)
def file(request: Asked, project: RegisteredProject) -> HttpResponse:
    """The form as it is printed, in Word, Excel or PDF."""
    try:
        data, name = printed_form(project, request.GET.get("as", "docx"))
        return download(data, name, "application/octet-stream")
    except NotPrintableError as refusal:
        messages.error(request, str(refusal))
        return redirect("performance:project", project.pk)
