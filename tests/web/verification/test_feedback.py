"""Reports go to the units on a day that the office chooses."""

from __future__ import annotations

import pytest

from mingzhang.web.people.models import Role
from mingzhang.web.verification.feedback import feed_back, own_report, reported_to
from mingzhang.web.verification.moves import FieldMoveError
from tests.web.conftest import District
from tests.web.verification.campaigns import prepared, told


def test_a_unit_takes_its_report_once_it_is_sent(district: District) -> None:
    made = told(district).verification
    head, unit = district.person(Role.APPROVER), district.department
    with pytest.raises(FieldMoveError, match="还没有向甲区水务局反馈"):
        own_report(unit, head, {})
    assert own_report(unit, district.person(Role.SUPERVISION), {"year": "2026"})[0][:2] == b"PK"
    assert not reported_to(head)
    assert feed_back(made, district.person(Role.SUPERVISION)) == 1
    assert reported_to(head) == [(unit, made)]
    assert own_report(unit, head, {"year": "2026"})[1] == "甲区水务局2026年度察访核验反馈报告.docx"
    with pytest.raises(FieldMoveError, match="还没有向"):
        own_report(unit, head, {"year": "2019"})


def test_nothing_is_fed_back_before_anything_was_seen(district: District) -> None:
    with pytest.raises(FieldMoveError, match="没有可以反馈"):
        feed_back(prepared(district), district.person(Role.SUPERVISION))
