"""The page of a matter: what it is, who has to do what, what happened, and what can be done next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from mingzhang.supervision.matter import STEPS, Act, MatterStage
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.supervision.board import lit, signs_of
from mingzhang.web.supervision.folding import limits_of
from mingzhang.web.supervision.models import OPEN_TURNS, MatterDuty, SupervisedMatter
from mingzhang.web.supervision.moves import RIGHT_TO, Said
from mingzhang.web.supervision.numbers import units_of

#: What the office and the signatory do, in the order of their buttons; the words say what is to be written.
_WORDS = {
    Act.PROPOSE: "拟办意见",
    Act.OPEN: "",
    Act.DECLINE: "不立项的理由",
    Act.ACCEPT: "",
    Act.RETURN: "退回的理由",
    Act.URGE: "另外要说的（可不填）",
    Act.EXTEND: "延期的理由",
    Act.WAIVE: "免予反馈的理由",
    Act.CLOSE: "办结结论",
    Act.REPORT: "向谁报告、怎样报告",
    Act.FILE: "",
    Act.SUSPEND: "中止的理由",
    Act.RESUME: "",
    Act.HAND: "移交的理由",
    Act.UPHOLD: "复核意见",
    Act.CORRECT: "复核意见",
}
_OF_DUTIES: dict[Act, Callable[[MatterDuty], bool]] = {
    Act.ACCEPT: lambda duty: duty.pending,
    Act.RETURN: lambda duty: duty.pending,
    Act.URGE: lambda duty: duty.awaited,
    Act.EXTEND: lambda duty: duty.awaited,
    Act.WAIVE: lambda duty: not (duty.leads or duty.accepted or duty.waived),
}


@dataclass(frozen=True)
class StepOffer:
    """A step that the visitor may make, or draft for the signatory: its form."""

    act: Act
    button: str
    words: str
    wanted: bool
    duties: list[MatterDuty] = field(default_factory=list)
    typed: Said | None = None

    @property
    def dated(self) -> bool:
        """Whether a new day is asked for."""
        return self.act is Act.EXTEND

    @property
    def handed(self) -> bool:
        """Whether it asks to whom the matter goes."""
        return self.act is Act.HAND

    @property
    def plain(self) -> bool:
        """Whether there is nothing to fill in."""
        return not self.words and len(self.duties) < 2


def offers_of(
    matter: SupervisedMatter, duties: list[MatterDuty], who: Person, typed: Said | None = None
) -> list[StepOffer]:
    """What the visitor may do now, as far as the course allows it."""
    runs, signs = may(who, Action.RUN_MATTERS, matter), may(who, Action.SIGN_MATTERS, matter)
    found = []
    for act, words in _WORDS.items():
        own = signs if RIGHT_TO[act] is Action.SIGN_MATTERS else runs
        if not (own or runs) or MatterStage(matter.stage) not in STEPS[act].after:
            continue
        if act in (Act.UPHOLD, Act.CORRECT) and not matter.review:
            continue
        chosen = [duty for duty in duties if _OF_DUTIES[act](duty)] if act in _OF_DUTIES else []
        if act in _OF_DUTIES and not chosen:
            continue
        wanted = "text" in STEPS[act].needs
        button = act.value if own else f"呈批{act}"
        mine = typed if typed is not None and typed.act is act else None
        found.append(StepOffer(act, button, words, wanted, chosen, mine))
    return found


def matter_page(
    matter: SupervisedMatter, who: Person, typed: Said | None = None, refusal: str = ""
) -> dict[str, Any]:
    """All that the page says; with what somebody typed where it was refused."""
    duties = list(matter.duties.select_related("organisation", "given_to"))
    region = matter.organisation
    limit = limits_of(region, matter.received.year).of(matter.source, matter.urgency)
    stage = MatterStage(matter.stage)
    runs = may(who, Action.RUN_MATTERS, matter)
    told = {
        "matter": matter,
        "lines": lit(duties, signs_of(region)),
        "events": list(matter.events.select_related("unit", "person").prefetch_related("proofs")),
        "parts": list(matter.parts.select_related("lead")),
        "drafts": list(
            matter.drafts.filter(turn__in=OPEN_TURNS).select_related("duty__organisation", "made_by")
        ),
        "offers": offers_of(matter, duties, who, typed),
        "signs": may(who, Action.SIGN_MATTERS, matter),
        "runs": runs,
        "limit": limit,
        "refusal": refusal,
        "typed": typed,
    }
    if runs and stage in STEPS[Act.ASSIGN].after:
        given = {duty.given_to_id for duty in duties}
        told["units"] = [unit for unit in units_of(region) if unit.pk not in given]
        told["has_lead"] = any(duty.leads for duty in duties)
    told["may_split"] = runs and not matter.ended
    return told
