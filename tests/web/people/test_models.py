"""People and posts."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError

from mingzhang.web.people.models import Person, Post, Role
from tests.web.conftest import District


def test_who_has_no_password_cannot_sign_in(district: District) -> None:
    assert not Person.objects.create_user("无").has_usable_password()


def test_a_post_is_held_once_at_a_time(district: District) -> None:
    person = district.person(Role.MANAGER)
    with pytest.raises(IntegrityError):
        Post.objects.create(person=person, role=Role.MANAGER, organisation=district.region)


def test_posts_count_from_their_first_day_to_the_day_before_their_last(district: District) -> None:
    person = district.person(Role.MANAGER)
    person.posts.update(since=date(2026, 3, 16), until=date(2026, 3, 17))
    assert len(person.posts_today()) == 1
    person.posts.update(since=date(2026, 3, 15), until=date(2026, 3, 16))
    assert Person.objects.get(pk=person.pk).posts_today() == []
