"""The pages on which a document is built from a workbook."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from mingzhang.web.people.rights import Action
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.submission import building
from mingzhang.web.submission.building_models import Building
from mingzhang.web.submission.forms import WorkbookForm
from mingzhang.web.submission.models import Submission
from mingzhang.web.submission.moves import IllegalMoveError
from mingzhang.web.submission.taking import REFUSALS

_WITH = ("organisation", "season__organisation", "requirement", "current", "building__by")
_BYTES = "application/octet-stream"


@page(Action.PREPARE, of=Submission, with_=_WITH, methods=("GET", "HEAD", "POST"))
def build(request: Asked, submission: Submission) -> HttpResponse:
    """Upload a filled workbook, and see what is open in it: one question at a time."""
    made: Building | None = getattr(submission, "building", None)
    seen = {"seen": made.workbook_id if made else ""}
    form = WorkbookForm(request.POST or None, request.FILES or None, initial=seen)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            building.begin(submission, request.user, given["workbook"], given["seen"])
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
        return redirect("submission:build", submission.pk)
    return render(
        request, "submission/build.html", {"submission": submission, "form": form, "building": made}
    )


@page(Action.SEE_SUBMISSION, of=Submission, with_=(*_WITH, "building__workbook"))
def workbook(request: Asked, submission: Submission) -> HttpResponseBase:
    """A filled workbook as it was uploaded, also one that another has taken the place of."""
    made: Building | None = getattr(submission, "building", None)
    asked = request.GET.get("former", "")
    found = made and building.workbook(made, int(asked) if asked.isdecimal() else None)
    if not found or not found[0].path.is_file():
        raise Http404
    return FileResponse(found[0].path.open("rb"), as_attachment=True, filename=found[1], content_type=_BYTES)


@page(Action.PREPARE, of=Submission, with_=_WITH)
def template(request: Asked, submission: Submission) -> HttpResponse:  # noqa: ARG001 (a page's form)
    """The workbook to be filled in."""
    sent = HttpResponse(building.template(submission), content_type=_BYTES)
    name = f"{submission.organisation}{submission.season.year}年度填报表.xlsx"
    sent.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return sent


@page(Action.PREPARE, of=Submission, with_=_WITH, methods=("POST",))
def answer(request: Asked, submission: Submission) -> HttpResponse:
    """Answer a question of the workbook."""
    made: Building | None = getattr(submission, "building", None)
    question, words = (request.POST.get(name, "").strip() for name in ("question", "words"))
    try:
        if made is None:
            raise IllegalMoveError("还没有上传填报表。")
        building.answer(made, request.user, question, words)
    except IllegalMoveError as refusal:
        messages.error(request, str(refusal))
    return redirect("submission:build", submission.pk)
