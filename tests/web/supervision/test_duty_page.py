"""The page of a unit offers what may be done now, and no second draft of the same."""

from __future__ import annotations

from mingzhang.supervision.matter import Act
from mingzhang.web.supervision import drafts
from mingzhang.web.supervision.duty_page import draft_page, duty_page
from mingzhang.web.supervision.models import MatterDuty
from mingzhang.web.supervision.moves import Said
from tests.web.conftest import District
from tests.web.supervision.courses import (
    APPROVER,
    PREPARER,
    accepted,
    answer,
    assigned,
    closed,
    duty_of,
    signed_for,
)


def acts(district: District, duty: MatterDuty) -> list[Act]:
    found: list[Act] = duty_page(duty, district.person(PREPARER))["acts"]
    return found


def test_what_a_preparer_may_do_follows_from_the_course(district: District) -> None:
    unit = district.department
    assert acts(district, duty_of(assigned(district), unit)) == [Act.SIGN, Act.EXTEND]
    matter = signed_for(district)
    assert acts(district, duty_of(matter, unit)) == [Act.PROGRESS, Act.ANSWER, Act.EXTEND]
    answer(district, matter, unit)
    assert acts(district, duty_of(matter, unit)) == []
    assert acts(district, duty_of(accepted(district), unit)) == []
    assert acts(district, duty_of(closed(district), unit)) == [Act.OBJECT]


def test_there_is_one_draft_of_each(district: District) -> None:
    duty = duty_of(signed_for(district), district.department)
    draft = drafts.write(duty, district.person(PREPARER), Said(Act.ANSWER, duty.pk, "完工"), None, 0)
    assert Act.ANSWER not in acts(district, duty)
    assert draft_page(draft, district.person(PREPARER))["writes"]
    assert not draft_page(draft, district.person(APPROVER))["signs"]
    drafts.hand_in(draft, district.person(PREPARER))
    draft.refresh_from_db()
    assert draft_page(draft, district.person(APPROVER))["signs"]


def test_the_head_of_a_unit_is_offered_no_work(district: District) -> None:
    duty = duty_of(assigned(district), district.department)
    assert duty_page(duty, district.person(APPROVER))["acts"] == []
