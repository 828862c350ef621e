"""The moves of a matter: who may make which.  Nothing else adds to its history.

What may be done when is said by the pure room (:data:`mingzhang.supervision.matter.STEPS`) alone::

    督查室    拟办、交办、催办、通过、退回、报告、归档
    分管领导  立项、不立项、延期、免予反馈、办结、中止、恢复、移交、复核维持、复核更正（签批）
    填报人    签收、进展；拟稿：反馈、延期、申请复核
    单位负责人 反馈、申请复核（审签）

Every move holds the matter first, so that of two people only one moves; the other is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from mingzhang.supervision.course import UnlawfulActError
from mingzhang.supervision.matter import LEAD, SUPPORT, Act
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today
from mingzhang.web.supervision.folding import Folded, event_of, folded, keep
from mingzhang.web.supervision.models import MatterDuty, MatterEvent, SupervisedMatter
from mingzhang.web.supervision.numbers import next_letters, units_of

#: What one must be allowed to do to make each step.
RIGHT_TO = {
    act: Action.RUN_MATTERS
    for act in (Act.PROPOSE, Act.ASSIGN, Act.URGE, Act.ACCEPT, Act.RETURN, Act.REPORT, Act.FILE)
} | {
    act: Action.SIGN_MATTERS
    for act in (
        Act.OPEN, Act.DECLINE, Act.EXTEND, Act.WAIVE, Act.CLOSE, Act.SUSPEND, Act.RESUME, Act.HAND,
        Act.UPHOLD, Act.CORRECT,
    )
} | {
    Act.SIGN: Action.WORK_MATTERS,
    Act.PROGRESS: Action.WORK_MATTERS,
    Act.ANSWER: Action.SIGN_ANSWERS,
    Act.OBJECT: Action.SIGN_ANSWERS,
}  # fmt: skip
_OF_UNITS = (Action.WORK_MATTERS, Action.SIGN_ANSWERS)


class MatterMoveError(Exception):
    """A move that the course of the matter or a right does not allow; its text is for the person."""


@dataclass(frozen=True)
class Said:
    """What somebody says with a step: of which unit's duty, in which words, until when, to whom.

    ``seen`` is the number of steps that the person has seen, ``None`` where it does not matter.
    """

    act: Act
    duty: int | None = None
    text: str = ""
    due: date | None = None
    to: str = ""
    seen: int | None = None


def held(matter: SupervisedMatter) -> SupervisedMatter:
    """The matter as it is now, held until the transaction ends."""
    SupervisedMatter.objects.select_for_update().get(pk=matter.pk)  # joins are not locked with it
    return SupervisedMatter.objects.select_related("organisation", "parent").get(pk=matter.pk)


@transaction.atomic
def make(matter: SupervisedMatter, who: Person, said: Said, drafted_by: Person | None = None) -> MatterEvent:
    """Make a step; raises :class:`MatterMoveError` and changes nothing where it is not allowed."""
    if said.act is Act.ASSIGN:
        raise MatterMoveError("交办请在“交办”里选择牵头和协办单位。")
    found = held(matter)
    duty = duty_of(found, said)
    allowed(found, duty, who, said.act)
    last = found.events.order_by("-pk").select_related("person").first()
    if last is not None and _sent_twice(last, who, said, duty):
        return last
    _fresh(found, said, last)
    step = _step(found, duty, who, said)
    step.drafted_by = drafted_by
    if said.act is Act.URGE:
        step.reference = next_letters(found.organisation)
    taken(found, [step], who)
    return step


@transaction.atomic
def assign(
    matter: SupervisedMatter, who: Person, lead: Organisation | None, others: Sequence[Organisation],
    due: date | None, seen: int | None = None,
) -> str:  # fmt: skip
    """交办 to a lead unit and others under one notice; its number."""
    found = held(matter)
    allowed(found, None, who, Act.ASSIGN)
    _fresh(found, Said(Act.ASSIGN, seen=seen), found.events.order_by("-pk").select_related("person").first())
    given = [(lead, LEAD)] if lead is not None else []
    given += [(unit, SUPPORT) for unit in others if unit != lead]
    if not given:
        raise MatterMoveError("请选择牵头单位。")
    reference = next_letters(found.organisation)
    told = {"matter": found, "day": today(), "act": Act.ASSIGN, "due": due, "reference": reference}
    taken(found, [MatterEvent(unit=unit, role=role, **told) for unit, role in given], who)
    return reference


def units_in(
    region: Organisation, lead: str, others: Sequence[str]
) -> tuple[Organisation | None, list[Organisation]]:
    """The units that a form names by their keys."""
    keys = [key for key in (lead, *others) if key]
    if not all(key.isascii() and key.isdecimal() and len(key) < 18 for key in keys):
        raise MatterMoveError("所选的单位不在本区单位名录里，请重新选择。")
    found = {str(unit.pk): unit for unit in units_of(region).filter(pk__in=map(int, keys))}
    if set(keys) - found.keys():
        raise MatterMoveError("所选的单位不在本区单位名录里，请重新选择。")
    return found.get(lead), [found[key] for key in others if key]


def allowed(matter: SupervisedMatter, duty: MatterDuty | None, who: Person, act: Act) -> None:
    """Refuse who may not make this step."""
    action = RIGHT_TO[act]
    target = duty if action in _OF_UNITS else matter
    if target is None or not may(who, action, target):
        raise MatterMoveError(f"没有“{action.value}”的权限，不能“{act}”。")


def duty_of(matter: SupervisedMatter, said: Said) -> MatterDuty | None:
    """The duty that is meant, of this matter."""
    if said.duty is None:
        return None
    found = matter.duties.select_related("organisation").filter(pk=said.duty).first()
    if found is None:
        raise MatterMoveError("没有选择单位，或者这件事项没有交办给它。")
    return found


def tried(matter: SupervisedMatter, duty: MatterDuty | None, said: Said) -> None:
    """Refuse what could not be done even if it were signed now: whoever drafts is told at once."""
    step = _step(matter, duty, None, said)
    step.by = step.by or "待签批"
    _recorded(folded(matter), [step])


def taken(matter: SupervisedMatter, steps: Sequence[MatterEvent], who: Person) -> None:
    """Add steps to the history of a held matter, all or none, keep what follows, and say so in the log."""
    made = folded(matter)
    before = {"状态": matter.stage, "期限": _days(matter)}
    made.units |= {step.unit.name: step.unit for step in steps if step.unit is not None}
    _recorded(made, steps)
    for step in steps:
        step.person = who
        step.save()
    keep(matter, made)
    after = {"状态": matter.stage, "期限": _days(matter)}
    words = "；".join(filter(None, (told(step) for step in steps)))
    record(who, f"督查{steps[0].act}", matter, f"{steps[0].act}：{matter}（{words}）", before, after)


def told(step: MatterEvent) -> str:
    """A step in words, for log and lists."""
    unit = step.unit.name if step.unit is not None else step.to
    due = f"期限{step.due}" if step.due else ""
    return "，".join(filter(None, (f"{step.role}{unit}", step.text, due, step.reference)))


def _days(matter: SupervisedMatter) -> dict[str, str]:
    duties = matter.duties.select_related("given_to")
    return {duty.given_to.name: duty.due.isoformat() for duty in duties}


def _recorded(made: Folded, steps: Sequence[MatterEvent]) -> None:
    try:
        for step in steps:
            made.register.record(event_of(step))
    except UnlawfulActError as refusal:
        raise MatterMoveError(str(refusal)) from None


def _step(matter: SupervisedMatter, duty: MatterDuty | None, who: Person | None, said: Said) -> MatterEvent:
    return MatterEvent(
        matter=matter,
        day=today(),
        act=said.act,
        unit=None if duty is None else duty.organisation,
        to=said.to[:60] if said.act is Act.HAND else "",
        by=who.name if who is not None else "",
        text=said.text.replace("\0", "").strip(),
        due=said.due,
    )


def _sent_twice(last: MatterEvent, who: Person, said: Said, duty: MatterDuty | None) -> bool:
    """Whether the last step is this one, made by the same person on the same day: a second click."""
    unit = None if duty is None else duty.organisation_id
    mine = (said.act, unit, said.text.strip(), said.due, who.pk, today())
    return mine == (Act(last.act), last.unit_id, last.text, last.due, last.person_id, last.day)


def _fresh(matter: SupervisedMatter, said: Said, last: MatterEvent | None) -> None:
    """Refuse a step of somebody who has not seen the last ones."""
    if said.seen is not None and said.seen != matter.edition and last is not None:
        raise MatterMoveError(
            f"这件事项刚刚由{last.person or '导入'}办理了“{last.act}”，请看过再办；你写的还在下面，没有办理。"
        )
