"""Each problem becomes one claim, with its proof; the panel sees what changed, and decides."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from mingzhang.appraisal.claims import DEDUCTION
from mingzhang.web.appraisal import filling, moves
from mingzhang.web.appraisal.assembling import appraised
from mingzhang.web.appraisal.models import FiledClaim
from mingzhang.web.audit.models import Entry
from mingzhang.web.joins.claims import (
    HandedOver,
    JoinError,
    changed,
    hand_over,
    joined_claims,
    lost_by_problem,
    renew,
)
from mingzhang.web.people.models import Role
from mingzhang.web.verification.models import StandardItem
from mingzhang.web.verification.problem_models import FoundProblem
from tests.web.appraisal.district_year import unit_of
from tests.web.conftest import DAY, District
from tests.web.joins.joining import RULE, unmended, year_of


def handed(district: District, problem: FoundProblem) -> HandedOver:
    return hand_over(problem.verification, district.person(Role.SUPERVISION), RULE)


def test_a_problem_is_claimed_once_with_its_photograph_and_counts_only_by_the_panel(
    district: District,
) -> None:
    problem, cycle = unmended(district), year_of(district)
    done = handed(district, problem)
    assert (done.new, done.known, done.told) == (1, 0, [])
    claim = FiledClaim.objects.get()
    assert (claim.kind, claim.claimed, claim.source) == (DEDUCTION, Decimal("0.5"), problem.number)
    assert "不整改销号" in claim.words and claim.unit.organisation == district.department
    assert claim.proofs.get().name.endswith(".jpg"), "the photograph goes along"
    again = handed(district, problem)
    assert (again.new, again.known) == (0, 1) and FiledClaim.objects.count() == 1
    assert Entry.objects.filter(what="提交拟扣分").count() == 2, "the claim, and the verification as a whole"
    score = appraised(cycle).of(district.department.name)
    assert score is not None and all(not one.granted for one in score.claims), "nobody decided yet"
    office = district.person(Role.PERFORMANCE)
    moves.claim_complete(claim, office, "")
    moves.claim_review(claim, office, "评审组")
    moves.claim_decide(claim, office, "采纳", "", "属实")
    score = appraised(cycle).of(district.department.name)
    assert score is not None and [one.granted for one in score.claims] == [Fraction(1, 2)]


def test_what_changed_is_told_and_renewed_until_the_panel_decides(district: District) -> None:
    problem, _ = unmended(district), year_of(district)
    handed(district, problem)
    joined = joined_claims().get()
    assert changed(joined, lost_by_problem(problem.verification, problem)) == ""
    StandardItem.objects.filter(verification=problem.verification, code="1").update(points=Decimal("0.75"))
    assert "0.75" in changed(joined, lost_by_problem(problem.verification, problem))
    office = district.person(Role.PERFORMANCE)
    assert renew(joined.claim, office).claimed == Decimal("0.75")
    FoundProblem.objects.filter(pk=problem.pk).update(state="异议成立")
    joined = joined_claims().get()
    assert "撤销" in changed(joined, lost_by_problem(problem.verification, problem))
    FiledClaim.objects.update(state="采纳")
    with pytest.raises(JoinError, match="已经决定"):
        renew(joined.claim, office)
    with pytest.raises(JoinError, match="没有“"):
        renew(joined.claim, district.person(Role.LEADER))


def test_a_claim_of_a_workbook_is_joined_as_it_is(district: District) -> None:
    problem, cycle = unmended(district), year_of(district)
    unit = unit_of(cycle, district.department)
    told = {"kind": DEDUCTION, "rule": RULE, "words": "台账", "claimed": "1", "source": problem.number}
    made = filling.file_claim(unit, district.person(Role.PERFORMANCE), told)
    assert handed(district, problem).new == 1
    claim = FiledClaim.objects.get()
    assert claim.pk == made.pk and claim.claimed == 1 and claim.proofs.exists()
    loose = filling.file_claim(unit, district.person(Role.PERFORMANCE), told | {"source": ""})
    with pytest.raises(JoinError, match="不是从察访核验来的"):
        renew(loose, district.person(Role.PERFORMANCE))


def test_what_is_not_there_is_said_and_nothing_is_filed(district: District) -> None:
    problem, office = unmended(district), district.person(Role.SUPERVISION)
    with pytest.raises(JoinError, match="没有2026年度绩效考评"):
        hand_over(problem.verification, office, RULE)
    cycle = year_of(district)
    with pytest.raises(JoinError, match="JF-03"):
        hand_over(problem.verification, office)
    with pytest.raises(JoinError, match="没有“"):
        hand_over(problem.verification, district.person(Role.PERFORMANCE), RULE)
    cycle.units.filter(organisation=district.department).delete()
    assert "不是2026年度的参评单位" in handed(district, problem).told[0] and not FiledClaim.objects.exists()


def test_after_the_deadline_a_reason_is_asked_for(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem, _ = unmended(district), year_of(district)
    monkeypatch.setattr("mingzhang.web.appraisal.filling.today", lambda: DAY.replace(year=2028))
    with pytest.raises(JoinError, match="逾期"):
        handed(district, problem)
    hand_over(problem.verification, district.person(Role.SUPERVISION), RULE, "核验报告迟到")
    assert FiledClaim.objects.get().late == "核验报告迟到"


def test_a_problem_without_a_photograph_is_proven_by_the_report_to_its_unit(district: District) -> None:
    problem, _ = unmended(district), year_of(district)
    for check in problem.point.checks.all():
        check.photos.all().delete()
    handed(district, problem)
    assert FiledClaim.objects.get().proofs.get().name.endswith(".docx")
