"""Deductions of field verification come to the appraisal as claims: each problem once, the panel decides.

A claim is bound to its problem.  What the problem would cost today is worked out anew whenever the claim is
shown, so that a problem that was withdrawn, or looked back at once more, is seen before the panel decides; a
score knows only what the panel granted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from django.db import transaction
from django.db.models import QuerySet

from mingzhang.appraisal.claims import DEDUCTION, OUTCOMES
from mingzhang.scoring.precision import written
from mingzhang.verification.analysis import FieldDeduction, deductions
from mingzhang.verification.problem import ProblemState
from mingzhang.web.appraisal.assembling import plan_of
from mingzhang.web.appraisal.filling import FillingError, figure, file_claim
from mingzhang.web.appraisal.models import AppraisalCycle, AppraisedUnit, FiledClaim, LeafProof
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import StoredFile, keep
from mingzhang.web.joins.models import ClaimOfProblem
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.today import today
from mingzhang.web.verification.campaigns import campaign_of
from mingzhang.web.verification.models import CheckPhoto, FieldVerification
from mingzhang.web.verification.moves import held
from mingzhang.web.verification.papers import feedback_of
from mingzhang.web.verification.problem_models import FoundProblem

_PHOTOS = 4  # of one problem that go with its claim


class JoinError(Exception):
    """What cannot be handed on; its text is for the person."""


@dataclass
class HandedOver:
    """What was handed on: how many claims are new, how many were there, what could not be and why."""

    new: int = 0
    known: int = 0
    told: list[str] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """The same in words.

        >>> HandedOver(3, 2).sentence
        '向评审组提交减分申报 3 项，以前已提交 2 项。'
        """
        return f"向评审组提交减分申报 {self.new} 项，以前已提交 {self.known} 项。"


def lost_by_problem(
    verification: FieldVerification, of: FoundProblem | None = None
) -> dict[str, FieldDeduction]:
    """What is lost today, by the number of the problem; ``of`` asks for those of its unit alone."""
    points = None if of is None else verification.points.filter(organisation=of.organisation_id)
    return {each.source: each for each in deductions(campaign_of(verification, points))}


@transaction.atomic
def hand_over(verification: FieldVerification, who: Person, rule: str = "", late: str = "") -> HandedOver:
    """File a claim for every problem that costs points and has none, by a rule of the appraisal.

    ``rule`` is empty for the one that the verification names; ``late`` says why after the deadline.
    """
    found = held(verification)
    if not may(who, Action.RUN_VERIFICATION, found):
        raise JoinError(f"没有“{Action.RUN_VERIFICATION.value}”的权限。")
    cycle = cycle_of(found)
    rule = rule.strip() or found.rule
    if plan_of(cycle).rule(rule) is None:
        raise JoinError(f"{cycle}没有细则“{rule}”，请选一条减分细则；拟扣分没有提交。")
    rows = found.problems.select_related("organisation", "point", "verification__organisation")
    problems = {row.number: row for row in rows}
    units = {unit.organisation_id: unit for unit in _units(cycle)}
    done, lost = HandedOver(), lost_by_problem(found)
    joined = set(ClaimOfProblem.objects.filter(problem__verification=found).values_list("problem", flat=True))
    loose = FiledClaim.objects.filter(unit__cycle=cycle, kind=DEDUCTION, from_problem=None)
    filed = {(claim.source, claim.unit_id): claim for claim in loose.select_related("unit__organisation")}
    for number, each in lost.items():
        problem = problems[number]
        unit = units.get(problem.organisation_id)
        if problem.pk in joined:
            done.known += 1
        elif unit is None:
            done.told.append(f"“{problem.organisation}”不是{cycle.year}年度的参评单位，{problem}没有提交。")
        else:
            claim = filed.get((number[:40], unit.pk)) or _claimed(
                problem, each, unit, who, {"rule": rule, "late": late}
            )
            _join(problem, claim, who)
            done.new += 1
    if done.new:
        record(who, "提交拟扣分", found, f"{found}：{done.sentence}")
    return done


def cycle_of(verification: FieldVerification) -> AppraisalCycle:
    """The appraisal of the year and region of a verification; raises :class:`JoinError`."""
    cycle = AppraisalCycle.objects.filter(
        organisation=verification.organisation, year=verification.year
    ).select_related("organisation").first()  # fmt: skip
    if cycle is None:
        raise JoinError(f"还没有{verification.year}年度绩效考评，请绩效办先建立；拟扣分没有提交。")
    return cycle


def _units(cycle: AppraisalCycle) -> Iterable[AppraisedUnit]:
    return AppraisedUnit.objects.filter(cycle=cycle).select_related("organisation", "cycle__organisation")


def _claimed(
    problem: FoundProblem, lost: FieldDeduction, unit: AppraisedUnit, who: Person, told: dict[str, str]
) -> FiledClaim:
    """A claim for what a problem costs."""
    said = {"kind": DEDUCTION, "words": lost.reason[:300], "claimed": written(lost.points)}
    try:
        return file_claim(unit, who, told | said | {"source": problem.number[:40]}, office=True)
    except FillingError as refusal:
        raise JoinError(f"{problem}：{refusal}") from refusal


def _join(problem: FoundProblem, claim: FiledClaim, who: Person) -> None:
    """Bind a claim to its problem, with its proof; one that came by workbook before is bound as it is."""
    if not claim.proofs.exists():
        _prove(claim, problem, who)
    made = ClaimOfProblem.objects.create(problem=problem, claim=claim, by=who)
    record(who, "提交拟扣分", made, f"{problem}提交为{claim}，{written(Fraction(claim.claimed))} 分")


def _prove(claim: FiledClaim, problem: FoundProblem, who: Person) -> None:
    """What proves the problem goes along, the same files: its photographs, or the report to the unit."""
    photos = CheckPhoto.objects.filter(check_of__point__in=[problem.point_id, problem.look_back_id])
    found = [(photo.file, photo.name) for photo in photos.select_related("file").order_by("-pk")[:_PHOTOS]]
    for file, name in found or [_report(problem)]:
        LeafProof.objects.create(
            unit=claim.unit, claim=claim, file=file, name=name[:200], by=who, day=today(),
            proves=str(problem)[:200],
        )  # fmt: skip


def _report(problem: FoundProblem) -> tuple[StoredFile, str]:
    data, name = feedback_of(problem.verification, problem.organisation, "docx")
    return keep([data]), name


def joined_claims() -> QuerySet[ClaimOfProblem]:
    """The claims that came from problems, with both ends."""
    return ClaimOfProblem.objects.select_related(
        "claim__unit__cycle__organisation",
        "claim__unit__organisation",
        "problem__verification__organisation",
        "problem__organisation",
        "problem__point",
    )


def costs_now(joined: ClaimOfProblem, lost: dict[str, FieldDeduction]) -> Fraction:
    """What the problem of a claim would cost today."""
    found = lost.get(joined.problem.number)
    return found.points if found else Fraction(0)


def changed(joined: ClaimOfProblem, lost: dict[str, FieldDeduction]) -> str:
    """What has become of the problem since it was claimed, ``""`` where it stands as it did."""
    now, claimed = costs_now(joined, lost), Fraction(joined.claim.claimed)
    if joined.problem.state == ProblemState.WITHDRAWN.value:
        return "异议成立，问题已撤销"
    if not now:
        return "按现在的核验结果不扣分"
    return "" if now == claimed else f"按现在的核验结果应扣 {written(now)} 分"


@transaction.atomic
def renew(claim: FiledClaim, who: Person) -> FiledClaim:
    """Claim what the problem costs today, while the panel has not decided."""
    FiledClaim.objects.select_for_update().filter(pk=claim.pk).first()
    joined = joined_claims().filter(claim=claim).first()
    if joined is None:
        raise JoinError("这项申报不是从察访核验来的。")
    found = joined.claim
    if not may(who, Action.RUN_APPRAISAL, found):
        raise JoinError(f"没有“{Action.RUN_APPRAISAL.value}”的权限。")
    if found.state in OUTCOMES:
        raise JoinError(f"评审组已经决定“{found.state}”，申报分数不再改。")
    now = costs_now(joined, lost_by_problem(joined.problem.verification, joined.problem))
    if not now:
        raise JoinError("按现在的核验结果不扣分，请评审组按“不采纳”处理。")
    before, found.claimed = found.claimed, figure(written(now))
    found.save(update_fields=["claimed"])
    record(who, "更新申报分数", found, f"{found}改为 {written(now)} 分", str(before), written(now))
    return found
