"""Who is reminded on a day, of what and why: worked out from the season alone, without sending anything."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import Q
from django.urls import reverse

from mingzhang.web.people.models import Person, Post, Role
from mingzhang.web.register.models import Organisation
from mingzhang.web.season.board import BoardRow
from mingzhang.web.season.models import Season
from mingzhang.web.submission.models import OWED, Status, Submission
from mingzhang.working_days import between, is_working_day

#: Those of a unit; everybody else who has to move is of the bureau.
UNIT_ROLES = (Role.PREPARER, Role.APPROVER)


@dataclass(frozen=True)
class Reminder:
    """One notice that is due; ``person`` is ``None`` where nobody holds the post."""

    person: Person | None
    role: Role
    subject: int
    about: str
    cause: str
    why: str
    words: str
    link: str


def owing(season: Season) -> Iterator[Submission]:
    """What is not published yet, with whom it waits, in the order of the codes."""
    found = season.submissions.listed().exclude(current__status=Status.PUBLISHED)
    for submission in found.order_by("organisation__code", "organisation__path"):
        submission.season = season
        yield submission


def in_turn(row: BoardRow) -> tuple[int, bool, date, str]:
    """The order of who owes what: by whose turn it is along the road, those that are late first."""
    role, submission = row.next_role, row.submission
    turn = list(Role).index(role) if role else len(Role)
    return turn, not submission.overdue, submission.due, submission.organisation.code


class RemindingDays(Protocol):
    """On which working days before and after a last day people are reminded."""

    remind_before: Any
    remind_after: Any


def is_office_day(day: date) -> bool:
    """Whether anybody is there to be reminded; Monday to Friday where no calendar is published."""
    works = is_working_day(day)
    return day.weekday() < 5 if works is None else works


def cause_on(days: RemindingDays, due: date, day: date) -> str:
    """Why somebody is reminded on a day of what is due on another; ``""`` where nobody is.

    >>> season = Season(remind_before=[5, 0], remind_after=[1])
    >>> due = date(2026, 4, 13)  # a Monday
    >>> [cause_on(season, due, date(2026, 4, d)) for d in (3, 8, 12, 13, 14, 15)]
    ['截止前5个工作日', '', '', '截止当日', '逾期1个工作日', '']
    """
    if not is_office_day(day):
        return ""
    left = between(day, due)
    if day > due:
        return f"逾期{-left}个工作日" if -left in days.remind_after else ""
    if left not in days.remind_before:
        return ""
    return f"截止前{left}个工作日" if left else "截止当日"


def reminders(season: Season, day: date) -> list[Reminder]:
    """All that is due in a season on a day; nothing where it is closed.

    Whoever has to move is reminded: the preparer first, and from the last day on whoever signs as well; the
    bureau's people once each, with how many wait for them.
    """
    if season.closed is not None:
        return []
    dated = [(each, cause_on(season, each.due, day)) for each in owing(season)]
    due = [(submission, cause) for submission, cause in dated if cause]
    holders = holders_in(season.organisation, day) if due else {}
    units = [(one, cause) for one, cause in due if one.next_role in UNIT_ROLES]
    told = [made for submission, cause in units for made in _to_unit(submission, cause, day, holders)]
    bureau = Counter((one.next_role, cause) for one, cause in due if (one, cause) not in units)
    return told + [
        made
        for (role, cause), count in bureau.items()
        if role
        for made in _to_bureau(season, role, cause, count, holders)
    ]


Holders = dict[tuple[int, str], list[Person]]


def holders_in(region: Organisation, day: date) -> Holders:
    """Who holds which role where, within a region."""
    found: Holders = defaultdict(list)
    posts = Post.objects.select_related("person").filter(
        Q(since=None) | Q(since__lte=day),
        Q(until=None) | Q(until__gt=day),
        organisation__path__startswith=region.path,
        person__is_active=True,
    )
    for post in posts.order_by("pk"):
        found[post.organisation_id, post.role].append(post.person)
    return found


def _to_unit(submission: Submission, cause: str, day: date, holders: Holders) -> Iterator[Reminder]:
    """Whoever has to move in the unit, and from the last day on, or where nobody prepares, whoever signs."""
    role = submission.next_role
    assert role is not None
    roles = [role]
    if submission.status in ("", *OWED) and day >= submission.due:
        roles.append(Role.APPROVER)
    elif not holders.get((submission.organisation_id, role)) and role is Role.PREPARER:
        roles.append(Role.APPROVER)  # nobody prepares it: whoever answers for the unit is told
    words = (
        f"{submission}现在是“{submission.said}”，该由{role.label}办理，{cause}（{submission.due:%Y-%m-%d}）。"
    )
    for each in roles:
        also = "" if each is role else f"，同时提醒{each.label}"
        why = f"{submission.said}，该由{role.label}办理；{cause}{also}"
        people: Iterable[Person | None] = holders.get((submission.organisation_id, each.value)) or [None]
        for person in people:
            link = reverse("submission:whole", args=[submission.pk])
            yield Reminder(person, each, submission.pk, str(submission), cause, why, words, link)


def _to_bureau(season: Season, role: Role, cause: str, count: int, holders: Holders) -> Iterator[Reminder]:
    words = f"{season}有 {count} 份材料等{role.label}办理，{cause}（{season.due:%Y-%m-%d}）。"
    people: Iterable[Person | None] = holders.get((season.organisation_id, role.value)) or [None]
    for person in people:
        why = f"{count} 份在等{role.label}办理；{cause}"
        link = reverse("season:board", args=[season.pk])
        yield Reminder(person, role, 0, str(season), cause, why, words, link)
