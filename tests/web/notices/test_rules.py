"""The days of reminders are set once, and logged."""

from __future__ import annotations

from mingzhang.web.audit.models import Entry
from mingzhang.web.notices.rules import set_rules
from mingzhang.web.people.models import Role
from mingzhang.web.season.models import Season
from tests.web.conftest import District


def test_a_change_is_logged_and_none_is_not(district: District) -> None:
    who = district.person(Role.MANAGER)
    for _ in range(2):
        set_rules(district.season, who, [3], [2])
    assert Season.objects.get().remind_before == [3]
    entry = Entry.objects.get(what="催报")
    assert entry.before == {"截止前": [5, 2, 0], "截止后": [1, 3]}
