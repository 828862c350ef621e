"""The course of a matter as people move it: who may, what is told, and what follows in the rows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mingzhang.supervision.matter import Act
from mingzhang.web.audit.models import Entry
from mingzhang.web.supervision import moves
from mingzhang.web.supervision.models import MatterEvent, SupervisedMatter
from mingzhang.web.supervision.moves import MatterMoveError, Said
from tests.web.conftest import DAY, District, set_today
from tests.web.supervision.courses import (
    APPROVER,
    LEADER,
    OFFICE,
    PREPARER,
    accepted,
    answer,
    assigned,
    closed,
    duty_of,
    opened,
    registered,
    signed_for,
    step,
)


def stage(matter: SupervisedMatter) -> str:
    return SupervisedMatter.objects.get(pk=matter.pk).stage


def test_the_whole_course(district: District) -> None:
    matter = closed(district)
    kept = SupervisedMatter.objects.get(pk=matter.pk)
    assert kept.stage == "办结" and kept.report_due == date(2026, 3, 23) and kept.lead == district.department
    step(matter, district, Act.REPORT, text="书面报告")
    step(matter, district, Act.FILE)
    assert stage(matter) == "归档"
    acts = [Act(each.act) for each in matter.events.all()]
    assert acts[:4] == [Act.PROPOSE, Act.OPEN, Act.ASSIGN, Act.SIGN]
    assert Entry.objects.filter(target=f"supervision.supervisedmatter:{matter.pk}").count() >= len(acts)


def test_the_day_follows_from_the_table_of_the_place(district: District) -> None:
    duty = duty_of(assigned(district), district.department)
    assert (duty.due, duty.rule, duty.awaited) == (date(2026, 3, 23), "媒体反映5个工作日", True)


def test_a_silent_co_unit_blocks_the_closing_until_it_is_waived(district: District) -> None:
    matter = signed_for(district, others=True)
    answer(district, matter, district.department)
    lead, other = (duty_of(matter, unit) for unit in (district.department, district.other_department))
    step(matter, district, Act.ACCEPT, duty=lead.pk)
    with pytest.raises(MatterMoveError, match="没有反馈，请催办"):
        step(matter, district, Act.CLOSE, LEADER, text="办结")
    step(matter, district, Act.WAIVE, LEADER, duty=other.pk, text="职责划转")
    step(matter, district, Act.CLOSE, LEADER, text="办结")
    assert stage(matter) == "办结"


@pytest.mark.parametrize("act", [Act.OPEN, Act.DECLINE])
def test_only_the_signatory_signs(district: District, act: Act) -> None:
    matter = registered(district)
    step(matter, district, Act.PROPOSE, text="拟办")
    for role in (OFFICE, PREPARER, APPROVER):
        with pytest.raises(MatterMoveError, match="没有“签批督查事项”的权限"):
            step(matter, district, act, role, text="理由")
    step(matter, district, act, LEADER, text="理由")
    assert stage(matter) == {Act.OPEN: "立项", Act.DECLINE: "不立项"}[act]


def test_the_same_step_twice_is_one(district: District) -> None:
    matter = signed_for(district)
    duty, who = duty_of(matter, district.department), district.person(PREPARER)
    for _ in range(2):
        moves.make(matter, who, Said(Act.PROGRESS, duty.pk, "开工"))
    assert matter.events.filter(act="进展").count() == 1


def test_of_two_people_the_second_is_told(district: District) -> None:
    matter = signed_for(district)
    duty = duty_of(matter, district.department)
    seen = SupervisedMatter.objects.get(pk=matter.pk).edition
    step(matter, district, Act.URGE, duty=duty.pk, text="请抓紧", seen=seen)
    with pytest.raises(MatterMoveError, match=r"刚刚由.*办理了“催办”"):
        step(matter, district, Act.EXTEND, LEADER, duty=duty.pk, text="雨天", due=date(2026, 5, 6), seen=seen)


def test_a_day_is_put_off_by_the_signatory_with_a_reason(district: District) -> None:
    matter = signed_for(district)
    duty = duty_of(matter, district.department)
    with pytest.raises(MatterMoveError, match="内容或理由"):
        step(matter, district, Act.EXTEND, LEADER, duty=duty.pk, due=date(2026, 5, 6))
    step(matter, district, Act.EXTEND, LEADER, duty=duty.pk, text="雨天", due=date(2026, 5, 6))
    duty.refresh_from_db()
    assert (duty.due, duty.extended) == (date(2026, 5, 6), 1)


def test_numbers_of_papers_run_on(district: District) -> None:
    first, second = assigned(district), assigned(district)
    references = [each.events.get(act="交办").reference for each in (first, second)]
    assert references == ["甲区督〔2026〕1号", "甲区督〔2026〕2号"]
    assert [first.number, second.number] == ["2026-001", "2026-002"]
    step(first, district, Act.URGE, duty=duty_of(first, district.department).pk)
    assert first.events.get(act="催办").reference == "甲区督〔2026〕3号"


def test_units_of_somewhere_else_are_refused(district: District) -> None:
    matter = opened(district)
    with pytest.raises(MatterMoveError, match="不在本区单位名录里"):
        moves.units_in(district.region, str(district.other_region.pk), [])
    with pytest.raises(MatterMoveError, match="请选择牵头单位"):
        moves.assign(matter, district.person(OFFICE), None, [], None)
    assert not MatterEvent.objects.filter(act="交办").exists()


def test_an_open_part_keeps_the_whole_open(district: District) -> None:
    whole = accepted(district)
    part = registered(district, parent=whole)
    with pytest.raises(MatterMoveError, match="拆分出的事项“2026-002”还没有办结"):
        step(whole, district, Act.CLOSE, LEADER, text="办结")
    step(part, district, Act.PROPOSE, text="拟办")
    step(part, district, Act.DECLINE, LEADER, text="重复")
    step(whole, district, Act.CLOSE, LEADER, text="办结")
    with pytest.raises(MatterMoveError, match="不能再拆分"):
        registered(district, parent=whole)


def test_suspended_resumed_and_handed_over(district: District) -> None:
    matter = signed_for(district)
    step(matter, district, Act.SUSPEND, LEADER, text="等待批复")
    duty = duty_of(matter, district.department)
    assert duty.stopped and not duty.awaited and duty.state == "中止"
    step(matter, district, Act.RESUME, LEADER)
    assert duty_of(matter, district.department).awaited
    step(matter, district, Act.HAND, LEADER, text="属市级职责", to="市水务局")
    assert stage(matter) == "移交" and matter.events.latest("pk").to == "市水务局"


def test_a_conclusion_is_reviewed(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    matter = closed(district)
    duty = duty_of(matter, district.department)
    set_today(monkeypatch, DAY + timedelta(days=31))
    with pytest.raises(MatterMoveError, match="已过申请复核的期限"):
        moves.make(matter, district.person(APPROVER), Said(Act.OBJECT, duty.pk, "口径不同"))
    set_today(monkeypatch, DAY + timedelta(days=30))
    moves.make(matter, district.person(APPROVER), Said(Act.OBJECT, duty.pk, "口径不同"))
    assert SupervisedMatter.objects.get(pk=matter.pk).review
    step(matter, district, Act.CORRECT, LEADER, text="重新办理")
    assert stage(matter) != "办结" and duty_of(matter, district.department).awaited
