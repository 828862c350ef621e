"""What goes in and out of the interface."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Field, Schema

Text = Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=400)]
Page = Annotated[int, Field(ge=1, le=10_000)]
Size = Annotated[int, Field(ge=1, le=100)]
Year = Annotated[int, Field(ge=2000, le=2100)]
Kind = Literal["final_account", "budget"]


class FaultOut(Schema):
    """What is wrong at one place of a request."""

    where: str
    what: str


class ProblemOut(Schema):
    """An error, in the form of application/problem+json."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FaultOut] | None = None


class JobOut(Schema):
    """A job: how far it is, and where its result is once it is done."""

    id: int
    kind: Literal["check", "build"]
    filename: str
    state: Literal["waiting", "running", "done", "failed"]
    said: str
    made: datetime
    result: str | None = None
    problems: list[str] = Field(default_factory=list)
    remarks: list[str] = Field(default_factory=list)


class VersionOut(Schema):
    """A version of a document that is handed in."""

    id: int
    number: int
    filename: str
    note: str
    status: str
    check_state: str
    check_said: str
    made: datetime


class SubmissionOut(Schema):
    """What an organisation has to hand in, and how far it is."""

    id: int
    organisation: str
    code: str
    year: int
    kind: Kind
    title: str
    due: date
    status: str
    said: str
    overdue: bool
    next_role: str | None
    current: VersionOut | None


class SubmissionsOut(Schema):
    """A page of submissions."""

    items: list[SubmissionOut]
    page: int
    pages: int
    total: int


class SeasonOut(Schema):
    """A season."""

    id: int
    region: str
    year: int
    kind: Kind
    approved: date
    due: date
    closed: bool


class SeasonsOut(Schema):
    """A page of seasons."""

    items: list[SeasonOut]
    page: int
    pages: int
    total: int


class RuleCountOut(Schema):
    """How often a rule failed in a season, in how many units, and in how many of them the year before too."""

    rule: str
    title: str
    count: int
    units: int
    former: int
    repeated: int


class SeasonStatisticsOut(Schema):
    """How far a season is, and what was found in it; ``unchecked`` units are not in the counts of rules."""

    season: SeasonOut
    states: dict[str, int]
    unchecked: int
    rules: list[RuleCountOut]


class MoveIn(Schema):
    """A move: 报送、撤回、同意、退回、公开、重新开放; the last ones want words.

    >>> MoveIn(move="hand_in").words
    ''
    """

    move: Literal["hand_in", "withdraw", "agree", "send_back", "publish", "reopen"]
    words: Text = ""


class FigureOut(Schema):
    """A key figure; ``amount`` is in 元, as text so that no digit is lost."""

    group: str
    label: str
    amount: Decimal
    printed: str
    unit: str
    place: str


class PublicationOut(Schema):
    """What is published, with the permanent address of its page."""

    id: int
    title: str
    organisation: str
    code: str
    year: int
    kind: Kind
    number: int
    published: datetime
    note: str
    page: str


class PublicationsOut(Schema):
    """A page of publications."""

    items: list[PublicationOut]
    page: int
    pages: int
    total: int


class WholePublicationOut(PublicationOut):
    """A publication with its figures, what was corrected, and its files."""

    figures: list[FigureOut]
    differences: list[dict[str, str]]
    classes: list[dict[str, str]]
    scores: list[dict[str, str]]
    files: dict[str, str]


class HitOut(Schema):
    """A paragraph that was found."""

    title: str
    section: str
    text: str
    address: str


class HitsOut(Schema):
    """A page of what was found."""

    items: list[HitOut]
    page: int
    more: bool


Result = dict[str, Any]
