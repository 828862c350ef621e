"""Operations about submissions: as much as the person of the token may."""

from __future__ import annotations

from typing import Any, Literal

from django.http import Http404, HttpResponse
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile

from mingzhang.web.api.models import Scope
from mingzhang.web.api.operations import Call, operation
from mingzhang.web.api.paged import paged
from mingzhang.web.api.schemas import (
    MoveIn,
    Page,
    Result,
    Size,
    SubmissionOut,
    SubmissionsOut,
    VersionOut,
    Year,
)
from mingzhang.web.api.uploads import fit
from mingzhang.web.people.rights import Action, where
from mingzhang.web.register.models import Organisation
from mingzhang.web.submission import moves
from mingzhang.web.submission.models import Submission, Version
from mingzhang.web.submission.taking import taken

router = Router(tags=["报送"])
_WITH = ("organisation__above", "season__organisation", "requirement", "current")
_ONE: dict[str, Any] = {"of": Submission, "with_": _WITH}
_State = Literal["", "draft", "submitted", "returned", "approved", "published"]


@operation(router, "GET", "/submissions", Action.SEE_SUBMISSION, SubmissionsOut, Scope.READ)
def list_submissions(
    request: Call, year: Year | None = None, status: _State = "", page: Page = 1, size: Size = 50
) -> Any:
    """权限以内的应报材料。"""
    within = Organisation.objects.below(*where(request.user, Action.SEE_SUBMISSION))
    found = Submission.objects.shown().filter(organisation__in=within).order_by("-season__year", "pk")
    found = found.filter(season__year=year) if year else found
    return paged(found.filter(current__status=status) if status else found, page, size, told)


@operation(router, "GET", "/submissions/{int:pk}", Action.SEE_SUBMISSION, SubmissionOut, Scope.READ, **_ONE)
def one_submission(request: Call, pk: int) -> Any:  # noqa: ARG001 (the address)
    """一份应报材料办到哪里。"""
    return told(request.target)


@operation(
    router,
    "POST",
    "/submissions/{int:pk}/versions",
    Action.PREPARE,
    VersionOut,
    Scope.WRITE,
    status=201,
    **_ONE,
)
def add_version(
    request: Call,
    pk: int,  # noqa: ARG001 (the address)
    file: File[UploadedFile],
    note: Form[str] = "",
) -> Any:
    """上传新版，随即检查。"""
    moves.require_open(request.target)  # said first: what is locked is not refused for its file
    fit(file, note)
    return Status(201, told_version(taken(request.target, request.user, [file], note)))


@operation(
    router, "POST", "/submissions/{int:pk}/moves", Action.SEE_SUBMISSION, SubmissionOut, Scope.WRITE, **_ONE
)
def move(request: Call, pk: int, payload: MoveIn) -> Any:
    """办理：报送、撤回、同意、退回、公开、重新开放。"""
    moves.make(payload.move, request.target, request.user, payload.words)
    return told(Submission.objects.shown().get(pk=pk))


@operation(
    router,
    "GET",
    "/versions/{int:pk}/result",
    Action.SEE_SUBMISSION,
    Result,
    Scope.READ,
    of=Version,
    with_=("submission__organisation", "result"),
)
def version_result(request: Call, pk: int) -> Any:  # noqa: ARG001 (the address)
    """一版的检查结果（mingzhang/check/2）。"""
    if request.target.result is None:
        raise Http404
    return HttpResponse(
        request.target.result.path.read_bytes(), content_type="application/json; charset=utf-8"
    )


def told(submission: Submission) -> dict[str, Any]:
    """A submission as the interface tells it."""
    role = submission.next_role
    return {
        "id": submission.pk,
        "organisation": submission.organisation.name,
        "code": submission.organisation.code,
        "year": submission.season.year,
        "kind": submission.season.kind,
        "title": submission.requirement.title,
        "due": submission.due,
        "status": submission.status or "not_started",
        "said": submission.said,
        "overdue": submission.overdue,
        "next_role": None if role is None else role.value,
        "current": None if submission.current is None else told_version(submission.current),
    }


def told_version(version: Version) -> dict[str, Any]:
    """A version as the interface tells it."""
    names = ("number", "filename", "note", "status", "check_state", "check_said", "made")
    return {"id": version.pk} | {name: getattr(version, name) for name in names}
