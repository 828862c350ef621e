"""The board of a season: how far every unit is, whose turn it is, and since how many days."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from mingzhang.web.people.models import Role
from mingzhang.web.people.rights import Action, Visitor, where
from mingzhang.web.register.models import Organisation
from mingzhang.web.season.models import Season
from mingzhang.web.shared.today import today
from mingzhang.web.submission.models import Status, Submission
from mingzhang.working_days import between

NOT_STARTED, OVERDUE = "not_started", "overdue"
_STATES = (
    (NOT_STARTED, "未开始"),
    (Status.DRAFT.value, "草稿"),
    (Status.SUBMITTED.value, "已报送"),
    (Status.RETURNED.value, "已退回"),
    (Status.APPROVED.value, "已审定"),
    (Status.PUBLISHED.value, "已公开"),
    (OVERDUE, "已逾期"),
)


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
    """Rows, and how many submissions are in each state (overdue ones are counted under their state too)."""

    rows: list[BoardRow]
    tiles: list[tuple[str, str, int]]
    days_left: int  # working days to the last day; negative after it


def board(season: Season, visitor: Visitor, state: str = "", words: str = "") -> Board:
    """The board as far as the visitor sees it, cut to a state and to names that contain ``words``."""
    within = Organisation.objects.below(*where(visitor, Action.SEE_BOARD))
    found = list(season.submissions.shown().filter(organisation__in=within))
    day = today()
    rows = []
    for submission in found:
        submission.season = season
        moved = submission.current.moved.date() if submission.current else None
        rows.append(BoardRow(submission, submission.next_role, (day - moved).days if moved else None))
    counted = Counter(row.state for row in rows)
    counted[OVERDUE] = sum(row.submission.overdue for row in rows)
    kept = [
        row
        for row in rows
        if (not state or row.state == state or (state == OVERDUE and row.submission.overdue))
        and words in row.submission.organisation.name
    ]
    tiles = [(key, label, counted[key]) for key, label in _STATES]
    return Board(kept, tiles, between(day, season.due))


BOARD_HEADS = ("单位", "上级", "材料", "状态", "是否逾期", "该谁办", "已停留天数", "版次", "截止日")


def board_cells(shown: Board) -> list[list[object]]:
    """The rows of the board as cells under :data:`BOARD_HEADS`."""
    return [
        [
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
