"""The demonstration's documents on their way: a task for each, behind everything that people ask for."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from mingzhang.web.demonstration.documents import built
from mingzhang.web.people.models import Person, Post, Role
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import now
from mingzhang.web.submission import moves
from mingzhang.web.submission.checking import check_version
from mingzhang.web.submission.models import Answer, AnswerKind, Opinion, Submission, Version

#: How far each kind of demonstration document is taken: the moves, and by whom.
ROADS: dict[str, tuple[tuple[str, Role], ...]] = {
    "draft": (),
    "signing": (("hand_in", Role.PREPARER),),
    "review": (("hand_in", Role.PREPARER), ("agree", Role.APPROVER)),
    "returned": (("hand_in", Role.PREPARER), ("agree", Role.APPROVER), ("send_back", Role.REVIEWER)),
    "decision": (("hand_in", Role.PREPARER), ("agree", Role.APPROVER), ("agree", Role.REVIEWER)),
}
ROADS["approved"] = (*ROADS["decision"], ("agree", Role.MANAGER))
ROADS["published"] = (*ROADS["approved"], ("publish", Role.MANAGER))
_JUDGED = ("decision", "approved", "published")  # where the reviewer has agreed, and to every answer
_LAST = -50  # of the priorities: what people ask for comes before
_WORDS = {"send_back": "“三公”经费的增减原因没有写清楚，请补充后重新报送。"}


def road_of(number: int) -> str:
    """How far the document of the department with this number is; every third has not begun.

    >>> [road_of(number) for number in range(1, 8)]
    ['signing', '', 'returned', 'decision', '', 'published', 'draft']
    """
    return "" if number % 3 == 2 else list(ROADS)[number % len(ROADS)]


def ask_for(submission: Submission, road: str, slips: int, seed: int) -> None:
    """Let the worker prepare the document of a submission and take it along its road."""
    prepare.using(priority=_LAST).enqueue(submission.pk, road, slips, seed)


@task()
def prepare(pk: int, road: str, slips: int, seed: int) -> None:
    """Build, upload, check, answer and move one document; one that was begun already is left alone."""
    submission = Submission.objects.shown().get(pk=pk)
    if submission.current is not None:
        return
    name, data = built(submission.organisation.name, submission.season.year, seed, slips)
    version = moves.add_version(submission, _who(Role.PREPARER, submission), name, [data])
    check_version.func(version.pk)
    if ROADS[road]:
        _answer(version, judged=road in _JUDGED)
    for move, role in ROADS[road]:
        moves.make(move, submission, _who(role, submission), _WORDS.get(move, ""))
    Version.objects.filter(pk=version.pk).update(moved=now() - timedelta(days=seed % 9))


def _who(role: Role, submission: Submission) -> Person:
    """Somebody of the role: of the organisation itself, or of its region."""
    at: list[Organisation] = [submission.organisation, submission.organisation.region]
    return Post.objects.select_related("person").filter(role=role, organisation__in=at)[0].person


def _answer(version: Version, judged: bool) -> None:
    """The unit's word to what was found: what is handed in must be answered; ``judged`` by the reviewer."""
    opinion = {"judged": Opinion.ACCEPTED, "judged_by": _who(Role.REVIEWER, version.submission)}
    for found in version.findings.filter(verdict="fails", severity__in=("error", "warning")):
        Answer.objects.get_or_create(
            submission=version.submission,
            fingerprint=found.fingerprint,
            defaults={"kind": AnswerKind.EXPLAINED, "reason": "批复口径如此", "by": version.made_by}
            | (opinion if judged else {}),
        )
