"""The page of a problem: its history, the moves that each may make, the unit's draft."""

from __future__ import annotations

import pytest

from mingzhang.verification.draw import SECOND
from mingzhang.web.people.models import Role
from mingzhang.web.verification import moves
from mingzhang.web.verification.moves import FieldMoveError
from mingzhang.web.verification.problem_page import LARGEST, offers, problem_page, save_draft
from tests.web.conftest import District
from tests.web.verification.campaigns import draw, found, points, problem_now, told, upload, visit


def test_each_is_offered_what_they_may(district: District) -> None:
    problem = told(district)
    offered = {role: [name for name, _, _ in offers(problem, district.person(role))] for role in Role}
    assert offered[Role.APPROVER] == ["认领", "异议"]
    assert offered[Role.LEADER] == ["不整改销号"]
    assert not offered[Role.PREPARER] and not offered[Role.INSPECTOR] and not offered[Role.SUPERVISION]
    moves.make("认领", problem, district.person(Role.APPROVER))
    now = problem_now(problem)
    assert offers(now, district.person(Role.PREPARER)) == [("整改", True, False)]
    assert ("报完成", True, True) in offers(now, district.person(Role.APPROVER))


def test_a_unit_prepares_and_its_head_reports(district: District) -> None:
    problem, preparer = told(district), district.person(Role.PREPARER)
    moves.make("认领", problem, district.person(Role.APPROVER))
    for _ in range(2):
        save_draft(problem_now(problem), preparer, "已加固两处", [upload("整改.pdf", b"pdf")])
    now = problem_now(problem)
    assert (now.draft, now.files.count(), now.state) == ("已加固两处", 1, "认领"), "nothing is sent yet"
    moves.make("报完成", now, district.person(Role.APPROVER), now.draft)
    assert (problem_now(problem).draft, problem_now(problem).state) == ("", "已报完成")
    with pytest.raises(FieldMoveError, match="没有“答复核验问题”"):
        save_draft(now, district.person(Role.SUPERVISION), "x", [])


def test_files_are_bounded(district: District) -> None:
    problem, preparer = told(district), district.person(Role.PREPARER)
    large = upload("大.pdf")
    large.size = LARGEST + 1
    with pytest.raises(FieldMoveError, match="超过 20 MB"):
        save_draft(problem, preparer, "x", [large])
    with pytest.raises(FieldMoveError, match="最多 20 份"):
        save_draft(problem, preparer, "x", [upload(f"{n}.pdf") for n in range(21)])
    moves.make("不整改销号", problem, district.person(Role.LEADER), "不再要求")
    with pytest.raises(FieldMoveError, match="不用再答复"):
        save_draft(problem_now(problem), preparer, "x", [])


def test_the_history_has_the_look_back_in_its_place(district: District) -> None:
    problem = told(district)
    draw(district, problem.verification, SECOND, district.department)
    visit(points(problem.verification).get(origin=problem), found("1", note="仍未加固"))
    shown = problem_page(problem_now(problem), district.person(Role.SUPERVISION))
    assert [(line.act, line.text) for line in shown["history"]] == [
        ("告知", ""),
        ("回头看不合格", "仍未加固"),
    ]
    assert shown["next"] == "单位整改并报完成" and len(shown["photos"]) == len(shown["again"]) == 1
    assert shown["sees_points"] and not shown["drafts"]
