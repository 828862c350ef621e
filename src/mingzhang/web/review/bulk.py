"""One move for many submissions: said beforehand what will happen to each, and why some will be left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingzhang.web.people.models import Person, Role
from mingzhang.web.people.rights import Action, Visitor, may, where
from mingzhang.web.register.models import Organisation
from mingzhang.web.season.models import Season
from mingzhang.web.submission import moves
from mingzhang.web.submission.doubts import unpublishable
from mingzhang.web.submission.models import (
    Answer,
    Found,
    LockedError,
    Opinion,
    Status,
    Submission,
    SubmissionQuerySet,
)

#: The moves that can be made for many: their words.
BULK = {"agree": "同意（审定）", "publish": "公开"}


@dataclass(frozen=True)
class Preview:
    """What would become of a submission: ``skip`` says why it is left out, ``""`` where it is not."""

    submission: Submission
    skip: str

    @property
    def able(self) -> bool:
        """Whether the move would be made."""
        return not self.skip


def waiting(season: Season, visitor: Visitor, move: str) -> SubmissionQuerySet:
    """The submissions of a season within one's reach that have come so far that the move may be next."""
    action = Action.PUBLISH if move == "publish" else Action.SEE_SUBMISSION
    within = Organisation.objects.below(*where(visitor, action))
    wanted = Status.APPROVED if move == "publish" else Status.SUBMITTED
    return season.submissions.shown().filter(organisation__in=within, current__status=wanted)


def previews(
    season: Season, visitor: Visitor, move: str, among: Iterable[Submission] | None = None
) -> list[Preview]:
    """What would happen to each that waits, or to each of those ``among`` them."""
    found = list(waiting(season, visitor, move) if among is None else among)
    hindered = _hindered(found) if move == "agree" else {}
    return [Preview(each, _why_not(each, visitor, move, hindered)) for each in found]


def _why_not(submission: Submission, visitor: Visitor, move: str, hindered: dict[int, str]) -> str:
    """Why the move is not made for one of them; its own conditions are asked again when it is made."""
    version = submission.current
    assert version is not None
    version.submission = submission
    if move == "publish":
        allowed = may(visitor, Action.PUBLISH, submission)
        return unpublishable(version) if allowed else "没有公开这份材料的权限"
    role = Role(submission.season.chain[version.step])
    if not may(visitor, moves.STEP[role], submission):
        return f"现在该由{role.label}办理"
    last = version.step + 1 == len(submission.season.chain)
    return (hindered.get(submission.pk, "") if role == Role.REVIEWER else "") or (
        unpublishable(version) if last else ""
    )


def _hindered(submissions: Sequence[Submission]) -> dict[int, str]:
    """For many at once why the reviewer cannot agree to them yet: two questions to the database for all."""
    versions = {each.current_id: each.pk for each in submissions}
    open_to: dict[int, set[str]] = defaultdict(set)
    rows = Found.objects.filter(version__in=versions, verdict="fails", severity__in=("error", "warning"))
    for version, fingerprint in rows.values_list("version", "fingerprint"):
        open_to[versions[version]].add(fingerprint)
    opinions: dict[int, list[str]] = defaultdict(list)
    answers = Answer.objects.filter(submission__in=submissions).exclude(judged=Opinion.ACCEPTED)
    for submission, fingerprint, judged in answers.values_list("submission", "fingerprint", "judged"):
        if fingerprint in open_to[submission]:
            opinions[submission].append(judged)
    return {submission: moves.hindrance(judged) for submission, judged in opinions.items()}


def carry_out(season: Season, who: Person, move: str, chosen: Iterable[int]) -> list[Preview]:
    """Make the move for the chosen ones, each by itself; those left out come back with the reason."""
    told = []
    for preview in previews(season, who, move, waiting(season, who, move).filter(pk__in=set(chosen))):
        skip = preview.skip
        if not skip:
            try:
                moves.make(move, preview.submission, who, "批量办理")
            except (moves.IllegalMoveError, LockedError) as refusal:
                skip = str(refusal)
        told.append(Preview(preview.submission, skip))
    return told
