"""The board of a season: how far every unit is, whose turn it is, and since how many days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F
from django.utils import timezone

from mingzhang.web.people.models import Role
from mingzhang.web.people.rights import Action, Visitor, where
from mingzhang.web.register.models import Organisation
from mingzhang.web.season.models import Season
from mingzhang.web.shared.today import today
from mingzhang.web.submission.models import Status, Submission, SubmissionQuerySet
from mingzhang.working_days import between

NOT_STARTED, OVERDUE = "not_started", "overdue"
_ON_A_PAGE = 100
_STATES = (
    (NOT_STARTED, "未开始"),
    (Status.DRAFT.value, "草稿"),
    (Status.SUBMITTED.value, "已报送"),
    (Status.RETURNED.value, "已退回"),
    (Status.APPROVED.value, "已审定"),
    (Status.PUBLISHED.value, "已公开"),
    (OVERDUE, "已逾期"),
)


_USUAL = ("organisation__code", "organisation__path", "pk")
#: By what else than by code the board can be sorted: the words and the fields.
SORTS: dict[str, tuple[Any, ...]] = {
    "path": ("名录次序", "organisation__path", "pk"),
    "days": ("停留最久", F("current__moved").asc(nulls_last=True), *_USUAL),
    "due": ("截止日", F("late_until").asc(nulls_first=True), *_USUAL),
}


@dataclass(frozen=True)
class BoardRow:
    """A submission on the board."""

    submission: Submission
    next_role: Role | None
    days: int | None  # calendar days at this stage; ``None`` before anything was begun

    @property
    def state(self) -> str:
        """What the board counts it under."""
        return self.submission.status or NOT_STARTED


@dataclass(frozen=True)
class Board:
    """What is asked for, and how many submissions are in each state (overdue ones under their state too)."""

    season: Season
    found: SubmissionQuerySet
    tiles: list[tuple[str, str, int]]
    days_left: int  # working days to the last day; negative after it

    @property
    def rows(self) -> list[BoardRow]:
        """All rows."""
        return rows_of(self.season, self.found)

    def page(self, number: str | None) -> tuple[Page[Submission], list[BoardRow]]:
        """A page of the board, with its rows."""
        shown = Paginator(self.found, _ON_A_PAGE).get_page(number)
        return shown, rows_of(self.season, shown)


def board(season: Season, visitor: Visitor, state: str = "", words: str = "", sort: str = "") -> Board:
    """The board as far as the visitor sees it, cut to a state and to names that contain ``words``."""
    within = Organisation.objects.below(*where(visitor, Action.SEE_BOARD))
    there, day = season.submissions.listed().filter(organisation__in=within), today()
    by_status = there.order_by().values_list("current__status").annotate(count=Count("pk"))
    counted = {status or NOT_STARTED: count for status, count in by_status}
    counted[OVERDUE] = there.overdue(day).count()
    kept = there.filter(organisation__name__contains=words)
    if state == OVERDUE:
        kept = kept.overdue(day)
    elif state:
        kept = kept.filter(current__status=None if state == NOT_STARTED else state)
    tiles = [(key, label, counted.get(key, 0)) for key, label in _STATES]
    kept = kept.order_by(*SORTS.get(sort, ("", *_USUAL))[1:])
    return Board(season, kept, tiles, between(day, season.due))


def rows_of(season: Season, submissions: Iterable[Submission]) -> list[BoardRow]:
    """Submissions of a season as rows."""
    day, rows = today(), []
    for submission in submissions:
        submission.season = season
        moved = timezone.localdate(submission.current.moved) if submission.current else None
        # A clock that was set back makes nobody wait for less than no day.
        days = max(0, (day - moved).days) if moved else None
        rows.append(BoardRow(submission, submission.next_role, days))
    return rows


BOARD_HEADS = (
    "预算代码",
    "单位",
    "上级",
    "材料",
    "状态",
    "是否逾期",
    "该谁办",
    "已停留天数",
    "版次",
    "截止日",
)


def board_cells(shown: Board) -> list[list[object]]:
    """The rows of the board as cells under :data:`BOARD_HEADS`."""
    return [
        [
            row.submission.organisation.code,
            row.submission.organisation.name,
            row.submission.organisation.above.name if row.submission.organisation.above else "",
            row.submission.requirement.title,
            row.submission.said,
            "逾期" if row.submission.overdue else "",
            row.next_role.label if row.next_role else "",
            row.days,
            row.submission.current.number if row.submission.current else "",
            row.submission.due,
        ]
        for row in shown.rows
    ]
