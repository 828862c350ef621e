"""The pages of counts: which of them a form's values are bound to, and the rows behind one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.people.rights import Action
from mingzhang.web.performance.filling import ChangedMeanwhileError, FormError
from mingzhang.web.performance.measured import bind, measured_page
from mingzhang.web.performance.measured_models import BoundMeasure
from mingzhang.web.performance.models import RegisteredProject
from mingzhang.web.shared.lists import download, list_workbook
from mingzhang.web.shared.pages import Asked, page

_WITH = ("organisation__above__above", "panel", "saved_by", "confirmed_by")


@page(Action.FILL_FORM, of=RegisteredProject, with_=_WITH, methods=("GET", "HEAD", "POST"))
def measures(request: Asked, project: RegisteredProject) -> HttpResponse:
    """Bind the actual values of a form to what is counted."""
    told = list[str]()
    if request.method == "POST":
        try:
            told = bind(project, request.user, request.POST)
            if not told:
                messages.success(request, "系统计数已绑定。")
                return redirect(project.address)
        except (FormError, ChangedMeanwhileError) as refusal:
            told = [str(refusal)]
        project.refresh_from_db()
    return render(request, "performance/measures.html", measured_page(project) | {"told": told})


@page(Action.SEE_PROJECTS, of=BoundMeasure, with_=("project__organisation__above__above",))
def measure(request: Asked, bound: BoundMeasure) -> HttpResponse:
    """The rows behind a count; as a workbook on request."""
    made = bound.measure
    if "export" in request.GET:
        data = list_workbook(made.name, made.heads, made.rows)
        return download(data, f"{bound.project.name}{made.name}.xlsx")
    return render(request, "performance/measure.html", {"bound": bound, "measure": made})
