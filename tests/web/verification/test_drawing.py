"""Points are drawn by query and seed, and given to those who may inspect."""

from __future__ import annotations

import pytest
from django.db.models import Count

from mingzhang.verification.draw import FIRST, SECOND
from mingzhang.web.people.models import Role
from mingzhang.web.verification import drawing, preparing
from mingzhang.web.verification.moves import FieldMoveError
from tests.web.conftest import District
from tests.web.verification.campaigns import draw, inspector, points, population, prepared


def test_nobody_inspects_the_own_unit(district: District) -> None:
    made = prepared(district)
    office = district.person(Role.SUPERVISION)
    own = preparing.add_inspector(made, office, inspector(district, district.department, "水务局的人"))
    assert own.home == district.department
    units = (district.department, district.other_department)
    draw(district, made, FIRST, *units)
    given = points(made).values_list("organisation", "inspector").annotate(n=Count("pk"))
    assert (district.department.pk, own.pk) not in {(unit, who) for unit, who, _ in given}
    at_own = points(made).filter(organisation=district.department)[0]
    told = {"inspector": own, "where": "", "day": None, "way": ""}
    with pytest.raises(FieldMoveError, match="不能核验本单位"):
        drawing.assign(at_own, office, told)
    drawing.assign(points(made).filter(organisation=district.other_department)[0], office, told)


def test_no_inspector_of_another_unit_is_told_and_nothing_is_drawn(district: District) -> None:
    made = prepared(district)
    made.inspectors.all().delete()
    office = district.person(Role.SUPERVISION)
    preparing.add_inspector(made, office, inspector(district, district.department, "水务局的人"))
    with pytest.raises(FieldMoveError, match="没有可以核验“甲区水务局”的核验员"):
        draw(district, made, FIRST, district.department)
    assert not made.points.exists() and made.phases.get(name=FIRST).drawn is None


def test_the_query_is_kept_and_stays_once_points_are_drawn(district: District) -> None:
    made = prepared(district)
    office, phase = district.person(Role.SUPERVISION), made.phases.get(name=FIRST)
    told = {"query": "来源=媒体反映；季度=3", "seed": "甲", "size": 1, "version": "1版"}
    with pytest.raises(FieldMoveError, match="不认识"):
        preparing.set_phase(phase, office, told | {"query": "天气=晴"})
    preparing.set_phase(phase, office, told)
    assert len(draw(district, made, FIRST, district.department)) == 1
    assert len(draw(district, made, FIRST, district.department)) == 1, "who draws again gets the same points"
    with pytest.raises(FieldMoveError, match="已经抽取点位"):
        preparing.set_phase(phase, office, told)
    assert made.phases.get(name=FIRST).drawn_from == "督查台账，共 2 件次"


def test_a_unit_that_is_not_in_the_register_is_told(district: District) -> None:
    made = prepared(district)
    (one, *_) = population(district.department)
    phase, office = made.phases.get(name=SECOND), district.person(Role.SUPERVISION)
    with pytest.raises(FieldMoveError, match="单位名录里没有“不知何局”"):
        drawing.draw(phase, office, [one.__class__("DC-1", "不知何局")], "台账")


def test_a_standard_is_needed_before(district: District) -> None:
    made = prepared(district)
    made.items.all().delete()
    with pytest.raises(FieldMoveError, match="核验标准里没有“1版”"):
        draw(district, made, FIRST, district.department)
