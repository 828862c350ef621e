"""An end is a link for those who may open it, and words for the others."""

from __future__ import annotations

from mingzhang.web.joins.shown import JoinedEnd, open_to
from mingzhang.web.people.models import Role
from mingzhang.web.people.rights import Action
from tests.web.conftest import District


def test_an_end_is_a_link_only_for_those_who_may_open_it(district: District) -> None:
    leader = district.person(Role.LEADER)
    assert open_to(leader, Action.SEE_MATTERS, district.department, "/x") == "/x"
    assert open_to(leader, Action.SEE_MATTERS, district.other_region, "/x") == ""
    assert open_to(district.person(Role.PREPARER), Action.SEE_MATTERS, district.department, "/x") == ""
    assert not JoinedEnd("督查事项", "2026-001").address
