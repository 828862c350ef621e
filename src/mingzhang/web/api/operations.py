"""An operation of the interface says what one must be allowed to do, as a page does.

The test of rights walks every operation and refuses one that was not made here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest
from ninja import Router
from ninja.security import HttpBearer

from mingzhang.web.api.models import ApiToken, Scope
from mingzhang.web.api.schemas import ProblemOut
from mingzhang.web.api.throttle import TokenThrottle
from mingzhang.web.api.tokens import holder
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may


class Call(HttpRequest):
    """A request of a program that acts for a person; ``target`` is the object that the address names."""

    user: Person
    auth: ApiToken
    target: Any


class BearerToken(HttpBearer):
    """The token of a request."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The token, where it is good; the request is then its person's."""
        found = holder(token)
        if found is not None:
            request.user = found.person
        return found


@dataclass(frozen=True)
class ApiOperation:
    """What an operation asks for: the right, the scope of the token, the model of its object."""

    method: str
    path: str
    action: Action
    scope: Scope | None
    of: type[Model] | None


OPERATIONS: list[ApiOperation] = []
_BEARER, _THROTTLE = BearerToken(), TokenThrottle()


def operation(
    router: Router,
    method: str,
    path: str,
    action: Action,
    answer: Any,
    scope: Scope | None = None,
    *,
    of: type[Model] | None = None,
    with_: tuple[str, ...] = (),
    own: bool = False,
    status: int = 200,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a function an operation: right and scope are asked before it runs, of the object in its address.

    Without a ``scope`` everybody may call it.  ``own`` limits the objects to those of the person.
    """
    asks = ApiOperation(method, path, action, scope, of)

    def made(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def asked(request: Any, **given: Any) -> Any:
            if scope is not None and scope not in request.auth.scopes:
                raise PermissionDenied(f"这个令牌没有“{scope.label}”的范围。")
            request.target = _target(request, asks, given.get("pk"), with_, own)
            return view(request, **given)

        # ninja looks for the names of types where the function stands, which is here.
        asked.__signature__ = signature(view, eval_str=True)  # type: ignore[attr-defined]
        router.add_api_operation(
            path,
            [method],
            asked,
            auth=None if scope is None else _BEARER,
            throttle=[_THROTTLE],
            response={status: answer, **dict.fromkeys(_errors(asks), ProblemOut)},
            operation_id=view.__name__,
            summary=(view.__doc__ or "").splitlines()[0].rstrip("。"),
        )
        OPERATIONS.append(asks)
        return asked

    return made


def _errors(asks: ApiOperation) -> list[int]:
    """The codes of errors that an operation may answer with."""
    codes = [400, 422]
    codes += [401, 403] if asks.scope is not None else []
    codes += [404] if asks.of is not None else []
    return codes + ([409, 413, 507] if asks.method == "POST" else []) + [429, 503]


def _target(request: Any, asks: ApiOperation, pk: int | None, with_: tuple[str, ...], own: bool) -> Any:
    """The object in the address, where the person may do this to it."""
    if asks.of is None:
        found = None
    else:
        wanted = asks.of._default_manager.select_related(*with_).filter(pk=pk)
        found = (wanted.filter(person=request.user) if own else wanted).first()
        if found is None:
            raise Http404
    if not may(request.user, asks.action, None if own else found):  # type: ignore[arg-type]
        raise PermissionDenied(f"没有“{asks.action.value}”的权限。")
    return found
