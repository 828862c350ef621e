"""The pages of a submission: its whole history, one version, and what is done to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.submission import moves
from mingzhang.web.submission.answers import waivers as accepted
from mingzhang.web.submission.changes import SHOWN, changed_lines, findings_since, former_of
from mingzhang.web.submission.checking import again, stuck
from mingzhang.web.submission.desk import desk
from mingzhang.web.submission.forms import UploadForm, fitting
from mingzhang.web.submission.models import CrossCheck, LockedError, PagePicture, Submission, Version
from mingzhang.web.submission.offered import offered
from mingzhang.web.submission.taking import REFUSALS, taken
from mingzhang.work.waive import SUFFIX, toml_entry

_BYTES = "application/octet-stream"
_WITH = ("organisation__above", "season__organisation", "requirement", "current", "public")
_OF_VERSION = tuple(f"submission__{name}" for name in _WITH)


@page(Action.SEE_SUBMISSION, of=Submission, with_=_WITH)
def whole(request: Asked, submission: Submission) -> HttpResponse:
    """One page with the whole history: the versions, every move, and what may be done now."""
    shown = {
        "submission": submission,
        "versions": submission.versions.select_related("made_by").order_by("-number"),
        "moves": submission.moves.select_related("by", "version").order_by("-pk"),
        "offered": offered(submission, request.user),
        "cross": CrossCheck.objects.filter(version=submission.current).first(),
        "form": UploadForm() if may(request.user, Action.PREPARE, submission) else None,
    }
    return render(request, "submission/whole.html", shown)


@page(Action.PREPARE, of=Submission, with_=_WITH, methods=("POST",))
def upload(request: Asked, submission: Submission) -> HttpResponse:
    """Take a file as the next version, and start its check."""
    form = UploadForm(request.POST, request.FILES)
    try:
        moves.require_open(submission)  # said first: what is locked is not refused for its file
        made = taken(submission, request.user, **fitting(form))
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect("submission:whole", submission.pk)
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


@page(Action.SEE_SUBMISSION, of=Version, with_=(*_OF_VERSION, "text"))
def version(request: Asked, version: Version) -> HttpResponse:
    """The document beside its findings; until it is checked, how far the check is."""
    shown = {"version": version, "desk": desk(version, request.user), "stuck": stuck(version)}
    shown["offered"] = offered(version.submission, request.user)
    return render(request, "submission/version.html", shown)


@page(Action.SEE_SUBMISSION, of=Version, with_=(*_OF_VERSION, "lines"))
def changes(request: Asked, version: Version) -> HttpResponse:
    """What changed since another version; whoever signs looks here first."""
    asked = request.GET.get("with", "")
    former = former_of(version, int(asked) if asked.isdecimal() else None) or former_of(version)
    shown: dict[str, object] = {"version": version, "limit": f":{SHOWN}"}
    if former is not None:
        since = findings_since(former, version)
        groups = [("新出的问题", since.new), ("仍在的问题", since.left), ("消除的问题", since.gone)]
        others = version.submission.versions.exclude(pk=version.pk)
        shown |= {"since": since, "groups": groups, "others": others, "lines": changed_lines(former, version)}
    return render(request, "submission/changes.html", shown)


@page(Action.SEE_SUBMISSION, of=PagePicture, with_=("version__submission__organisation", "picture"))
def leaf(request: Asked, leaf: PagePicture) -> HttpResponseBase:  # noqa: ARG001 (a page's form)
    """The picture of a page: drawn by us, never the file itself."""
    if not leaf.picture.path.is_file():
        raise Http404
    shown = FileResponse(leaf.picture.path.open("rb"), content_type="image/png")
    shown["Cache-Control"] = "private, max-age=86400, immutable"
    return shown


@page(Action.SEE_SUBMISSION, of=Version, with_=("submission__organisation", "document"))
def download(request: Asked, version: Version) -> HttpResponseBase:  # noqa: ARG001 (a page's form)
    """The file as it was handed in: to be saved, never shown from this address."""
    if not version.document.path.is_file():
        raise Http404
    file = version.document.path.open("rb")
    return FileResponse(file, as_attachment=True, filename=version.filename, content_type=_BYTES)


@page(Action.SEE_SUBMISSION, of=Version, with_=_OF_VERSION)
def waivers(request: Asked, version: Version) -> HttpResponse:  # noqa: ARG001 (a page's form)
    """The accepted explanations as the file that the command line reads beside the document."""
    told = "\n\n".join(toml_entry(waiver) for _, waiver in accepted(version.submission))
    sent = HttpResponse(f"{told}\n", content_type=_BYTES)
    name = content_disposition_header(True, f"{version.filename}{SUFFIX}")
    sent.headers["Content-Disposition"] = name or "attachment"
    return sent


@page(Action.PREPARE, of=Version, with_=("submission__organisation",), methods=("POST",))
def recheck(request: Asked, version: Version) -> HttpResponse:
    """Check again what could not be checked."""
    if not again(version):
        messages.error(request, "这一版正在检查，或已检查完毕；请刷新页面。")
    return redirect("submission:version", version.pk)


@page(Action.SEE_SUBMISSION, of=Version, with_=("submission__organisation",))
def progress(request: Asked, version: Version) -> HttpResponse:
    """How far the check is: a fragment that asks for itself until it is done."""
    return render(request, "submission/progress.html", {"version": version, "stuck": stuck(version)})
