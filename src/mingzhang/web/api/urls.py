"""Addresses of the interface; what is none of them is told in its own form."""

from __future__ import annotations

from typing import Any

from django.urls import path, re_path

from mingzhang.web.api import views
from mingzhang.web.api.endpoints import api

app_name = "api"
_OPERATIONS: list[Any] = [each for each in api.urls[0] if getattr(each, "name", "") != "api-root"]
urlpatterns = [
    path("tokens/", views.own_tokens, name="tokens"),
    path("tokens/revoke/", views.revoke, name="revoke"),
    path("v1/openapi.json", views.openapi, name="openapi"),
    *(path(f"v1/{each.pattern}", each.callback, name=each.name) for each in _OPERATIONS),
    re_path("^v1/(?P<rest>.*)$", views.nothing, name="nothing"),
]
