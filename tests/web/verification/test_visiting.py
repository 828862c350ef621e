"""What is found is kept as it comes, and counts once nothing is lacking."""

from __future__ import annotations

import pytest

from mingzhang.verification.draw import FIRST, SECOND
from mingzhang.web.people.models import Role
from mingzhang.web.verification import moves, preparing, visiting
from mingzhang.web.verification.models import PointCheck
from mingzhang.web.verification.problem_models import FoundProblem
from tests.web.conftest import DAY, District
from tests.web.verification.campaigns import ITEMS, draw, found, photo, points, prepared, visit


def test_a_failure_without_place_is_kept_and_counts_once_it_has_one(district: District) -> None:
    made = prepared(district)
    (point, _) = draw(district, made, FIRST, district.department)
    told = visit(point, found("1", photos=[photo(place="")], where=""))
    assert "没有拍摄位置，请填写地点" in told[0]
    assert not FoundProblem.objects.exists() and PointCheck.objects.get().photos.count() == 1
    assert points(made).get(pk=point.pk).visited is None
    assert not made.phases.get(name=FIRST).frozen
    visit(point, found("1", photos=[], where="路口西侧"))
    assert FoundProblem.objects.get().text == "倒伏两处"
    assert points(made).get(pk=point.pk).visited == DAY


def test_the_first_visit_freezes_the_standard(district: District) -> None:
    made = prepared(district)
    (point, _) = draw(district, made, FIRST, district.department)
    office = district.person(Role.SUPERVISION)
    visit(point, found("1", "合格"))
    assert len(made.phases.get(name=FIRST).frozen) == 16
    with pytest.raises(moves.FieldMoveError, match="已经冻结"):
        preparing.set_standard(made, office, preparing.VERSION, ITEMS[:1])
    with pytest.raises(moves.FieldMoveError, match="已经冻结"):
        preparing.add_item(made, office, {**ITEMS[0], "version": preparing.VERSION, "code": "9"})
    preparing.set_standard(made, office, "2版", ITEMS)


def test_a_failure_needs_words_and_a_photograph(district: District) -> None:
    made = prepared(district)
    (point, _) = draw(district, made, FIRST, district.department)
    told = visit(point, found("1", note="", photos=[]))
    assert ["没有写情况说明" in told[0], "没有照片" in told[1]] == [True, True]


def test_a_result_is_corrected_until_the_unit_is_told(district: District) -> None:
    made = prepared(district)
    (point, _) = draw(district, made, FIRST, district.department)
    visit(point, found("1"))
    visit(point, found("1", "合格"))
    assert not FoundProblem.objects.exists()
    visit(point, found("1"))
    moves.tell_all(made, district.person(Role.SUPERVISION))
    assert "不能再改" in visit(point, found("1", "合格"))[0]
    assert not visit(point, found("1")), "what is sent twice is said once"


def test_nobody_visits_the_point_of_another(district: District) -> None:
    made = prepared(district)
    (point, _) = draw(district, made, FIRST, district.department)
    with pytest.raises(moves.FieldMoveError, match="没有分派给"):
        visiting.keep_found(point, district.person(Role.LEADER), [found("1")])


def test_what_is_not_looked_at_is_told_and_not_taken(district: District) -> None:
    made = prepared(district)
    (point, _) = draw(district, made, FIRST, district.department)
    assert "不核验标准“7”" in visit(point, found("7", "合格"))[0]
    assert "没有选结果" in visit(point, found("1", ""))[0]
    visit(point, found("1"))
    draw(district, made, SECOND, district.department)
    (look,) = points(made).exclude(origin=None)
    assert "只有合格或不合格" in visit(look, found("1", "不适用"))[0]


def test_the_same_picture_at_two_points_is_told(district: District) -> None:
    made = prepared(district)
    (first, second) = draw(district, made, FIRST, district.department)
    visit(first, found("1", photos=[photo("甲.jpg")]))
    assert "是同一张" in visit(second, found("1", photos=[photo("甲.jpg")]))[-1]
