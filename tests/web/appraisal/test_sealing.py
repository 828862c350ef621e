"""Sealed by the leader, put before the party group, published; what was sealed comes out again."""

from __future__ import annotations

import json

import pytest

from mingzhang.web.appraisal import filling, marking, moves, sealing
from mingzhang.web.appraisal.assembling import plan_of, units_of
from mingzhang.web.appraisal.models import AppraisalCycle, LeafMark, SealedResult
from mingzhang.web.appraisal.moves import AppraisalMoveError
from mingzhang.web.audit.log import faults
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import YEAR, ready, sheet_of, unit_of
from tests.web.conftest import DAY, District


def now(cycle: AppraisalCycle) -> AppraisalCycle:
    return AppraisalCycle.objects.select_related("organisation").get(pk=cycle.pk)


def published(district: District) -> AppraisalCycle:
    cycle = ready(district)
    sealing.seal_scores(cycle, district.person(Role.LEADER), "")
    sealing.deliberate(cycle, district.person(Role.PERFORMANCE), "党组会", DAY, "同意")
    sealing.publish(cycle, district.person(Role.LEADER), "")
    return now(cycle)


def test_what_is_sealed_comes_out_again_and_a_change_is_told(district: District) -> None:
    cycle = ready(district)
    sealed = sealing.seal_scores(cycle, district.person(Role.LEADER), "")
    assert [(r.total, r.place) for r in sealed.results.all()] == [("97.00", 1), ("97.00", 1)]
    assert now(cycle).ranking == "封存" and sealing.recomputed(sealed) == []
    one = sealed.results.all()[0]
    one.opened["总分"] = "98"
    one.save()
    assert sealing.recomputed(sealed) == [one.opened["单位"]]
    plain = json.loads(sealed.kept.read())
    plain["数据"]["reported"][0]["actual"] = "3条"
    sealed.kept = keep([json.dumps(plain, ensure_ascii=False).encode()])
    assert len(sealing.recomputed(sealed)) >= 1
    assert not list(faults()), "the log is whole"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.LEADER}))
def test_nobody_but_the_leader_seals(role: Role, district: District) -> None:
    cycle = (
        ready(district)
        if role is Role.PERFORMANCE
        else AppraisalCycle.objects.create(organisation=district.region, year=YEAR)
    )
    with pytest.raises(AppraisalMoveError, match="签发绩效考评"):
        sealing.seal_scores(cycle, district.person(role), "")
    with pytest.raises(AppraisalMoveError, match="签发绩效考评"):
        sealing.publish(cycle, district.person(role), "")
    assert not SealedResult.objects.exists()


def test_nothing_open_is_sealed(district: District) -> None:
    cycle, leader = ready(district), district.person(Role.LEADER)
    LeafMark.objects.filter(indicator="F1").update(state="复核")
    with pytest.raises(AppraisalMoveError, match="2 项成绩没有经绩效办确认"):
        sealing.seal_scores(cycle, leader, "")
    LeafMark.objects.filter(indicator="F1").delete()
    with pytest.raises(AppraisalMoveError, match="个问题没有解决"):
        sealing.seal_scores(cycle, leader, "")
    with pytest.raises(AppraisalMoveError, match="只能转为“封存”"):
        sealing.publish(cycle, leader, "")
    assert now(cycle).ranking == "汇总" and not SealedResult.objects.exists()


def test_the_meeting_may_send_it_back_and_the_next_seal_says_why(district: District) -> None:
    cycle, office, leader = ready(district), district.person(Role.PERFORMANCE), district.person(Role.LEADER)
    sealing.seal_scores(cycle, leader, "")
    sealing.deliberate(cycle, office, "党组会", DAY, "再核对一次")
    with pytest.raises(AppraisalMoveError, match="写明理由"):
        sealing.reopen(cycle, office, "")
    sealing.reopen(cycle, office, "再核对一次")
    LeafMark.objects.filter(indicator="F1").update(actual="95%")
    with pytest.raises(AppraisalMoveError, match="更正要写明理由"):
        sealing.seal_scores(now(cycle), leader, "")
    sealed = sealing.seal_scores(now(cycle), leader, "完成值核对后更正")
    assert (sealed.number, sealed.reason) == (2, "完成值核对后更正")
    assert SealedResult.objects.count() == 2, "what was sealed first stays"


def test_an_appeal_leads_to_a_corrected_version(district: District) -> None:
    cycle = published(district)
    unit, leader = unit_of(cycle, district.department), district.person(Role.LEADER)
    with pytest.raises(AppraisalMoveError, match="没有裁定更正的申诉"):
        sealing.seal_scores(cycle, leader, "")
    appeal = filling.file_appeal(
        unit, district.person(Role.PREPARER), {"indicator": "F1", "words": "漏计两件"}
    )
    moves.make(moves.APPEAL_MOVES, "accept", appeal, district.person(Role.PERFORMANCE), "")
    with pytest.raises(AppraisalMoveError, match="签发绩效考评"):
        moves.appeal_decide(appeal, district.person(Role.PERFORMANCE), "更正", "漏计属实")
    with pytest.raises(AppraisalMoveError, match="必须写明理由"):
        moves.appeal_decide(appeal, leader, "更正", "")
    moves.appeal_decide(appeal, leader, "更正", "漏计属实")
    sheet, who, plan = (
        sheet_of(district, cycle),
        district.person(Role.ASSESSOR, district.other_department),
        plan_of(cycle),
    )
    (leaf,) = [
        one
        for one in marking.leaves_of(plan, units_of(cycle))
        if one.unit.pk == unit.pk and one.indicator.code == "F1"
    ]
    marking.give(sheet, who, leaf, {"actual": "99%"}, 1)
    marking.hand_on(sheet, who)
    marking.settle(sheet, district.person(Role.PERFORMANCE))
    sealed = sealing.seal_scores(now(cycle), leader, "申诉更正")
    assert sealed.results.get(unit=unit).total == "98.00" and now(cycle).ranking == "发布"
