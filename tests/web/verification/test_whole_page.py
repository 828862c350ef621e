"""What the page of a verification adds up."""

from __future__ import annotations

from mingzhang.verification.draw import FIRST, SECOND
from mingzhang.web.people.models import Role
from mingzhang.web.verification import moves
from mingzhang.web.verification.whole_page import claims_page, seen_page, whole_page
from tests.web.conftest import District
from tests.web.verification.campaigns import draw, found, points, prepared, problem_now, told, visit


def test_a_verification_that_was_just_begun_is_empty(district: District) -> None:
    shown = whole_page(prepared(district), district.person(Role.SUPERVISION))
    assert shown["tally"] is None and shown["lost"] == 0 and not shown["faults"] and shown["able"]
    assert [line.points for line in shown["phases"]] == [0, 0]


def test_what_was_found_and_lost_is_added_up(district: District) -> None:
    problem = told(district)
    made = problem.verification
    draw(district, made, SECOND, district.department)
    visit(points(made).get(origin=problem), found("1", note="仍然倒伏"))
    shown = whole_page(made, district.person(Role.LEADER))
    assert (shown["tally"].passed, shown["tally"].failed) == (1, 2)
    assert (shown["lost"], shown["lost_count"], shown["open_count"]) == (1, 1, 1)
    assert shown["states"] == [("整改", 1)] and not shown["able"]
    claims = claims_page(made)
    ((claim, row),) = claims["rows"]
    assert claims["total"] == 1 and row == problem and claim.source == problem.number


def test_closing_without_mending_costs_too(district: District) -> None:
    problem = told(district)
    moves.make("不整改销号", problem, district.person(Role.LEADER), "项目终止")
    shown = whole_page(problem_now(problem).verification, district.person(Role.LEADER))
    assert float(shown["lost"]) == 0.5 and shown["open_count"] == 0


def test_a_point_shows_its_items(district: District) -> None:
    made = prepared(district)
    (point, _) = draw(district, made, FIRST, district.department)
    visit(point, found("1"))
    shown = seen_page(points(made).get(pk=point.pk))
    ((check, item),) = shown["rows"]
    assert (check.result, item.text) == ("不合格", "围挡")
    assert [each.code for each in shown["problems"]] == ["1"]
