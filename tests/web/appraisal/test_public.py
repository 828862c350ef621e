"""The ranking on the portal: signed, only what may be public, taken back cleanly."""

from __future__ import annotations

import pytest
from django.test import Client

from mingzhang.web.appraisal import filling, moves, public, sealing
from mingzhang.web.appraisal.models import AppraisalCycle, PublicRanking, UnitResult
from mingzhang.web.appraisal.states import AppraisalMoveError
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import LINE, YEAR, ready, unit_of
from tests.web.appraisal.test_sealing import now, published
from tests.web.conftest import DAY, District


@pytest.fixture
def cycle(district: District) -> AppraisalCycle:
    return published(district)


def address(district: District) -> str:
    return f"/public/u{district.region.pk}/ranking/{YEAR}/"


def test_place_unit_and_grade_go_out_and_nothing_else(district: District, cycle: AppraisalCycle) -> None:
    stranger = Client()
    assert stranger.get(address(district)).status_code == 404
    one = UnitResult.objects.order_by("pk")[0]
    one.place, one.grade = 2, "良"
    one.save()
    office = district.client(Role.LEADER)
    office.post(f"/appraisal/{cycle.pk}/ranking/move/", {"move": "public"})
    page = stranger.get(address(district)).content.decode()
    for unit in cycle.units.select_related("organisation"):
        assert unit.name in page
    for inside in ("97.00", "校验值", "修路", LINE["target"], "指标得分", "采集"):
        assert inside not in page
    assert f"{YEAR}年度" in stranger.get(f"/public/u{district.region.pk}/").content.decode()
    table = stranger.get(f"{address(district)}?as=csv").content.decode("utf-8-sig").splitlines()
    assert table[0] == "类别,名次,单位,等次" and [row.split(",")[1] for row in table[1:]] == ["1", "2"]
    assert "看公开的页面" in office.get(f"/appraisal/{cycle.pk}/ranking/").content.decode()


def test_it_is_taken_back_with_a_reason_and_the_address_says_so(
    district: District, cycle: AppraisalCycle
) -> None:
    public.make_public(cycle, district.person(Role.LEADER), "")
    office = district.person(Role.PERFORMANCE)
    with pytest.raises(AppraisalMoveError, match="写明理由"):
        public.withdraw(cycle, office, "")
    public.withdraw(cycle, office, "单位名称写错")
    answer, names = (
        Client().get(address(district)),
        [u.name for u in cycle.units.select_related("organisation")],
    )
    page = answer.content.decode()
    assert answer.status_code == 410 and "撤回" in page and "单位名称写错" not in page
    assert not any(name in page for name in names)
    assert Client().get(f"{address(district)}?as=csv").status_code == 410
    assert "绩效考评排名" not in Client().get(f"/public/u{district.region.pk}/").content.decode()
    with pytest.raises(AppraisalMoveError, match="不用撤回"):
        public.withdraw(cycle, office, "再撤")
    public.make_public(cycle, district.person(Role.LEADER), "")
    assert Client().get(address(district)).status_code == 200 and PublicRanking.objects.count() == 2


def test_the_leader_alone_makes_it_public(district: District, cycle: AppraisalCycle) -> None:
    for role in sorted(set(Role) - {Role.LEADER}):
        with pytest.raises(AppraisalMoveError, match="签发绩效考评"):
            public.make_public(cycle, district.person(role), "")
    assert not PublicRanking.objects.exists()


def test_what_is_not_published_inside_or_in_dispute_stays_inside(district: District) -> None:
    leader = district.person(Role.LEADER)
    before = ready(district)
    with pytest.raises(AppraisalMoveError, match="排名发布以后"):
        public.make_public(before, leader, "")
    sealing.seal_scores(before, leader, "")
    sealing.deliberate(before, district.person(Role.PERFORMANCE), "党组会", DAY, "同意")
    sealing.publish(before, leader, "")
    cycle = now(before)
    unit = unit_of(cycle, district.department)
    appeal = filling.file_appeal(unit, district.person(Role.PREPARER), {"words": "漏计", "indicator": "F1"})
    with pytest.raises(AppraisalMoveError, match="1 件申诉没有办结"):
        public.make_public(cycle, leader, "")
    moves.appeal_accept(appeal, district.person(Role.PERFORMANCE), "")
    moves.appeal_decide(appeal, leader, "维持", "没有漏计")
    public.make_public(cycle, leader, "")
    with pytest.raises(AppraisalMoveError, match="已经公开"):
        public.make_public(cycle, leader, "")
