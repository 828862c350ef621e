"""Appointing, moving, dismissing: each in the log, no password in it."""

from __future__ import annotations

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
