"""The tag shows the joins of an object to whoever signed in, and nothing to a stranger."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from mingzhang.web.joins.shown import Joined
from mingzhang.web.joins.templatetags.joined import joined
from mingzhang.web.people.models import Role
from tests.web.conftest import District
from tests.web.joins.test_lines import book_of


def test_a_stranger_is_shown_nothing(district: District) -> None:
    request, book = RequestFactory().get("/"), book_of(district)
    request.user = AnonymousUser()
    assert joined({"request": request}, book)["joined"] == Joined()
    request.user = district.person(Role.PERFORMANCE)
    told = joined({"request": request, "csrf_token": "x"}, book, "任务")
    assert told["joined"].offers and (told["title"], told["csrf_token"]) == ("任务", "x")
