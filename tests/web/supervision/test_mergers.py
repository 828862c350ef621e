"""What was given to a unit that was merged is answered by the other one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingzhang.supervision.matter import Act
from mingzhang.web.supervision import mergers, moves
from mingzhang.web.supervision.folding import Mergers
from mingzhang.web.supervision.models import SupervisedMatter
from mingzhang.web.supervision.moves import MatterMoveError, Said
from tests.web.conftest import DAY, District, set_today
from tests.web.supervision.courses import OFFICE, PREPARER, answer, duty_of, signed_for


def test_what_is_open_goes_over(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    matter = signed_for(district)
    old, new, who = district.department, district.other_department, district.person(OFFICE)
    with pytest.raises(MatterMoveError, match="要晚于这一天"):
        mergers.merge(district.region, who, old, new, DAY)
    later = DAY + timedelta(days=1)
    with pytest.raises(MatterMoveError, match="不能晚于今天"):
        mergers.merge(district.region, who, old, new, later)
    set_today(monkeypatch, later)
    assert mergers.merge(district.region, who, old, new, later) == 1
    duty = duty_of(matter, new)
    assert duty.given_to == old and SupervisedMatter.objects.get().lead == new
    with pytest.raises(MatterMoveError, match="没有“承办督查事项”的权限"):
        moves.make(matter, district.person(PREPARER), Said(Act.PROGRESS, duty.pk, "开工"))
    answer(district, matter, new)
    assert duty_of(matter, new).pending
    with pytest.raises(MatterMoveError, match="已经登记过变更"):
        mergers.merge(district.region, who, old, new, later)
    with pytest.raises(MatterMoveError, match="自己也已经并入"):
        mergers.merge(district.region, who, district.unit, old, later)


def test_a_unit_that_was_not_merged_stands_for_itself(district: District) -> None:
    assert Mergers(district.region).current(district.department, DAY) == district.department


def test_the_page_lists_and_takes_mergers(district: District) -> None:
    client = district.client(OFFICE)
    told = {"old": district.department.pk, "new": district.department.pk, "day": "2026年3月2日"}
    shown = client.post("/supervision/office/merge/", told).content.decode()
    assert "新单位不能就是原单位" in shown
    told["new"] = district.other_department.pk
    shown = client.post("/supervision/office/merge/", told, follow=True).content.decode()
    assert "甲区水务局的事项由甲区档案馆承办" in shown
