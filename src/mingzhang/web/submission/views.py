"""The pages of a submission: its whole history, one version, and what is done to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.submission import moves
from mingzhang.web.submission.checking import start
from mingzhang.web.submission.forms import UploadForm
from mingzhang.web.submission.models import LockedError, Submission, Version
from mingzhang.web.submission.offered import offered

_WITH = ("organisation__above", "season__organisation", "requirement", "current", "public")


@page(Action.SEE_SUBMISSION, of=Submission, with_=_WITH)
def whole(request: Asked, submission: Submission) -> HttpResponse:
    """One page with the whole history: the versions, every move, and what may be done now."""
    shown = {
        "submission": submission,
        "versions": submission.versions.select_related("made_by").order_by("-number"),
        "moves": submission.moves.select_related("by", "version").order_by("-pk"),
        "offered": offered(submission, request.user),
        "form": UploadForm() if may(request.user, Action.PREPARE, submission) else None,
    }
    return render(request, "submission/whole.html", shown)


@page(Action.PREPARE, of=Submission, with_=_WITH, methods=("POST",))
def upload(request: Asked, submission: Submission) -> HttpResponse:
    """Take a file as the next version, and start its check."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        for error in form.errors.values():
            messages.error(request, " ".join(map(str, error)))
        return redirect("submission:whole", submission.pk)
    file, note = form.cleaned_data["document"], form.cleaned_data["note"]
    try:
        made = moves.add_version(submission, request.user, file.name, file.chunks(), note)
    except (LockedError, moves.IllegalMoveError) as refusal:
        messages.error(request, str(refusal))
        return redirect("submission:whole", submission.pk)
    start(made)
    return redirect("submission:version", made.pk)


@page(Action.SEE_SUBMISSION, of=Submission, with_=_WITH, methods=("POST",))
def move(request: Asked, submission: Submission) -> HttpResponse:
    """Make one of the moves that are offered; the moves themselves ask for right and state."""
    try:
        moves.make(request.POST.get("move", ""), submission, request.user, request.POST.get("words", ""))
    except (LockedError, moves.IllegalMoveError) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已办理。")
    return redirect("submission:whole", submission.pk)


@page(Action.SEE_SUBMISSION, of=Version, with_=tuple(f"submission__{name}" for name in _WITH))
def version(request: Asked, version: Version) -> HttpResponse:
    """What the check found in a version."""
    return render(request, "submission/version.html", {"version": version})


@page(Action.SEE_SUBMISSION, of=Version, with_=("submission__organisation",))
def progress(request: Asked, version: Version) -> HttpResponse:
    """How far the check is: a fragment that asks for itself until it is done."""
    return render(request, "submission/progress.html", {"version": version})
