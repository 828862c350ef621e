"""Programs that call the interface, for its tests."""

from __future__ import annotations

from django.test import Client

from mingzhang.web.api import tokens
from mingzhang.web.api.models import Scope
from mingzhang.web.people.models import Role
from mingzhang.web.register.models import Organisation
from tests.web.conftest import District


def caller(
    district: District, role: Role, at: Organisation | None = None, scopes: tuple[Scope, ...] = tuple(Scope)
) -> Client:
    """A program with a token of somebody of the role."""
    token, _ = tokens.make(district.person(role, at), "试验", scopes, 30)
    return Client(headers={"Authorization": f"Bearer {token}"})
