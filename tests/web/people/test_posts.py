"""Appointing, moving, dismissing: each in the log, no password in it."""

from __future__ import annotations

from django.test import Client

from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Person, Post, Role
from mingzhang.web.people.posts import appoint, end_post, set_password
from tests.web.conftest import District

WORDS = "一个很长的初始口令"


def test_the_life_of_a_post(district: District) -> None:
    who = district.person(Role.ADMINISTRATOR)
    told = {
        "username": "new",
        "name": "新来",
        "password": WORDS,
        "role": "reviewer",
        "organisation": district.region,
    }
    person = appoint(who, told)
    assert person.check_password(WORDS)
    post = person.posts.get()
    set_password(who, post, WORDS[::-1])
    assert Person.objects.get(pk=person.pk).check_password(WORDS[::-1])
    end_post(who, post)
    assert not Post.objects.filter(person=person).exists()
    assert [e.what for e in Entry.objects.filter(who=who).order_by("number")] == [
        "新增人员",
        "重设密码",
        "免去任职",
    ]
    assert not any(WORDS in str((e.before, e.after, e.sentence)) for e in Entry.objects.all())


def test_a_password_that_another_knows_is_changed_first(district: District) -> None:
    post = Post.objects.get(person=district.person(Role.PREPARER))
    set_password(district.person(Role.ADMINISTRATOR), post, WORDS)
    client = Client()
    client.post("/people/login/", {"username": post.person.username, "password": WORDS})
    board = f"/seasons/{district.season.pk}/"
    assert client.get(board)["Location"] == "/people/password/"
    shown = client.get("/people/password/").content.decode()
    assert "现在的密码是别人给的" in shown and "你的密码" in shown and "Your" not in shown
    own = f"{WORDS}本人已经改过"
    told = {"old_password": WORDS, "new_password1": own, "new_password2": own}
    assert client.post("/people/password/", told)["Location"] == "/"
    assert client.get(board).status_code == 200, "the session went on"
    assert client.get("/public/").status_code == 200
