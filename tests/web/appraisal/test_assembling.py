"""The year as the room knows it: versions in force, books in force, evidence with its leaf."""

from __future__ import annotations

from mingzhang.web.appraisal import moves
from mingzhang.web.appraisal.assembling import (
    appraised,
    books_in_force,
    everything,
    in_force,
    plan_of,
    returns_of,
    units_of,
)
from mingzhang.web.appraisal.models import AppraisalCycle
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import issued, proved, ready, signed
from tests.web.conftest import District


def test_the_book_in_force_is_the_last_that_is_signed(district: District) -> None:
    cycle = issued(district)
    first = signed(district, cycle)[0]
    moves.make(moves.BOOK_MOVES, "adjust", first, district.person(Role.PERFORMANCE), "调整")
    found = {book.unit.name: (book.number, book.state) for book in books_in_force(units_of(cycle))}
    assert found == {"甲区水务局": (1, "签订"), "甲区档案馆": (1, "签订")}


def test_of_versions_the_last_that_is_issued_counts(district: District) -> None:
    cycle = issued(district)
    moves.make(moves.VERSION_MOVES, "revised", cycle.versions.get(), district.person(Role.PERFORMANCE), "改")
    versions = list(cycle.versions.all())
    assert in_force(versions).number == 1
    assert in_force(versions[1:]).number == 2


def test_evidence_belongs_to_its_leaf_and_to_no_other(district: District) -> None:
    cycle = ready(district)
    found = {(one.unit, one.indicator): one for one in returns_of(cycle).reported}
    assert [item.name for item in found["甲区水务局", "K1"].evidence] == ["证明.txt"]
    assert found["甲区水务局", "F1"].evidence == ()
    assert found["甲区水务局", "X1"].marks == 9


def test_all_units_are_scored_as_things_stand(district: District) -> None:
    cycle = ready(district)
    made = appraised(cycle)
    assert made.complete and [str(score.total) for score in made.scores] == ["97", "97"]
    assert set(everything(made.plan, made.returns)) == {"方案", "数据"}


def test_no_evidence_is_not_bad(district: District) -> None:
    cycle = issued(district)
    signed(district, cycle)
    told = [str(problem) for problem in appraised(cycle).problems]
    assert any("还没有采集" in sentence for sentence in told)
    proved(district, cycle)
    assert appraised(cycle).of("甲区水务局").total is None  # type: ignore[union-attr]


def test_a_decision_of_the_meeting_belongs_to_the_returns(district: District) -> None:
    cycle = issued(district)
    assert returns_of(cycle).decision is None and plan_of(cycle).cycle.year == cycle.year
    AppraisalCycle.objects.filter(pk=cycle.pk).update(met="2026-03-16", meeting="党组会", decided="同意")
    decision = returns_of(AppraisalCycle.objects.get(pk=cycle.pk)).decision
    assert decision is not None and (decision.meeting, decision.published) == ("党组会", None)
