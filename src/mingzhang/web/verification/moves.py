"""The moves of problems: who may make which.  States follow from the pure room; nothing else writes them.

::

    发现 —告知→ 告知 —认领→ 认领 —整改→ 整改 —报完成→ 已报完成 —回头看→ 合格销号
                 ↘ 异议 —异议成立（签批）→ 异议成立          ↘ 不合格：重开，次数加一
                      ↘ 异议不成立（签批）→ 认领
    告知以后 —不整改销号（签批）→ 不整改销号

What must be signed is a move that only the leader may make.  Looking back is no move: it comes from a visit.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from mingzhang.verification.campaign import EVENTS, CampaignFault, judged, late, owed
from mingzhang.verification.draw import FIRST, SECOND
from mingzhang.verification.problem import SIGNED, FieldProblem, ProblemAct, ProblemState
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.today import now, today
from mingzhang.web.verification.campaigns import campaign_of
from mingzhang.web.verification.models import FieldVerification, VisitPoint
from mingzhang.web.verification.problem_models import FoundProblem, ProblemStep

_OF_UNIT = {
    ProblemAct.OWN: Action.CONFIRM_PROBLEM,
    ProblemAct.DISPUTE: Action.CONFIRM_PROBLEM,
    ProblemAct.MEND: Action.ANSWER_PROBLEM,
    ProblemAct.REPORT: Action.CONFIRM_PROBLEM,
    ProblemAct.TELL: Action.RUN_VERIFICATION,
}
MOVES = _OF_UNIT | dict.fromkeys(sorted(SIGNED), Action.SIGN_PROBLEM)


class FieldMoveError(Exception):
    """A move that the state or the right does not allow; its text is for the person."""


def held(verification: FieldVerification) -> FieldVerification:
    """The verification, held until the transaction ends: one change after the other."""
    FieldVerification.objects.select_for_update().get(pk=verification.pk)
    return FieldVerification.objects.select_related("organisation").get(pk=verification.pk)


def turn() -> int:
    """The moment as a number: what orders the steps of one day."""
    return int(now().timestamp() * 1_000_000)


@transaction.atomic
def make(move: str, problem: FoundProblem, who: Person, words: str = "") -> FoundProblem:
    """Make the move of that name, with a reason where it takes one."""
    try:
        act = ProblemAct(move)
        action = MOVES[act]
    except (ValueError, KeyError):
        raise FieldMoveError("没有这种办理。") from None
    held(problem.verification)
    found = FoundProblem.objects.select_related("verification__organisation", "organisation", "point").get(
        pk=problem.pk
    )
    if not may(who, action, found):
        raise FieldMoveError(f"没有“{action.value}”的权限，不能“{act.value}”。")
    names = "、".join(found.files.values_list("name", flat=True))[:600]
    evidence = names if act is ProblemAct.REPORT else ""
    before = found.state
    step = ProblemStep.objects.create(
        problem=found,
        day=today(),
        act=act.value,
        by=who,
        text=words.strip()[:600],
        evidence=evidence,
        turn=turn(),
    )
    folded(found.verification, [found.point], signed={found.pk: who} if act in SIGNED else {})
    found.refresh_from_db()
    if act in (ProblemAct.MEND, ProblemAct.REPORT, ProblemAct.DISPUTE):
        found.draft = ""
        found.save(update_fields=["draft"])
    told = f"{act.value}：{found}" + (f"（{step.text}）" if step.text else "")
    record(who, act.value, found, told, {"状态": before}, {"状态": found.state})
    return found


@transaction.atomic
def tell_all(verification: FieldVerification, who: Person) -> int:
    """告知 every problem that its unit has not been told of; how many there were."""
    waiting = FoundProblem.objects.filter(verification=verification, state=ProblemState.FOUND.value)
    found = list(waiting.select_related("verification", "organisation", "point"))
    if not may(who, Action.RUN_VERIFICATION, verification):
        raise FieldMoveError(f"没有“{Action.RUN_VERIFICATION.value}”的权限。")
    held(verification)
    ProblemStep.objects.bulk_create(
        ProblemStep(problem=each, day=today(), act=ProblemAct.TELL.value, by=who, turn=turn())
        for each in found
    )
    folded(verification, [each.point for each in found])
    for each in found:
        record(who, ProblemAct.TELL.value, each, f"告知：{each}", {"状态": each.state}, {"状态": "告知"})
    return len(found)


def folded(
    verification: FieldVerification, points: Sequence[VisitPoint], signed: dict[int, Person] | None = None
) -> None:
    """Let the problems around some points stand where results and steps put them.

    Raises :class:`FieldMoveError` with the sentence of the pure room where a step is not lawful; whoever
    calls does so in the transaction in which the step was written, so that it is not.
    """
    if not points:
        return
    campaign = campaign_of(verification, points)
    problems, faults = judged(campaign)
    wrong = [fault for fault in faults if fault.sheet == EVENTS or fault.name == "result"]
    if wrong:
        raise FieldMoveError(_told(wrong[0]))
    rows = {point.number: point.row for point in campaign.points}
    known = FoundProblem.objects.filter(verification=verification, point__in=rows.values())
    kept = {row.number: row for row in known}
    for problem in problems.values():
        row = kept.pop(problem.number, None) or _new(verification, problem, rows)
        _put(row, problem, (signed or {}).get(row.pk or 0))
    for row in kept.values():  # the result that it was found by has been corrected
        row.delete()


def _told(fault: CampaignFault) -> str:
    name = "问题" if fault.sheet == EVENTS else "点位"
    return f"{name}“{fault.owner}”：{fault.message}。"


def _new(verification: FieldVerification, problem: FieldProblem, rows: dict[str, int | None]) -> FoundProblem:
    """A problem that was just found; in the second phase's time it gets a point there at once."""
    point = VisitPoint.objects.select_related("organisation").get(pk=rows[problem.point] or 0)
    return FoundProblem(
        verification=verification,
        organisation=point.organisation,
        point=point,
        code=problem.item.code,
        number=problem.number,
        phase=problem.phase,
        matter=problem.matter,
        item=problem.item.text,
        criterion=problem.item.criterion,
        severity=problem.item.severity,
        found=problem.found,
    )


def _put(row: FoundProblem, problem: FieldProblem, signer: Person | None) -> None:
    """Write down where a problem stands."""
    row.state, row.reopened, row.text = problem.state.value, problem.reopened, problem.text[:600]
    if signer is not None:
        row.signed_by = signer
    if row.pk is None:
        row.save()  # no point can look back at it before
        row.rounds = max(0, row.verification.rounds - late(row.phase))
        row.second_drawn = row.phase == FIRST and row.rounds > 0
    if row.open and row.looked < owed(row.rounds + late(row.phase), row.phase, row.reopened):
        row.look_back = look_back_point(row)  # the rounds so far would have looked at it
        row.looked += 1
    row.save()


def look_back_point(row: FoundProblem) -> VisitPoint:
    """A further point of the second phase that looks back at a problem, given to an inspector who may."""
    verification = row.verification
    count = verification.points.filter(phase=SECOND).count()
    people = {each.person.username: each for each in verification.inspectors.select_related("person", "home")}
    able = [each for each in people.values() if each.home_id != row.organisation_id]
    if not able:
        raise FieldMoveError(f"没有可以核验“{row.organisation}”的核验员：核验员不能是被核验单位的人。")
    chosen = min(able, key=lambda each: (each.points.filter(phase=SECOND).count(), each.pk))
    return VisitPoint.objects.create(
        verification=verification, phase=SECOND, number=f"B-{count + 1:03}", organisation=row.organisation,
        matter=row.matter, text=row.text, source="回头看", origin=row, inspector=chosen, home=chosen.home,
    )  # fmt: skip
