"""The page of the first start: by the printed address, once."""

from __future__ import annotations

import pytest
from django.test import Client

from mingzhang.web.audit.models import Entry
from mingzhang.web.people.first import token
from mingzhang.web.people.models import Person, Post, Role

TOLD = {
    "region": "甲市乙区",
    "place": "110106",
    "name": "管理员",
    "username": "office",
    "password": "a-long-phrase-of-words",
    "again": "a-long-phrase-of-words",
}
pytestmark = pytest.mark.django_db


def test_the_address_makes_one_administrator_and_then_is_gone() -> None:
    client, address = Client(), f"/people/first/?token={token()}"
    assert "首次设置" in client.get(address).content.decode()
    assert client.post(address, TOLD)["Location"] == "/register/"
    post = Post.objects.get()
    assert (post.role, post.organisation.name, post.organisation.place) == (
        Role.ADMINISTRATOR,
        "甲市乙区",
        "110106",
    )
    assert client.get("/people/new/").status_code == 200, "signed in, and may add the others"
    assert Client().get(address).status_code == 404 and Client().post(address, TOLD).status_code == 404
    assert "首次设置" in Entry.objects.get().sentence and "phrase" not in str(Entry.objects.values())


@pytest.mark.parametrize("given", ["", "?token=x", "?token=Im5vIg:1:x"])
def test_without_the_token_there_is_no_such_page(given: str) -> None:
    assert Client().get(f"/people/first/{given}").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"again": "another"}, "两次输入的密码不一样"),
        ({"password": "123456789012", "again": "123456789012"}, "密码只包含数字"),
        ({"password": "short", "again": "short"}, "至少要 12 位"),
        ({"password": "administrator1", "again": "administrator1", "username": "administrator"}, "太相似"),
        ({"place": "11"}, "六位数字"),
    ],
)
def test_what_is_refused_is_said_in_chinese(wrong: dict[str, str], said: str) -> None:
    shown = Client().post(f"/people/first/?token={token()}", TOLD | wrong).content.decode()
    assert said in shown, shown
    assert not Person.objects.exists()
