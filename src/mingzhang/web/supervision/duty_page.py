"""The page of what one unit has to do: the matter, its day, what the others say, and the drafts."""

from __future__ import annotations

from typing import Any

from mingzhang.supervision.matter import STEPS, Act, MatterStage
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.supervision.board import lit, signs_of
from mingzhang.web.supervision.models import OPEN_TURNS, MatterDraft, MatterDuty, Turn

_OFFICE_ONLY = (Act.PROPOSE, Act.REPORT)  # what a unit is not told


def duty_page(duty: MatterDuty, who: Person, typed: dict[str, str] | None = None) -> dict[str, Any]:
    """All that the page says; with what somebody typed where it was refused."""
    matter = duty.matter
    (line,) = lit([duty], signs_of(matter.organisation))
    works = may(who, Action.WORK_MATTERS, duty)
    drafts = list(
        duty.drafts.filter(by_unit=True, turn__in=OPEN_TURNS)
        .select_related("matter", "made_by")
        .prefetch_related("proofs")
    )
    return {
        "duty": duty,
        "line": line,
        "matter": matter,
        "others": list(matter.duties.exclude(pk=duty.pk).select_related("organisation")),
        "events": events_for(duty),
        "drafts": drafts,
        "signs": may(who, Action.SIGN_ANSWERS, duty),
        "works": works,
        "acts": _able(duty, drafts) if works else [],
        "typed": typed or {},
    }


def events_for(duty: MatterDuty) -> list[Any]:
    """What a unit sees of the history: its own steps, those of all, and for the lead those of the others."""
    steps = duty.matter.events.exclude(act__in=_OFFICE_ONLY).select_related("unit", "person")
    every = steps.prefetch_related("proofs")
    own = {duty.given_to_id, duty.organisation_id}
    return [step for step in every if duty.leads or step.unit_id is None or step.unit_id in own]


def _able(duty: MatterDuty, drafts: list[MatterDraft]) -> list[Act]:
    """What a preparer may do now."""
    stage, written = MatterStage(duty.matter.stage), {Act(draft.act) for draft in drafts}
    able = []
    if duty.awaited and not duty.signed:
        able.append(Act.SIGN)
    if duty.awaited and duty.signed:
        able += [Act.PROGRESS, Act.ANSWER]
    if duty.awaited:
        able.append(Act.EXTEND)
    if stage in STEPS[Act.OBJECT].after and not duty.matter.review:
        able.append(Act.OBJECT)
    return [act for act in able if act not in written]


def draft_page(draft: MatterDraft, who: Person) -> dict[str, Any]:
    """A draft with what may be done about it now."""
    assert draft.duty is not None
    mine = may(who, Action.WORK_MATTERS, draft)
    return {
        "draft": draft,
        "duty": draft.duty,
        "proofs": list(draft.proofs.all()),
        "writes": mine and draft.turn == Turn.PREPARER,
        "signs": draft.turn == Turn.APPROVER and may(who, Action.SIGN_ANSWERS, draft),
        "drops": mine and draft.turn in OPEN_TURNS,
    }
