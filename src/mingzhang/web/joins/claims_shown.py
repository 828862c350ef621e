"""Both ends of a claim that came from a problem, and the verification with all of its claims."""

from __future__ import annotations

from django.urls import reverse

from mingzhang.appraisal.claims import OUTCOMES
from mingzhang.scoring.precision import written
from mingzhang.web.appraisal.assembling import plan_of
from mingzhang.web.appraisal.models import FiledClaim
from mingzhang.web.joins.claims import (
    JoinError,
    changed,
    costs_now,
    cycle_of,
    joined_claims,
    lost_by_problem,
)
from mingzhang.web.joins.models import ClaimOfProblem
from mingzhang.web.joins.shown import AskedField, Joined, JoinedEnd, JoinOffer, open_to
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.templatetags.chinese import marks
from mingzhang.web.verification.models import FieldVerification
from mingzhang.web.verification.problem_models import FoundProblem


def claim_end(joined: ClaimOfProblem, who: Person, note: str = "") -> JoinedEnd:
    """A claim as the end of a join."""
    claim = joined.claim
    said = f"{claim.unit.name}减分申报 {claim.number}，{marks(claim.claimed)} 分"
    if claim.approved is not None:
        said += f"，核定 {marks(claim.approved)} 分"
    address = open_to(who, Action.SEE_APPRAISAL, claim, claim.address)
    return JoinedEnd("减分申报", said, claim.state, address, note, bool(note))


def of_problem(problem: FoundProblem, who: Person) -> Joined:
    """The claim of a problem."""
    found = list(joined_claims().filter(problem=problem))
    return Joined([claim_end(joined, who) for joined in found])


def of_claim(claim: FiledClaim, who: Person) -> Joined:
    """The problem of a claim, its point, and what it costs today."""
    joined = joined_claims().filter(claim=claim).first()
    if joined is None:
        return Joined()
    problem = joined.problem
    lost = lost_by_problem(problem.verification, problem)
    note = changed(joined, lost)
    ends = [
        JoinedEnd(
            "核验问题", f"{problem.number} {problem.item}：{problem.text}", problem.state,
            open_to(who, Action.SEE_PROBLEMS, problem, problem.address), note, bool(note),
        ),
        JoinedEnd(
            "核验点位", f"{problem.point.number} {problem.point.text}", problem.phase,
            open_to(who, Action.SEE_VERIFICATION, problem.verification,
                    reverse("verification:seen", args=[problem.point_id])),
        ),
    ]  # fmt: skip
    able = note and costs_now(joined, lost) and claim.state not in OUTCOMES
    offers = []
    if able and may(who, Action.RUN_APPRAISAL, claim):
        points = written(costs_now(joined, lost))
        offers.append(JoinOffer(reverse("joins:renew", args=[claim.pk]), f"按现在的核验结果改为 {points} 分"))
    return Joined(ends, offers)


def of_verification(verification: FieldVerification, who: Person) -> Joined:
    """All claims of a verification, and handing on those that are not filed yet."""
    lost = lost_by_problem(verification)
    found = list(joined_claims().filter(problem__verification=verification))
    ends = [claim_end(joined, who, changed(joined, lost)) for joined in found]
    waiting = len(lost.keys() - {joined.problem.number for joined in found})
    if not waiting or not may(who, Action.RUN_VERIFICATION, verification):
        return Joined(ends)
    try:
        plan = plan_of(cycle_of(verification))
    except JoinError as why:
        return Joined([*ends, JoinedEnd("减分申报", f"{waiting} 项没有提交", note=str(why), warns=True)])
    rules = [(rule.code, f"{rule.code} {rule.name}") for rule in plan.rules if rule.holds(plan.cycle.day)]
    asked = [
        AskedField("rule", "依据的减分细则", rules, True, verification.rule),
        AskedField("late", "逾期受理理由（过了申报期限才填）"),
    ]
    address = reverse("joins:hand_over", args=[verification.pk])
    return Joined(ends, [JoinOffer(address, f"提交评审组（{waiting} 项）", asked)])
