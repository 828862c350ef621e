"""The lists: verifications, the points of one, the points of an inspector, problems within one's reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mingzhang.facts.days import day_words
from mingzhang.verification.problem import ProblemState
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, Visitor, where
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.lists import list_workbook
from mingzhang.web.verification.models import FieldVerification, PointCheck, VisitPoint
from mingzhang.web.verification.problem_models import FoundProblem

_ROWS = 100  # on one page
OPEN, SHUT = "open", "shut"
PROBLEM_HEADS = (
    "问题编号",
    "单位",
    "事项编号",
    "核验内容",
    "问题情况",
    "严重程度",
    "发现日期",
    "状态",
    "重开次数",
)


@dataclass(frozen=True)
class PhaseLine:
    """A phase with its counts."""

    phase: Any
    points: int
    back: int
    visited: int


@dataclass(frozen=True)
class PointList:
    """One page of points, and what was asked for."""

    pages: Page[Any]  # of points
    q: str
    phase: str
    state: str


@dataclass(frozen=True)
class ProblemList:
    """One page of problems with the counts of every state, and what was asked for."""

    pages: Page[FoundProblem]
    tiles: list[tuple[str, int]]
    q: str
    state: str
    year: str
    years: list[int]


def verifications_of(visitor: Visitor) -> QuerySet[FieldVerification]:
    """The verifications within reach, with their counts."""
    reach = Organisation.objects.below(*where(visitor, Action.SEE_VERIFICATION))
    found = FieldVerification.objects.filter(organisation__in=reach).select_related("organisation")
    return found.annotate(
        point_count=Count("points", distinct=True),
        problem_count=Count("problems", distinct=True),
        open_count=Count("problems", filter=~Q(problems__state__in=_shut()), distinct=True),
    )


def _shut() -> list[str]:
    return [ProblemState.MENDED.value, ProblemState.WITHDRAWN.value, ProblemState.UNMENDED.value]


def phase_lines(verification: FieldVerification) -> list[PhaseLine]:
    """The phases with their counts, in two queries."""
    counted = (
        verification.points.order_by()
        .values("phase")
        .annotate(points=Count("pk"), back=Count("origin"), seen=Count("visited"))
    )
    by_name = {row["phase"]: row for row in counted}
    none = {"points": 0, "back": 0, "seen": 0}
    rows = [(phase, by_name.get(phase.name, none)) for phase in verification.phases.all()]
    return [PhaseLine(phase, row["points"], row["back"], row["seen"]) for phase, row in rows]


def _words(asked: Mapping[str, str], name: str) -> str:
    return asked.get(name, "").replace("\0", "").strip()


def points_list(verification: FieldVerification, asked: Mapping[str, str]) -> PointList:
    """The page of points that is asked for."""
    q, phase, state = (_words(asked, name) for name in ("q", "phase", "state"))
    found = verification.points.select_related("organisation", "inspector__person", "origin")
    if q:
        found = found.filter(Q(organisation__name__contains=q) | Q(text__contains=q) | Q(number__contains=q))
    if phase:
        found = found.filter(phase=phase)
    if state in (OPEN, SHUT):
        found = found.filter(visited__isnull=state == OPEN)
    return PointList(Paginator(found, _ROWS).get_page(asked.get("page")), q, phase, state)


def points_for(person: Person, asked: Mapping[str, str]) -> PointList:
    """The points that somebody visits, those to be visited first."""
    q, state = _words(asked, "q"), _words(asked, "state")
    found = VisitPoint.objects.filter(inspector__person=person)
    lacking = PointCheck.objects.filter(point=OuterRef("pk")).exclude(lacking=[])
    found = found.annotate(lacks=Exists(lacking))
    if q:
        found = found.filter(Q(organisation__name__contains=q) | Q(text__contains=q) | Q(number__contains=q))
    if state in (OPEN, SHUT):
        found = found.filter(visited__isnull=state == OPEN)
    found = found.select_related("organisation", "verification__organisation", "origin")
    ordered = found.order_by("-verification__year", "number", "pk")
    return PointList(Paginator(ordered, _ROWS).get_page(asked.get("page")), q, "", state)


def problems_within(visitor: Visitor) -> QuerySet[FoundProblem]:
    """The problems within reach; units see theirs from when they are told."""
    reach = Organisation.objects.below(*where(visitor, Action.SEE_PROBLEMS))
    found = FoundProblem.objects.filter(organisation__in=reach)
    if not where(visitor, Action.SEE_VERIFICATION):
        found = found.exclude(state=ProblemState.FOUND.value)
    return found


def problem_list(visitor: Visitor, asked: Mapping[str, str]) -> ProblemList:
    """The page of problems that is asked for."""
    q, state, year = (_words(asked, name) for name in ("q", "state", "year"))
    every = problems_within(visitor)
    years = sorted(set(every.order_by().values_list("verification__year", flat=True)), reverse=True)
    found = chosen_problems(every, asked)
    tiles = dict(found.order_by().values_list("state").annotate(count=Count("pk")))
    if state:
        found = found.filter(state=state)
    found = found.select_related("organisation", "verification").order_by(
        "-verification__year", "number", "pk"
    )
    pages = Paginator(found, _ROWS).get_page(asked.get("page"))
    shown = [(each.value, tiles[each.value]) for each in ProblemState if each.value in tiles]
    return ProblemList(pages, shown, q, state, year, years)


def chosen_problems(every: QuerySet[FoundProblem], asked: Mapping[str, str]) -> QuerySet[FoundProblem]:
    """Those of a year, and those that say certain words."""
    q, year = _words(asked, "q"), _words(asked, "year")
    if year.isdecimal() and len(year) == 4:
        every = every.filter(verification__year=int(year))
    if q:
        every = every.filter(
            Q(organisation__name__contains=q)
            | Q(number__contains=q)
            | Q(text__contains=q)
            | Q(matter__contains=q)
        )
    return every


def problem_book(visitor: Visitor, asked: Mapping[str, str]) -> bytes:
    """The same as a workbook, whole."""
    found = chosen_problems(problems_within(visitor), asked).select_related("organisation")
    if _words(asked, "state"):
        found = found.filter(state=_words(asked, "state"))
    return list_workbook("核验问题", PROBLEM_HEADS, _cells(found))


def _cells(problems: Iterable[FoundProblem]) -> Iterator[tuple[object, ...]]:
    for each in problems:
        yield (
            each.number, each.organisation.name, each.matter, each.item, each.text, each.severity,
            day_words(each.found), each.state, each.reopened,
        )  # fmt: skip
