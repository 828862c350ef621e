"""Nothing is shown of what is joined to nothing."""

from __future__ import annotations

from mingzhang.web.joins.every import EVERY
from mingzhang.web.joins.shown import Joined, joined_of
from mingzhang.web.people.models import Person, Role
from tests.web.conftest import District


def test_an_object_that_nothing_is_joined_to_shows_nothing(district: District) -> None:
    assert joined_of(district.region, district.person(Role.LEADER)) == Joined()
    assert joined_of(district.department, Person()).offers == []
    assert all(module.__doc__ for module in EVERY)
