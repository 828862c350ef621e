"""Who acts where: of several people of a role whoever was given it first, and nobody from elsewhere."""

from __future__ import annotations

import pytest

from mingzhang.web.demonstration.posts import holder_of
from mingzhang.web.people.models import Person, Post, Role
from tests.web.conftest import District


def test_the_first_of_a_role_at_the_place(district: District) -> None:
    first = district.person(Role.PREPARER)
    second = Person.objects.create_user("second", None, "第二填报人")
    Post.objects.create(person=second, role=Role.PREPARER, organisation=district.department)
    assert holder_of(Role.PREPARER, district.department) == first
    with pytest.raises(IndexError):
        holder_of(Role.PREPARER, district.region)
