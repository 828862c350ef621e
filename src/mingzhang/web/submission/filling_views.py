"""The pages on which the workbook of a submission is filled in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from mingzhang.web.people.rights import Action
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.submission import filling
from mingzhang.web.submission.models import Submission
from mingzhang.web.submission.taking import REFUSALS

_WITH = (
    "organisation",
    "season__organisation",
    "requirement",
    "current",
    "building__workbook",
    "building__by",
)


@page(Action.PREPARE, of=Submission, with_=_WITH, methods=("GET", "HEAD", "POST"))
def fill(request: Asked, submission: Submission) -> HttpResponse:
    """One sheet: what was typed, its sums, what is wrong; saved at any time, right or wrong."""
    asked, given = filling.asked(request.POST or request.GET)
    meanwhile = None
    if request.method == "POST":
        try:
            filling.save(submission, request.user, asked, given, filling.edition(request.POST.get("edition")))
            return redirect(
                f"{reverse('submission:fill', args=[submission.pk])}?{urlencode({'sheet': asked})}"
            )
        except filling.FilledMeanwhileError as late:
            meanwhile = late
    shown = filling.shown(submission, asked, given if meanwhile else None, whole="whole" in request.GET)
    known = {"submission": submission, "shown": shown, "meanwhile": meanwhile}
    return render(request, "submission/fill.html", known, status=409 if meanwhile else 200)


@page(Action.PREPARE, of=Submission, with_=_WITH, methods=("POST",))
def build(request: Asked, submission: Submission) -> HttpResponse:
    """Build the document from what was filled in, or go on from the uploaded workbook."""
    try:
        if "take_over" in request.POST:
            count = filling.take_over(submission, request.user)
            messages.success(request, f"已把上传的填报表放进网页，共 {count} 张表，可以接着填。")
            return redirect("submission:fill", submission.pk)
        filling.build(submission, request.user)
    except (*REFUSALS, filling.FilledMeanwhileError) as refusal:
        messages.error(request, str(refusal))
        return redirect("submission:fill", submission.pk)
    return redirect("submission:build", submission.pk)
