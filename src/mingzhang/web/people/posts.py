"""Changes of people and posts, each with its entry in the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person, Post


@transaction.atomic
def appoint(who: Person, told: Mapping[str, Any]) -> Person:
    """A new person with a first post."""
    person = Person.objects.create_user(told["username"], told["password"], told["name"])
    person.email, person.must_change = told.get("email", ""), True
    person.save(update_fields=["email", "must_change"])
    post = Post.objects.create(person=person, role=told["role"], organisation=told["organisation"])
    record(who, "新增人员", post, f"新增人员{person.name}，任{post}", None, {"用户名": person.username})
    return person


@transaction.atomic
def save_me(person: Person) -> None:
    """Name and address of somebody, as they say themselves."""
    before = Person.objects.filter(pk=person.pk).values("name", "email").get()
    person.save(update_fields=["name", "email"])
    record(
        person,
        "修改本人资料",
        person,
        "修改了自己的姓名或邮箱",
        before,
        {"name": person.name, "email": person.email},
    )


@transaction.atomic
def save_post(who: Person, person: Person, post: Post) -> None:
    """A post of somebody, new or changed."""
    former = Post.objects.filter(pk=post.pk).values("role", "organisation", "since", "until").first()
    post.person = person
    post.save()
    after = {
        "角色": post.get_role_display(),
        "单位": post.organisation.name,
        "自": post.since,
        "至": post.until,
    }
    record(who, "修改任职" if former else "任职", post, f"{post}，自 {post.since or '即日'}", former, after)


@transaction.atomic
def end_post(who: Person, post: Post) -> None:
    """The post is over; what was done in it stays."""
    record(who, "免去任职", post, f"免去{post}", {"自": post.since, "至": post.until})
    post.delete()


@transaction.atomic
def set_password(who: Person, post: Post, password: str) -> None:
    """A new password for the holder of a post; the password itself is in no log."""
    person = post.person
    person.set_password(password)
    person.must_change = True
    person.save(update_fields=["password", "must_change"])
    record(who, "重设密码", post, f"重设了{person.name}（{person.username}）的密码")
