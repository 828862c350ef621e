"""Points are drawn from the matter register, and open problems become matters of it."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.verification.draw import FIRST
from mingzhang.web.people.models import Role
from mingzhang.web.supervision.models import MatterDuty, SupervisedMatter
from mingzhang.web.verification import drawing
from mingzhang.web.verification.matters import matter_pages, register_population, supervise_open
from mingzhang.web.verification.moves import FieldMoveError
from tests.web.conftest import DAY, District
from tests.web.verification.campaigns import prepared, problem_now, told


def duty(district: District, number: str, day: date = DAY) -> MatterDuty:
    """A matter of the register that the department leads."""
    matter = SupervisedMatter.objects.create(
        organisation=district.region,
        number=number,
        text="治理积水",
        source="媒体反映",
        received=day,
        stage="办理",
    )
    at = district.department
    return MatterDuty.objects.create(
        matter=matter, organisation=at, given_to=at, leads=True, given=DAY, due=DAY, expected=DAY,
        rule="一般", state="待反馈",
    )  # fmt: skip


def test_points_come_from_the_register_with_their_matters(district: District) -> None:
    made, office = prepared(district), district.person(Role.SUPERVISION)
    duty(district, "DC-1")
    duty(district, "DC-2", DAY.replace(year=2025))
    (one,) = register_population(made)
    assert (one.matter, one.unit, one.quarter, one.role) == ("DC-1", "甲区水务局", 1, "牵头")
    phase = made.phases.get(name=FIRST)
    assert drawing.drawn_from(phase, office, None) == (1, 0)
    phase.refresh_from_db()
    assert made.points.get().matter == "DC-1" and phase.drawn_from == "督查事项登记簿，共 1 件次"


def test_an_open_problem_is_supervised_once(district: District) -> None:
    problem, office = told(district), district.person(Role.SUPERVISION)
    assert supervise_open(problem.verification, office) == 1
    assert supervise_open(problem.verification, office) == 0
    matter = SupervisedMatter.objects.get()
    assert matter.source == "察访核验" and problem.number in matter.basis and "倒伏两处" in matter.text
    pages = matter_pages(problem_now(problem))
    assert pages == [(problem.matter, ""), (matter.number, matter.address)]
    assert problem_now(problem).supervised_as == matter.number
    with pytest.raises(FieldMoveError, match="没有"):
        told_again = problem.verification
        told_again.problems.update(supervised_as="")
        supervise_open(told_again, district.person(Role.LEADER))
