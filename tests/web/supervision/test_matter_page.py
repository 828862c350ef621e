"""The page of a matter offers what may be done now, to each what is theirs."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.supervision.matter import STEPS, Act, MatterStage
from mingzhang.web.people.models import Role
from mingzhang.web.supervision.matter_page import matter_page
from mingzhang.web.supervision.models import SupervisedMatter
from mingzhang.web.supervision.moves import Said
from tests.web.conftest import District, set_today
from tests.web.supervision.courses import LEADER, OFFICE, accepted, assigned, closed, opened, registered


def buttons(district: District, matter: SupervisedMatter, role: Role) -> list[str]:
    kept = SupervisedMatter.objects.select_related("organisation").get(pk=matter.pk)
    return [offer.button for offer in matter_page(kept, district.person(role))["offers"]]


def test_each_sees_what_is_theirs(district: District) -> None:
    matter = registered(district)
    assert buttons(district, matter, OFFICE) == ["拟办"] and buttons(district, matter, LEADER) == []
    matter = assigned(district)
    assert "催办" in buttons(district, matter, OFFICE) and "催办" not in buttons(district, matter, LEADER)
    assert "延期" in buttons(district, matter, LEADER) and "呈批延期" in buttons(district, matter, OFFICE)
    assert buttons(district, closed(district), OFFICE) == ["报告"]


@pytest.mark.parametrize("make", [registered, opened, assigned, accepted, closed])
def test_nothing_is_offered_that_the_stage_forbids(make: object, district: District) -> None:
    assert callable(make)
    matter = SupervisedMatter.objects.get(pk=make(district).pk)
    for role in (OFFICE, LEADER):
        for offer in matter_page(matter, district.person(role))["offers"]:
            assert MatterStage(matter.stage) in STEPS[offer.act].after


def test_what_was_typed_is_in_its_form_only(district: District) -> None:
    matter = assigned(district)
    typed = Said(Act.SUSPEND, text="等待批复")
    offers = matter_page(matter, district.person(LEADER), typed, "不能")["offers"]
    assert [offer.act for offer in offers if offer.typed] == [Act.SUSPEND]
    assert [offer.act for offer in offers if offer.dated] == [Act.EXTEND]
    assert [offer.act for offer in offers if offer.handed] == [Act.HAND]


def test_a_day_in_a_year_without_a_published_calendar_is_told_to_office_and_unit(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(2093, 3, 2)  # of which nobody knows the holidays
    set_today(monkeypatch, day)
    matter = assigned(district, received=day)
    told = "2093年的节假日安排尚未公布，暂按周一至周五计算，公布后请重新核定"
    assert told in district.client(OFFICE).get(matter.address).content.decode()
    duty = matter.duties.get()
    assert duty.due == date(2093, 3, 9) and duty.note == told, (
        "five working days, and it says how they were counted"
    )
    assert told in district.client(Role.PREPARER).get(f"/supervision/mine/{duty.pk}/").content.decode()
