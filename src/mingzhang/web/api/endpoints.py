"""The interface as a whole: its parts, its errors, its description."""

from __future__ import annotations

import json
import logging
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.responses import NinjaJSONEncoder

from mingzhang.version import VERSION
from mingzhang.web.api import publications, seasons, submissions, work
from mingzhang.web.api.problem import MEDIA_TYPE, faults, problem
from mingzhang.web.submission.forms import UnfitError
from mingzhang.web.submission.models import LockedError
from mingzhang.web.submission.moves import IllegalMoveError
from mingzhang.web.submission.taking import UnkeptError

_LOG = logging.getLogger(__name__)

api = NinjaAPI(
    title="明账",
    version=VERSION,
    description="检查、生成、报送和公开数据。令牌在“接口令牌”页建立。",
    openapi_url=None,  # served by a page of ours
    docs_url=None,  # would be loaded from outside
    urls_namespace="api",
)
for _part in (work, submissions, seasons, publications):
    api.add_router("", _part.router)


def description() -> dict[str, Any]:
    """The OpenAPI document; errors are told in their own form."""
    made: dict[str, Any] = json.loads(
        json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), cls=NinjaJSONEncoder)
    )
    for path in made["paths"].values():
        for operation in path.values():
            for code, answer in operation["responses"].items():
                if int(code) >= 400 and "application/json" in answer.get("content", {}):
                    answer["content"] = {MEDIA_TYPE: answer["content"]["application/json"]}
    made["paths"]["/api/v1/builds/{pk}/files"]["get"]["responses"]["200"]["content"] = {
        "application/zip": {"schema": {"type": "string", "format": "binary"}}
    }
    return made


def _told(request: HttpRequest, fault: Exception | type[Exception]) -> HttpResponse:  # noqa: ARG001
    """Any refusal as a problem; what nobody foresaw is logged and told as ours."""
    if isinstance(fault, ValidationError):
        found = faults(fault.errors)
        detail = "；".join(f"{each['where']}：{each['what']}" for each in found)
        return problem(422, f"请求的内容不合要求：{detail}。", errors=found)
    for kind, status in _STATUS.items():
        if isinstance(fault, kind):
            return problem(status, "" if kind in _UNSAID else str(fault))
    if isinstance(fault, Throttled):
        refused = problem(429)
        refused["Retry-After"] = str(fault.wait or 1)
        return refused
    if isinstance(fault, HttpError):
        return problem(fault.status_code)
    _LOG.error("the interface failed", exc_info=True)
    return problem(500)


_UNSAID = (Http404, AuthenticationError, OperationalError, InterfaceError)  # we have words of our own
_STATUS: dict[type[Exception], int] = {
    AuthenticationError: 401,
    PermissionDenied: 403,
    Http404: 404,
    LockedError: 409,
    IllegalMoveError: 409,
    UnfitError: 422,
    UnkeptError: 507,
    OperationalError: 503,
    InterfaceError: 503,
}
for _kind in (Exception, HttpError, Throttled, ValidationError, *_STATUS):
    api.add_exception_handler(_kind, _told)
