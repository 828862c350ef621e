"""Operations that check and build."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from ninja import File, Router, Status
from ninja.files import UploadedFile

from mingzhang.web.api.jobs import ask, told
from mingzhang.web.api.models import ApiJob, JobKind, Scope
from mingzhang.web.api.operations import Call, operation
from mingzhang.web.api.schemas import JobOut, Result
from mingzhang.web.api.uploads import fit
from mingzhang.web.people.rights import Action

router = Router(tags=["检查和生成"])
_OWN: dict[str, Any] = {"action": Action.ENTER, "of": ApiJob, "with_": ("result",), "own": True}


@operation(router, "POST", "/checks", Action.ENTER, JobOut, Scope.CHECK, status=202)
def ask_for_check(request: Call, file: File[UploadedFile]) -> Any:
    """交来一个文件检查。"""
    fit(file)
    return Status(202, told(ask(request.user, JobKind.CHECK, file)))


@operation(router, "GET", "/checks/{int:pk}", answer=JobOut, scope=Scope.CHECK, **_OWN)
def check_job(request: Call, pk: int) -> Any:  # noqa: ARG001 (the address)
    """一次检查办到哪里。"""
    return told(request.target)


@operation(router, "GET", "/checks/{int:pk}/result", answer=Result, scope=Scope.CHECK, **_OWN)
def check_result(request: Call, pk: int) -> Any:  # noqa: ARG001 (the address)
    """检查结果（mingzhang/check/2）。"""
    if request.target.kind != JobKind.CHECK or request.target.result is None:
        raise Http404
    return HttpResponse(
        request.target.result.path.read_bytes(), content_type="application/json; charset=utf-8"
    )


@operation(router, "POST", "/builds", Action.ENTER, JobOut, Scope.BUILD, status=202)
def ask_for_build(request: Call, file: File[UploadedFile]) -> Any:
    """交来一份填报表，生成公开文本。"""
    fit(file)
    return Status(202, told(ask(request.user, JobKind.BUILD, file)))


@operation(router, "GET", "/builds/{int:pk}", answer=JobOut, scope=Scope.BUILD, **_OWN)
def build_job(request: Call, pk: int) -> Any:  # noqa: ARG001 (the address)
    """一次生成办到哪里，还有什么要解决。"""
    return told(request.target)


@operation(router, "GET", "/builds/{int:pk}/files", answer=None, scope=Scope.BUILD, **_OWN)
def build_files(request: Call, pk: int) -> Any:  # noqa: ARG001 (the address)
    """生成的全部文件（zip）。"""
    job = request.target
    if job.kind != JobKind.BUILD or job.result is None:
        raise Http404
    return FileResponse(job.result.path.open("rb"), as_attachment=True, filename=f"公开文本{job.pk}.zip")
