"""Every wing's objects have their table; an object of none shows nothing."""

from __future__ import annotations

from mingzhang.web.joins.every import SHOWN, joined_of
from mingzhang.web.joins.shown import Joined
from mingzhang.web.people.models import Role
from tests.web.conftest import District


def test_an_object_that_nothing_is_joined_to_shows_nothing(district: District) -> None:
    assert joined_of(district.region, district.person(Role.LEADER)) == Joined()
    assert district.department.__class__ not in SHOWN
