"""What cost points becomes a matter of the next year once, from the last seal alone."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from mingzhang.supervision.matter import Source
from mingzhang.web.appraisal.models import AppraisalCycle, AppraisedUnit, SealedResult, UnitResult
from mingzhang.web.files.models import keep
from mingzhang.web.joins import lines, losses
from mingzhang.web.joins.claims import JoinError
from mingzhang.web.joins.models import MatterOfLoss
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import begun, unit_of
from tests.web.conftest import District
from tests.web.joins.test_lines import book_of

LEAF: dict[str, Any] = {
    "指标编码": "F1", "指标": "公开及时率", "分值": "20", "得分": "18", "状态": "已计分", "完成值": "96%",
    "指标值": "≥98%",
}  # fmt: skip
TASK = LEAF | {"指标编码": "K1", "指标": "修路", "得分": "49.5", "分值": "50", "任务": {"序号": "1"}}
CLAIM = {"申报编号": "S001", "种类": "减分", "事由": "公示牌倒伏", "计分": "0.5"}
OPENED = {
    "指标": [TASK, LEAF, LEAF | {"得分": None}, LEAF | {"得分": "20"}],
    "加减分": [CLAIM, CLAIM | {"计分": "0"}],
}


def sealed(district: District, year: int = 2025, opened: dict[str, Any] = OPENED) -> AppraisedUnit:
    """The department with a sealed result of the year."""
    cycle = AppraisalCycle.objects.filter(year=year).first() or begun(district, year=year)
    unit = unit_of(cycle, district.department)
    by, day = district.person(Role.LEADER), district.season.approved
    seal = SealedResult.objects.create(
        cycle=cycle, number=1, day=day, by=by, kept=keep([b"{}"]), seal={"校验值": "0"}
    )
    UnitResult.objects.create(sealed=seal, unit=unit, total="97", grade="优秀", place=1, opened=opened)
    return unit


def test_what_is_lost_is_every_leaf_below_its_marks_and_every_deduction_granted(district: District) -> None:
    unit = sealed(district)
    found = losses.losses_of(losses.last_results([unit])[unit.pk])
    assert [(each.source, each.points) for each in found] == [
        ("F1", Fraction(2)), ("K1/1", Fraction(1, 2)), ("S001", Fraction(1, 2)),
    ]  # fmt: skip
    assert "96%" in found[0].text and "≥98%" in found[0].text
    assert "code=K1&number=1" in found[1].address(unit) and found[2].address(unit) == ""
    assert losses.losses_of(None) == []


def test_each_loss_becomes_one_matter_and_then_a_line_of_the_next_book(district: District) -> None:
    unit, office = sealed(district), district.person(Role.PERFORMANCE)
    assert losses.open_losses(unit, office, Fraction(1)) == 1
    assert losses.open_losses(unit, office) == 2 and losses.open_losses(unit, office) == 0
    made = MatterOfLoss.objects.get(source="F1")
    assert made.matter.source == Source.APPRAISAL and "2025年度绩效考评反馈" in made.matter.basis
    book = book_of(district, year=2026)
    assert set(lines.choices_for(book.unit)) == {each.matter for each in MatterOfLoss.objects.all()}
    lines.carry(book, district.person(Role.PREPARER), str(made.matter.pk), "K1", "≥1项")
    assert lines.bound_in(book.unit)["3"].matter == made.matter


def test_without_a_seal_or_the_right_nothing_is_registered(district: District) -> None:
    unit = sealed(district)
    with pytest.raises(JoinError, match="没有“转为督查事项”的权限"):
        losses.open_losses(unit, district.person(Role.LEADER))
    UnitResult.objects.all().delete()
    with pytest.raises(JoinError, match="还没有封存"):
        losses.open_losses(unit, district.person(Role.PERFORMANCE))
    assert not MatterOfLoss.objects.exists()
