"""What a project says of itself follows from what is true."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from mingzhang.web.people.models import Role
from mingzhang.web.performance.models import ProjectStage, RegisteredProject
from tests.web.conftest import District
from tests.web.performance.projects import registered, submitted, typed


@pytest.mark.parametrize(
    ("stage", "confirmed", "role"),
    [
        (ProjectStage.DRAFT, False, Role.PREPARER),
        (ProjectStage.SUBMITTED, False, Role.APPROVER),
        (ProjectStage.SUBMITTED, True, Role.PERFORMANCE),
        (ProjectStage.IN_REVIEW, True, Role.EXPERT),
        (ProjectStage.SETTLED, True, None),
    ],
)
def test_whose_turn_it_is_follows_from_the_stage(
    district: District, stage: ProjectStage, confirmed: bool, role: Role | None
) -> None:
    project = registered(district.department)
    project.stage = stage
    project.confirmed_by = district.person(Role.APPROVER) if confirmed else None
    assert project.next_role is role
    assert project.waiting == (role.label if role else "—")


def test_a_year_has_one_project_of_a_code_and_of_a_name(district: District) -> None:
    registered(district.department)
    for changed in ({"name": "河道巡查", "code": "002"}, {"name": "另一个", "code": "001"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            RegisteredProject.objects.create(organisation=district.department, year=2025, **changed)
    assert registered(district.department, 2024).pk
    assert registered(district.other_department).pk


def test_everything_of_a_project_belongs_to_its_unit(district: District) -> None:
    project = submitted(district)
    for part in (project.funds.get(), project.scored_rows.all()[0], project.moves.all()[0]):
        assert part.organisation == district.department and f"{part}"
    assert f"{project}" == "甲区水务局2025年度“河道巡查”"


def test_amounts_are_kept_to_the_fen(district: District) -> None:
    project = registered(
        district.department, form=typed() | {"财政拨款.执行": "49.999999", "上年结转.执行": "0.000001"}
    )
    funds = {fund.source: fund.outturn for fund in project.funds.all()}
    assert funds == {"财政拨款": Decimal("499999.99"), "上年结转": Decimal("0.01")}
    assert project.rate_score == 10
    project.refresh_from_db()
    assert project.self_score == 98


def test_a_figure_beyond_what_is_kept_is_told_and_not_lost(district: District) -> None:
    project = registered(
        district.department, form=typed() | {"财政拨款.执行": "9" * 30, "rate_full": "9" * 12}
    )
    assert project.self_score is None and not project.funds.filter(outturn__gt=0).exists()
    assert project.typed["财政拨款.执行"] == "9" * 30 and project.open_count
