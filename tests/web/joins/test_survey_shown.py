"""What a survey shows of its joins is for those who may see it."""

from __future__ import annotations

from mingzhang.web.joins.every import joined_of
from mingzhang.web.joins.opinions import open_opinions
from mingzhang.web.people.models import Role
from mingzhang.web.supervision.models import SupervisedMatter
from tests.web.conftest import District
from tests.web.joins.test_opinions import coded


def test_the_office_of_supervision_sees_how_many_but_not_whose(district: District) -> None:
    survey = coded(district, "更换路灯", "更换路灯")
    assert not joined_of(survey, district.person(Role.LEADER)).offers
    open_opinions(survey, district.person(Role.PERFORMANCE))
    matter = SupervisedMatter.objects.select_related("organisation").get()
    (end,) = joined_of(matter, district.person(Role.SUPERVISION)).ends
    assert end.address == "" and "2 条意见" in end.name
    (end,) = joined_of(survey, district.person(Role.PERFORMANCE)).ends
    assert end.address == "" and "（2 条）" in end.what
