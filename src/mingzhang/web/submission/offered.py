"""The moves that somebody is offered: the same conditions as the moves themselves, asked beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from mingzhang.web.people.models import Role
from mingzhang.web.people.rights import Action, Visitor, may
from mingzhang.web.submission.doubts import doubts
from mingzhang.web.submission.models import OWED, Status, Submission
from mingzhang.web.submission.moves import STEP


@dataclass(frozen=True)
class Offer:
    """A button: its move and its words; ``asks`` names the reason that must be written, ``told`` is why."""

    move: str
    words: str
    asks: str = ""
    told: tuple[str, ...] = ()


def offered(submission: Submission, visitor: Visitor) -> list[Offer]:
    """What the visitor may do now."""
    offers: list[Offer] = []
    version, status = submission.current, submission.status
    if version is not None and status in OWED and may(visitor, Action.PREPARE, submission):
        odd = tuple(doubts(version))
        offers.append(Offer("hand_in", "报送", asks="核对无误的理由" if odd else "", told=odd))
    if version is not None and status == Status.SUBMITTED:
        if not version.step and may(visitor, Action.PREPARE, submission):
            offers.append(Offer("withdraw", "撤回"))
        if may(visitor, STEP[Role(submission.season.chain[version.step])], submission):
            last = version.step + 1 == len(submission.season.chain)
            offers += [
                Offer("agree", "审定" if last else "同意"),
                Offer("send_back", "退回", asks="退回的理由"),
            ]
    if status == Status.APPROVED and may(visitor, Action.PUBLISH, submission):
        offers.append(Offer("publish", "公开"))
    if status in (Status.APPROVED, Status.PUBLISHED) and may(visitor, Action.REOPEN, submission):
        offers.append(Offer("reopen", "重新开放", asks="重新开放的理由"))
    return offers
