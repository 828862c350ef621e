"""The road of a matter through the wings in a browser: task line, point, deduction, next year's task.

What is no join is done aside: visits, the panel, the seal.  Each end is reached by the link of a page.
"""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.verification.draw import FIRST
from mingzhang.verification.problem import ProblemAct
from mingzhang.web.appraisal.models import FiledClaim
from mingzhang.web.people.models import Role
from mingzhang.web.supervision.models import SupervisedMatter
from mingzhang.web.verification import drawing, moves
from mingzhang.web.verification.problem_models import FoundProblem
from tests.web.conftest import District
from tests.web.joins.joining import RULE
from tests.web.joins.test_lines import book_of
from tests.web.joins.test_losses import sealed
from tests.web.supervision.courses import assigned
from tests.web.test_roads import Visitor, browser
from tests.web.verification.campaigns import found, points, prepared, visit

pytestmark = pytest.mark.any_database

__all__ = ["browser"]


def test_the_road_of_a_matter_through_the_wings(browser: Any, live_server: Any, district: District) -> None:
    visitors = [Visitor(browser, live_server.url) for _ in range(3)]
    preparer, office, appraisal = visitors
    preparer.signed_in(district, Role.PREPARER)
    office.signed_in(district, Role.SUPERVISION)
    appraisal.signed_in(district, Role.PERFORMANCE)
    matter, book = assigned(district), book_of(district, year=2026)
    preparer.see(book.address)
    choose(preparer, "绑定督查事项", number="1", matter=str(matter.pk))
    assert matter.number in preparer.text
    problem = looked_at(district)
    assert problem.matter == matter.number
    office.see(f"/verification/{problem.verification_id}/claims/")
    choose(office, "提交评审组（1 项）", rule=RULE)
    claim = FiledClaim.objects.get()
    every_end(office, matter, book.unit.name, problem, claim)
    lost = {"申报编号": claim.number, "种类": "减分", "事由": claim.words, "计分": "0.5"}
    unit = sealed(district, 2026, {"指标": [], "加减分": [lost]})
    appraisal.see(unit.address).press("失分转为督查事项（1 项）")
    next_matter = SupervisedMatter.objects.exclude(pk=matter.pk).get()
    further = book_of(district, year=2027)
    preparer.see(further.address)
    choose(preparer, "编入任务书", matter=str(next_matter.pk), indicator="K1", target="≥1处")
    assert next_matter.text in preparer.text
    office.see(next_matter.address)
    office.look()
    assert "2027年度任务 3" in office.text, "the line that it became"
    assert "考评失分" in office.text and claim.words[:8] in office.text, "what it follows from"
    faults = [fault for visitor in visitors for fault in visitor.faults]
    assert not faults, "\n".join(faults)


def choose(visitor: Visitor, button: str, **told: str) -> None:
    """Fill in the form of a join and send it."""
    form = visitor.view.locator("form", has=visitor.view.locator(f"button:text-is('{button}')"))
    for name, said in told.items():
        field = form.locator(f"[name={name}]")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(said)
        else:
            field.fill(said)
    form.locator("button").click()
    visitor.look()


def looked_at(district: District) -> FoundProblem:
    """The point of the matter, drawn from the register; what was found there is closed, not mended."""
    made, leader = prepared(district), district.person(Role.LEADER)
    drawing.drawn_from(made.phases.get(name=FIRST), district.person(Role.SUPERVISION), None)
    (point,) = points(made)
    visit(point, found("1"), found("2", "合格"))
    moves.tell_all(made, district.person(Role.SUPERVISION))
    problem = FoundProblem.objects.get()
    return moves.make(ProblemAct.CLOSE.value, problem, leader, "地块列入征收")


def every_end(
    office: Visitor, matter: SupervisedMatter, unit: str, problem: FoundProblem, claim: FiledClaim
) -> None:
    """From the matter one reaches its line, its point, what was found there and the claim, and comes back."""
    page = office.see(matter.address).view
    office.look()
    assert f"{unit}2026年度任务 1" in office.text and f"减分申报 {claim.number}" in office.text
    page.click(f".joined a:has-text('{problem.point.number} ')")
    assert matter.number in office.text, "the point names its matter"
    page.click(f".joined a:has-text('{matter.number}')")
    assert matter.text in page.inner_text("h1")
    page.click(f".joined a:has-text('{problem.number} ')")
    assert f"减分申报 {claim.number}" in office.text, "the problem names its claim"
