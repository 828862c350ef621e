"""The first page, and the pages for what went wrong."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from mingzhang.web.people.models import Role
from mingzhang.web.shared.views import broken
from tests.web.conftest import District


def test_a_newcomer_is_told_what_this_is(district: District) -> None:
    assert "登录办理" in Client().get("/").content.decode()


def test_who_signed_in_goes_to_the_work(district: District) -> None:
    assert district.client(Role.PREPARER).get("/")["Location"] == "/seasons/"


def test_a_form_without_its_token_says_that_nothing_is_lost(district: District) -> None:
    client = Client(enforce_csrf_checks=True)
    shown = client.post("/people/login/", {"username": "x", "password": "x"})
    assert shown.status_code == 403 and "也没有丢失" in shown.content.decode()


def test_a_fault_of_ours_is_one_sentence(db: None) -> None:
    shown = broken(RequestFactory().get("/"))
    assert shown.status_code == 500 and "没有丢失" in shown.content.decode()


@pytest.mark.parametrize("header", ["Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options"])
def test_headers_that_protect_are_there(db: None, header: str) -> None:
    assert header in Client().get("/").headers
