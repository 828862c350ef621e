"""What the page of a visit shows."""

from __future__ import annotations

from django.utils.datastructures import MultiValueDict

from mingzhang.verification.draw import FIRST, SECOND
from mingzhang.web.people.models import Role
from mingzhang.web.verification.visit_page import own_verifications, visit_page, visited
from tests.web.conftest import District
from tests.web.verification.campaigns import draw, found, points, prepared, told, visit


def test_a_visit_shows_what_was_found_so_far(district: District) -> None:
    made = prepared(district)
    (point, _) = draw(district, made, FIRST, district.department)
    visit(point, found("1"))
    shown = visit_page(point)
    assert [(item.code, check.result if check else "") for _, item, check in shown["rows"]] == [
        ("1", "不合格"),
        ("2", ""),
    ]
    assert shown["results"] == ["合格", "不合格", "不适用"] and shown["where"] == "路口"


def test_a_look_back_asks_its_one_item(district: District) -> None:
    problem = told(district)
    draw(district, problem.verification, SECOND, district.department)
    shown = visit_page(points(problem.verification).get(origin=problem))
    assert [item.text for _, item, _ in shown["rows"]] == ["围挡"] and "不适用" not in shown["results"]
    assert shown["rows"][0][1].points > 0


def test_what_is_refused_is_told_with_its_status(district: District) -> None:
    made = prepared(district)
    (point, _) = draw(district, made, FIRST, district.department)
    files: MultiValueDict[str, object] = MultiValueDict()
    told_, status = visited(point, district.person(Role.LEADER), {"result-1": "合格"}, files)
    assert "没有分派给" in told_[0] and status == 409
    told_, status = visited(point, district.person(Role.INSPECTOR), {"result-1": "合格"}, files)
    assert (told_, status) == ([], 200)
    assert list(own_verifications(district.person(Role.INSPECTOR))) == [made]
