"""Everybody who is late is urged, once a day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingzhang.web.supervision.urging import slips_page, urge_late
from tests.web.conftest import DAY, District, set_today
from tests.web.supervision.courses import LEADER, OFFICE, assigned, signed_for


def test_once_a_day(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    signed_for(district, others=True)
    assigned(district)
    who = district.person(OFFICE)
    assert urge_late(district.region, who) == 0
    for later in (10, 11):
        set_today(monkeypatch, DAY + timedelta(days=later))
        assert [urge_late(district.region, who) for _ in range(2)] == [3, 0]
    shown = slips_page(who, {})
    assert len(shown["pages"].object_list) == 6 and shown["late"] == 3 and shown["runs"]
    assert not slips_page(district.person(LEADER), {})["runs"]
