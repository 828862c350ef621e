"""Sessions: who comes in by password is logged, and who does nothing for long signs in again."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from mingzhang.web.audit.log import record

_SEEN = "seen"
_STEP = 300  # seconds: a session is not written anew at every page


class SignInView(LoginView):
    """Signing in by password, with an entry in the log."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Signed in."""
        answered = super().form_valid(form)
        person = form.get_user()
        record(person, "登录", person, "用密码登录")
        return answered


def note_arrival(sender: object, request: HttpRequest, **_: Any) -> None:  # noqa: ARG001 (a receiver's form)
    """Begin to count when somebody signs in."""
    request.session[_SEEN] = int(time.time())


user_logged_in.connect(note_arrival, dispatch_uid="sessions")


def idle(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """End a session in which nothing was done for longer than ``SESSION_IDLE`` seconds.

    What was typed is still in the page, which asks to sign in and comes back.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        seen = request.session.get(_SEEN) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        if seen is not None:
            since = int(time.time()) - seen
            if since > settings.SESSION_IDLE:
                logout(request)
            elif abs(since) >= _STEP:  # also where the clock was set back
                request.session[_SEEN] = int(time.time())
        return get_response(request)

    return answer
