"""A verification as the pure room knows it: whole, and so much of it as some points need."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mingzhang.verification.campaign import judged
from mingzhang.verification.draw import FIRST, SECOND
from mingzhang.web.people.models import Role
from mingzhang.web.verification import moves
from mingzhang.web.verification.campaigns import campaign_of, empty_campaign
from mingzhang.web.verification.models import FieldVerification
from tests.web.conftest import DAY, District
from tests.web.verification.campaigns import draw, found, points, prepared, visit


@pytest.fixture
def made(district: District) -> FieldVerification:
    verification = prepared(district)
    for point in draw(district, verification, FIRST, district.department, district.other_department):
        visit(point, found("1"), found("2", "合格"))
    moves.tell_all(verification, district.person(Role.SUPERVISION))
    draw(district, verification, SECOND, district.department)
    return verification


def test_the_whole_is_judged_as_the_rows_stand(made: FieldVerification) -> None:
    campaign = campaign_of(made)
    problems, faults = judged(campaign)
    assert not faults and len(campaign.points) == 4 + 2 + 4 and len(campaign.results) == 8
    rows = {row.number: (row.state, row.reopened) for row in made.problems.all()}
    assert rows == {number: (each.state.value, each.reopened) for number, each in problems.items()}
    assert campaign.phases[FIRST].frozen == campaign.standards["1版"].fingerprint
    assert campaign.repeat == Fraction(2) and campaign.cap is None


def test_a_part_holds_all_that_its_problems_need(made: FieldVerification) -> None:
    (look, *_) = points(made).exclude(origin=None)
    assert look.origin is not None
    part = campaign_of(made, [look])
    assert {point.number for point in part.points} == {look.number, look.origin.point.number}
    assert judged(part)[0].keys() == {look.origin.number}
    back = campaign_of(made, [look.origin.point])
    assert {point.number for point in back.points} == {look.number, look.origin.point.number}


def test_before_any_point_there_are_phases_standard_and_people(made: FieldVerification) -> None:
    campaign = empty_campaign(made)
    assert not campaign.points and list(campaign.phases) == [FIRST, SECOND]
    assert [each.unit for each in campaign.inspectors] == ["甲区"]


def test_a_look_back_that_comes_in_late_counts_after_what_was_entered_before(
    made: FieldVerification, district: District
) -> None:
    problem = made.problems.order_by("pk")[0]
    moves.make("认领", problem, district.person(Role.APPROVER))
    look = points(made).get(origin=problem)
    earlier = DAY.replace(day=DAY.day - 3)
    assert not [words for words in visit(look, found("1", "合格", day=earlier)) if "照片" not in words]
    check = look.checks.get()
    assert (check.day, check.counts) == (earlier, DAY)
    problem.refresh_from_db()
    assert problem.state == "合格销号" and not judged(campaign_of(made))[1]
