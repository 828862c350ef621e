"""Signing in, signing out, and the throttle."""

from __future__ import annotations

from django.test import Client
from pytest_django.fixtures import Settings

from mingzhang.web.people.models import Role
from tests.web.conftest import District


def sign_in(client: Client, password: str, name: str = "manager") -> int:
    return client.post("/people/login/", {"username": name, "password": password}).status_code


def test_one_comes_back_to_where_one_wanted_to_be(district: District) -> None:
    person = district.person(Role.MANAGER)
    client = Client()
    asked = client.get(f"/seasons/{district.season.pk}/")
    assert asked.status_code == 302
    signed = client.post(asked["Location"], {"username": person.username, "password": "x"})
    assert signed["Location"] == f"/seasons/{district.season.pk}/"


def test_a_fragment_tells_htmx_to_load_the_whole_page(district: District) -> None:
    asked = Client().get(f"/seasons/{district.season.pk}/", headers={"HX-Request": "true"})
    assert asked.status_code == 204 and asked["HX-Redirect"].startswith("/people/login/")


def test_five_wrong_passwords_lock_the_name(district: District, settings: Settings) -> None:
    settings.AXES_ENABLED = True
    name = district.person(Role.MANAGER).username
    codes = [sign_in(Client(), "wrong", name) for _ in range(5)]
    assert codes[:4] == [200] * 4
    assert codes[4] == 429
    assert sign_in(Client(), "x", name) == 429, "the right password does not help before the time is over"


def test_signing_out_needs_a_post(district: District) -> None:
    client = district.client(Role.MANAGER)
    assert client.get("/people/logout/").status_code == 405
    client.post("/people/logout/")
    assert client.get("/people/password/").status_code == 302


def test_a_manager_sees_the_posts_of_the_region(district: District) -> None:
    district.person(Role.PREPARER)
    assert "填报人" in district.client(Role.MANAGER).get("/people/").content.decode()
