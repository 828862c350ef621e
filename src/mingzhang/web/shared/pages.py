"""A page is a view that says what one must be allowed to do to see it; a view without that is no page.

The test of rights walks every address and refuses a view that was not made here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, resolve_url
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_http_methods

from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may

_CHANGING = "password"  # the page on which one's own password is changed
View = Callable[..., HttpResponseBase]


class Asked(HttpRequest):
    """A request of somebody who signed in."""

    user: Person


def page(
    action: Action,
    of: type[Model] | None = None,
    with_: tuple[str, ...] = (),
    methods: tuple[str, ...] = ("GET", "HEAD"),
) -> Callable[[View], View]:
    """Make a view a page: its right is asked before it runs, of the object that its address names.

    ``of`` is the model whose ``pk`` the address carries; the view gets the object instead, read together with
    the relations ``with_``.  A view that changes something lists ``POST`` among its ``methods``.

    Who is not signed in is sent to sign in and comes back; who is and may not gets 403, and an object that is
    not there 404.
    """

    def made(view: View) -> View:
        @require_http_methods(list(methods))
        @wraps(view)
        def asked(request: Any, *args: Any, pk: int | None = None, **kwargs: Any) -> HttpResponseBase:
            if action is not Action.SEE_PUBLIC and not request.user.is_authenticated:
                return _sign_in(request, "GET" in methods)
            if action is not Action.SEE_PUBLIC and request.user.must_change and view.__name__ != _CHANGING:
                return redirect(f"people:{_CHANGING}")  # somebody else knows the password
            request.GET = _of_characters(request.GET)
            if of is None:
                _require(may(request.user, action), action)
                return view(request, *args, **kwargs)
            target = of._default_manager.select_related(*with_).filter(pk=pk).first()
            if target is None:
                raise Http404
            _require(may(request.user, action, target), action)  # type: ignore[arg-type]
            return view(request, target, *args, **kwargs)

        asked.action = action  # type: ignore[attr-defined]
        asked.of = of  # type: ignore[attr-defined]
        asked.methods = methods  # type: ignore[attr-defined]
        return asked

    return made


def page_above(request: HttpRequest) -> str:
    """The nearest page above the address of a request that who asks may see; the first page where none is."""
    parts = request.path.strip("/").split("/")
    for count in range(len(parts) - 1, 0, -1):
        address = f"/{'/'.join(parts[:count])}/"
        try:
            view, _, named = resolve(address)
        except Resolver404:
            continue
        if "GET" in getattr(view, "methods", ()) and _sees(request, view, named.get("pk")):
            return address
    return "/"


def _sees(request: HttpRequest, view: Any, pk: int | None) -> bool:
    target = view.of and view.of._default_manager.filter(pk=pk).first()
    return may(request.user, view.action, target) if target or not view.of else False


def _of_characters(asked: QueryDict) -> QueryDict:
    """What is asked for without NUL, which no keyboard types and PostgreSQL takes in no text."""
    if not any("\0" in word for _, words in asked.lists() for word in words):
        return asked
    cleaned = asked.copy()
    for name, words in asked.lists():
        cleaned.setlist(name, [word.replace("\0", "") for word in words])
    return cleaned


def _require(allowed: bool, action: Action) -> None:
    if not allowed:
        raise PermissionDenied(f"没有“{action.value}”的权限。")


def _sign_in(request: HttpRequest, shows: bool) -> HttpResponse:
    """To the sign-in page and back; a fragment of a page tells htmx to load the whole.

    What only takes a form has no page: one comes back to the page that sent it, which keeps what was typed.
    """
    back = request.get_full_path()
    if not shows:
        sent = urlsplit(request.headers.get("Referer", ""))
        back = sent.path if sent.netloc == request.get_host() and sent.path else "/"
    if request.headers.get("HX-Request"):  # a fragment has no page of its own
        shown = urlsplit(request.headers.get("HX-Current-URL", back))
        back = f"{shown.path}?{shown.query}" if shown.query else shown.path
    address = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
