"""Lists are cut to what one may see, filtered, and taken along."""

from __future__ import annotations

import io

import openpyxl

from mingzhang.verification.draw import FIRST, SECOND
from mingzhang.web.people.models import Role
from mingzhang.web.verification import moves
from mingzhang.web.verification.listing import (
    PROBLEM_HEADS,
    phase_lines,
    points_for,
    points_list,
    problem_book,
    problem_list,
    problems_within,
    verifications_of,
)
from mingzhang.web.verification.problem_models import FoundProblem
from tests.web.conftest import District
from tests.web.verification.campaigns import draw, found, prepared, told, visit


def test_units_see_their_own_problems_once_they_are_told(district: District) -> None:
    made = prepared(district)
    units = (district.department, district.other_department)
    first = draw(district, made, FIRST, *units)
    for point in first:
        visit(point, found("1"))
    approver, office = district.person(Role.APPROVER), district.person(Role.SUPERVISION)
    assert not problems_within(approver) and problems_within(office).count() == 4
    moves.tell_all(made, office)
    assert {each.organisation for each in problems_within(approver)} == {district.department}
    assert not problems_within(district.person(Role.APPROVER, district.other_region))


def test_problems_are_filtered_by_state_year_and_words(district: District) -> None:
    told(district)
    office = district.person(Role.SUPERVISION)
    shown = problem_list(office, {"state": "告知", "year": "2026", "q": "倒伏\0"})
    assert [each.number for each in shown.pages] == ["A-001-1"] and shown.tiles == [("告知", 1)]
    assert shown.years == [2026]
    for asked in ({"state": "整改"}, {"year": "2020"}, {"q": "没有这个"}):
        assert not problem_list(office, asked).pages.object_list


def test_the_list_of_problems_is_a_workbook(district: District) -> None:
    told(district)
    data = problem_book(district.person(Role.SUPERVISION), {"state": "告知"})
    rows = list(openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True))
    assert rows[0] == PROBLEM_HEADS and len(rows) == 2 and rows[1][7] == "告知"


def test_phases_and_points_are_counted(district: District) -> None:
    problem = told(district)
    draw(district, problem.verification, SECOND, district.department)
    lines = phase_lines(problem.verification)
    assert [(line.points, line.back, line.visited) for line in lines] == [(2, 0, 1), (3, 1, 0)]
    for asked, count in (
        ({"phase": SECOND}, 3),
        ({"state": "shut"}, 1),
        ({"state": "open", "phase": FIRST}, 1),
        ({"q": "B-00"}, 3),
    ):
        assert points_list(problem.verification, asked).pages.paginator.count == count
    (row,) = verifications_of(district.person(Role.LEADER))
    assert (row.point_count, row.problem_count, row.open_count) == (5, 1, 1)  # type: ignore[attr-defined]


def test_an_inspector_sees_the_own_points(district: District) -> None:
    made = prepared(district)
    (first, _) = draw(district, made, FIRST, district.department)
    visit(first, found("1", note=""))
    who = district.person(Role.INSPECTOR)
    shown = points_for(who, {"state": "open", "q": "水务"})
    assert [each.lacks for each in shown.pages] == [True, False]
    assert points_for(district.person(Role.LEADER), {}).pages.paginator.count == 0
    assert not FoundProblem.objects.exists()
