"""Signing in by the office's provider (OpenID Connect): it says who somebody is; posts say what they may."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from jwt.exceptions import PyJWTError
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView
from requests.exceptions import RequestException

from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person

_LOG = logging.getLogger(__name__)
NO_ACCOUNT = "统一身份认证没有通过，或者系统里没有与您对应的用户：请管理员在“人员”页新增。"
AWAY = "统一身份认证现在连不上，或者它的答复不可信：请稍后再试，或用密码登录。"


class ProviderBackend(OIDCAuthenticationBackend):  # type: ignore[misc] # untyped
    """The person of the user name that the provider gives; nobody is made, who was shut out stays out."""

    def verify_token(self, token: str, **given: Any) -> dict[str, Any]:
        """The claims of a token that is signed, in time, of our provider and meant for us."""
        claims: dict[str, Any] = super().verify_token(token, **given)
        audience = claims.get("aud")
        meant = audience if isinstance(audience, list) else [audience]
        if claims.get("iss") != settings.OIDC_ISSUER or settings.OIDC_RP_CLIENT_ID not in meant:
            raise SuspiciousOperation("the token is of another provider or for another application")
        if "exp" not in claims:
            raise SuspiciousOperation("the token has no end")
        return claims

    def get_userinfo(self, access_token: str, id_token: str, payload: dict[str, Any]) -> dict[str, Any]:
        """What is told of somebody; of another than the token speaks of it is refused."""
        told: dict[str, Any] = super().get_userinfo(access_token, id_token, payload)
        if told.get("sub") != payload.get("sub"):
            raise SuspiciousOperation("what is told is about somebody else")
        return told

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        """Whether the user name is there."""
        return bool(claims.get(settings.OIDC_USERNAME_CLAIM))

    def filter_users_by_claims(self, claims: dict[str, Any]) -> QuerySet[Person]:
        """The person of that user name, who may sign in."""
        return Person.objects.filter(username=claims[settings.OIDC_USERNAME_CLAIM], is_active=True)

    def store_tokens(self, access_token: str, id_token: str) -> None:
        """Nothing is kept of them: they are of no further use here."""


class SignedOnView(OIDCAuthenticationCallbackView):  # type: ignore[misc] # untyped
    """Back from the provider; what went wrong is told on the page of signing in."""

    user: Person

    def get(self, request: Any) -> HttpResponse:
        """Sign in, or say why not."""
        try:
            answered: HttpResponse = super().get(request)
        except (RequestException, PyJWTError, SuspiciousOperation, KeyError, ValueError) as fault:
            _LOG.warning("single sign-on failed: %s", type(fault).__name__)
            return self._refused(AWAY)
        return answered

    def login_success(self) -> HttpResponse:
        """Signed in, with an entry in the log."""
        answered: HttpResponse = super().login_success()
        record(self.user, "登录", self.user, "由统一身份认证登录")
        return answered

    def login_failure(self) -> HttpResponse:
        """Nobody of that name is here, or the provider refused."""
        return self._refused(NO_ACCOUNT)

    def _refused(self, words: str) -> HttpResponse:
        messages.error(self.request, words)
        return redirect("people:login")
