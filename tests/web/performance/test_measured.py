"""Actual values are counted, or filled in by hand with a reason; never silently both."""

from __future__ import annotations

import pytest

from mingzhang.facts.measure import LiveMeasure, counted
from mingzhang.web.people.models import Role
from mingzhang.web.performance import measured, moves
from mingzhang.web.performance.filling import worked
from mingzhang.web.performance.measured_models import BoundMeasure
from mingzhang.web.performance.models import RegisteredProject
from tests.web.conftest import DAY, District
from tests.web.performance.projects import ROWS, bound, registered, typed


def count(rows: int) -> dict[str, LiveMeasure]:
    found = [(f"A-{n:03}", "甲局") for n in range(rows)]
    return {"核验点位": counted("核验点位", "次", DAY, ("点位编号", "单位"), found)}


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that counts twelve points for whoever asks."""
    monkeypatch.setattr(measured, "COUNTING", (lambda *_: count(12),))


def now(project: RegisteredProject) -> RegisteredProject:
    return RegisteredProject.objects.select_related("organisation__above").get(pk=project.pk)


@pytest.mark.usefixtures("counting")
def test_an_empty_value_is_filled_from_the_count(district: District) -> None:
    rows = (ROWS[0].replace("12次|20||", "|20||"), *ROWS[1:])
    project = registered(district.department, form=typed(rows=rows))
    assert not measured.bind(project, district.person(Role.PREPARER), {"measure-1": "核验点位"})
    assert now(project).typed["rows"][0]["actual"] == "12次"
    held = BoundMeasure.objects.get()
    assert held.measure == count(12)["核验点位"] and held.organisation == district.department
    assert str(held) == "巡查次数：核验点位12次（截至2026年3月16日，由12条记录计得）"


@pytest.mark.usefixtures("counting")
def test_a_hand_value_beside_a_count_needs_a_reason(district: District) -> None:
    rows = (ROWS[0].replace("12次|20", "13次|20"), *ROWS[1:])
    project, who = registered(district.department, form=typed(rows=rows)), district.person(Role.PREPARER)
    (said,) = measured.bind(project, who, {"measure-1": "核验点位"})
    assert "人工填写“13次”，系统计数为12次" in said
    assert [str(each) for each in worked(now(project)).problems] == [
        "第 1 行“巡查次数”“实际完成值”栏：人工填写“13次”，系统计数为12次；请删去其中之一，或写明人工填写的理由"
    ]
    with pytest.raises(moves.ProjectMoveError, match="系统计数为12次"):
        moves.hand_in(now(project), who)
    told_ = {"measure-1": "核验点位", "reason-1": "补做1次，尚未登记"}
    assert not measured.bind(now(project), who, told_) and not worked(now(project)).problems
    moves.hand_in(now(project), who)


@pytest.mark.usefixtures("counting")
def test_the_count_can_be_taken_instead_and_let_go_again(district: District) -> None:
    rows = (ROWS[0].replace("12次|20", "13次|20"), *ROWS[1:])
    project, who = registered(district.department, form=typed(rows=rows)), district.person(Role.PREPARER)
    assert not measured.bind(project, who, {"measure-1": "核验点位", "count-1": "on"})
    assert now(project).typed["rows"][0]["actual"] == "12次"
    assert not measured.bind(now(project), who, {})
    assert not BoundMeasure.objects.exists()


@pytest.mark.usefixtures("counting")
def test_a_count_that_has_moved_on_is_told(district: District) -> None:
    project = registered(district.department)
    bound(project, district, 11)
    rows = measured.measured_page(now(project))["rows"]
    assert [row.moved for row in rows][:2] == [True, False]
    assert "系统计数为11次" in str(worked(now(project)).problems[0])
