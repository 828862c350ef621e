"""The pages of the performance office: a panel is opened, followed, written up and closed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.people.rights import Action
from mingzhang.web.performance import panels
from mingzhang.web.performance.models import ProjectStage, RegisteredProject
from mingzhang.web.performance.moves import ProjectMoveError
from mingzhang.web.performance.panel_forms import PanelForm
from mingzhang.web.performance.panel_models import ExpertPanel, ExpertSeat
from mingzhang.web.performance.panel_page import panel_page
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page

_FORM = ("GET", "HEAD", "POST")
_UP = "organisation__above__above"
_WITH = (f"project__{_UP}", "project__panel", "docx", "pdf")


@page(Action.RUN_PANELS, of=RegisteredProject, with_=(_UP, "panel"), methods=_FORM)
def open_panel(request: Asked, project: RegisteredProject) -> HttpResponse:
    """Open a panel for a project."""
    form = PanelForm(request.POST or None, project=project)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            chosen = list(told["experts"])
            made = panels.open_panel(
                project, request.user, chosen, told["system"], told["method"], told["due"]
            )
            return redirect("performance:panel", made.pk)
        except ProjectMoveError as refusal:
            form.add_error(None, str(refusal))
    title = f"开启专家评审：{project.name}"
    return render(request, "shared/form.html", {"form": form, "title": title, "button": "开启评审"})


@page(Action.RUN_PANELS, of=ExpertPanel, with_=_WITH, methods=_FORM)
def panel(request: Asked, panel: ExpertPanel) -> HttpResponse:
    """A panel: who is in, the marks once all are, the texts of the report."""
    if request.method != "POST":
        shown = panel_page(panel) | {"forget": "saved" in request.GET}
        return render(request, "performance/panel.html", shown)
    typed = panels.typed_in(request.POST.dict(), panel)
    try:
        panels.write_texts(panel, request.user, typed)
        messages.success(request, "已保存。")
        return redirect(f"{request.path}?saved")
    except (panels.PanelChangedError, ProjectMoveError) as refusal:
        panel.refresh_from_db()
        told = panel_page(panel, typed) | {"refusal": refusal}
        return render(request, "performance/panel.html", told, status=409)


@page(Action.RUN_PANELS, of=ExpertPanel, with_=_WITH, methods=("POST",))
def act(request: Asked, panel: ExpertPanel) -> HttpResponse:
    """Close a panel, or dissolve it."""
    try:
        if request.POST.get("what") == "close":
            panels.close(panel, request.user)
            messages.success(request, "已定稿，评价报告已写出。")
        else:
            panels.dissolve(panel, request.user, request.POST.get("words", "").strip())
            messages.success(request, "评审已撤销。")
    except ProjectMoveError as refusal:
        messages.error(request, str(refusal))
    return redirect("performance:panel", panel.pk)


@page(Action.RUN_PANELS, of=ExpertSeat, with_=(f"panel__{_WITH[0]}",), methods=("POST",))
def give_back(request: Asked, seat: ExpertSeat) -> HttpResponse:
    """Let an expert score again."""
    try:
        panels.give_back(seat, request.user, request.POST.get("words", "").strip())
        messages.success(request, f"已退回{seat.label}的评分。")
    except ProjectMoveError as refusal:
        messages.error(request, str(refusal))
    return redirect("performance:panel", seat.panel_id)


@page(Action.SEE_PROJECTS, of=ExpertPanel, with_=_WITH)
def report(request: Asked, panel: ExpertPanel) -> HttpResponse:
    """The evaluation report, once the project is settled."""
    form = "pdf" if request.GET.get("as") == "pdf" else "docx"
    file = panel.pdf if form == "pdf" else panel.docx
    if file is None or panel.closed is None or panel.project.stage != ProjectStage.SETTLED:
        raise Http404
    name = f"{panel.project.year}年度{panel.project.name}绩效评价报告.{form}"
    return download(file.read(), name, "application/octet-stream")
