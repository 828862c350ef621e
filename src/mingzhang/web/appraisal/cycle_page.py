"""What the pages of a year show: its timetable, what is counted; its rules, systems, units and claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet

from mingzhang.appraisal.courses import CLAIM, PUBLISHED
from mingzhang.appraisal.measures import REPORTS, measures
from mingzhang.appraisal.plan import AppraisalIndicator, DatedRule, Plan
from mingzhang.appraisal.plan_faults import plan_faults, system_faults
from mingzhang.appraisal.task_book import BOOK_STATES, special_lines
from mingzhang.appraisal.units import UNIT_KINDS
from mingzhang.facts.measure import LiveMeasure
from mingzhang.scoring.precision import summed, written
from mingzhang.scoring.tree import told_once
from mingzhang.web.appraisal.assembling import (
    books_in_force,
    plan_of,
    returns_of,
    set_aside,
    system_of,
    units_of,
    unknown_assessors,
)
from mingzhang.web.appraisal.counts import written_reports
from mingzhang.web.appraisal.models import (
    AppraisalCycle,
    AppraisedUnit,
    AssessorSheet,
    FiledClaim,
    IndicatorVersion,
    UnitBook,
)
from mingzhang.web.appraisal.moves import VERSION_MOVES, offered
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may, where
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today

ROWS = 100  # on one page
_CLAIM_STATES = (*CLAIM.moves, *CLAIM.after("评审"))


def cycles_of(who: Person) -> QuerySet[AppraisalCycle]:
    """The years that somebody may see: of the own region, and of those below."""
    near = Q(pk__in=[])
    for each in where(who, Action.SEE_APPRAISAL):
        near |= Q(organisation__path__startswith=each.path) | Q(
            organisation__in=each.path.strip("/").split("/")
        )
    return AppraisalCycle.objects.filter(near).select_related("organisation")


def runs(who: Person, cycle: AppraisalCycle) -> bool:
    """Whether somebody sees all units of a cycle: the office and the leader."""
    return may(who, Action.RUN_APPRAISAL, cycle) or may(who, Action.SIGN_APPRAISAL, cycle)


def own_units(who: Person, cycle: AppraisalCycle) -> QuerySet[AppraisedUnit]:
    """The units of a cycle that somebody may see."""
    actions = (Action.RUN_APPRAISAL, Action.SIGN_APPRAISAL, Action.FILL_APPRAISAL)
    roots = [each for action in actions for each in where(who, action)]
    within = Organisation.objects.below(*roots)
    return cycle.units.filter(organisation__in=within).select_related("organisation", "cycle__organisation")


def cycle_page(cycle: AppraisalCycle, who: Person) -> dict[str, Any]:
    """A year: stages, versions, counts for the office, and what is one's own."""
    plan, office = plan_of(cycle), runs(who, cycle)
    told: dict[str, Any] = {
        "cycle": cycle,
        "stages": [(stage, _standing(stage.first, stage.last)) for stage in plan.cycle.stages],
        "versions": visible_versions(cycle, who),
        "office": office,
        "able": may(who, Action.RUN_APPRAISAL, cycle),
        "notes": plan.notes(),
        "own": [] if office else list(own_units(who, cycle)[:ROWS]),
        "sheets": list(_sheets(cycle, who)),
        "steps": list(cycle.steps.select_related("by").order_by("-pk")[:12]) if office else [],
        "unpublished": cycle.ranking != PUBLISHED,
    }
    if office:
        returns = returns_of(cycle)
        told["measures"] = _counts(cycle, measures(plan, returns, today()))
        told["problems"] = told_once(plan_faults(plan))[:ROWS]
        told["notes"] = [*plan.notes(), *set_aside(cycle)]
    return told


def _counts(cycle: AppraisalCycle, found: dict[str, LiveMeasure]) -> list[tuple[str, LiveMeasure]]:
    """What is counted of a year; of the reports those that are due beside those that were written."""
    rows: dict[str, LiveMeasure] = {}
    for name, measure in found.items():
        if name == REPORTS:
            rows[f"应出{name}"], measure = measure, written_reports(cycle, today())
        rows[name] = measure
    return list(rows.items())


def _standing(first: date, last: date) -> str:
    """Where a stage stands today."""
    day = today()
    return "未到" if day < first else "已过" if last < day else "进行中"


def _sheets(cycle: AppraisalCycle, who: Person) -> QuerySet[AssessorSheet]:
    """The sheets that somebody fills in, or looks after."""
    roots = [*where(who, Action.SCORE_APPRAISAL), *where(who, Action.RUN_APPRAISAL)]
    within = Organisation.objects.below(*roots)
    return cycle.sheets.filter(organisation__in=within).select_related("organisation")


def visible_versions(cycle: AppraisalCycle, who: Person) -> list[IndicatorVersion]:
    """The versions of the systems; a draft is for the office alone."""
    found = cycle.versions.select_related("cycle__organisation")
    return list(found if runs(who, cycle) else found.exclude(state__in=("草拟", "修订")))


@dataclass(frozen=True)
class BlockOfIndicators:
    """A first-level indicator: what its indicators add up to, and these with their rules."""

    name: str
    full: str
    rows: list[tuple[AppraisalIndicator, DatedRule | None]]


def version_page(version: IndicatorVersion, who: Person) -> dict[str, Any]:
    """A version: its blocks, what is wrong with it, the opinions, and what may be done."""
    plan, made = plan_of(version.cycle), system_of(version)
    office = runs(who, version.cycle)
    blocks = []
    for level1 in dict.fromkeys(one.level1 for one in made.indicators):
        rows = [(one, plan.rule(one.rule)) for one in made.indicators if one.level1 == level1]
        blocks.append(BlockOfIndicators(level1, written(summed(one.full for one, _ in rows)), rows))
    opinions = version.opinions.select_related("organisation", "by")
    own = where(who, Action.FILL_APPRAISAL)
    wrong = [str(one) for one in system_faults(plan, made)] + unknown_assessors(version)
    return {
        "version": version,
        "system": made,
        "blocks": blocks,
        "total": written(summed(one.full for one in made.indicators)),
        "full": written(made.full),
        "problems": wrong if office else [],
        "opinions": list(opinions if office else opinions.filter(organisation__in=own)),
        "office": may(who, Action.RUN_APPRAISAL, version),
        "may_speak": bool(own) and version.state == "征求意见",
        "offers": offered(VERSION_MOVES, version, who),
        "log": version.log,
    }


def rules_page(cycle: AppraisalCycle, who: Person) -> dict[str, Any]:
    """The rules of a year with the indicators that use them."""
    plan = plan_of(cycle)
    used: dict[str, list[str]] = {}
    for system in plan.systems:
        for one in system.indicators:
            used.setdefault(one.rule, []).append(f"{system.kind}：{one.name}")
    return {
        "cycle": cycle,
        "rules": [(rule, used.get(rule.code, []), rule.holds(plan.cycle.day)) for rule in plan.rules],
        "able": may(who, Action.RUN_APPRAISAL, cycle),
    }


@dataclass(frozen=True)
class UnitInYear:
    """A unit in the list with its last book and how far its scores are."""

    unit: AppraisedUnit
    book: UnitBook | None
    reported: int
    marked: int


def units_page(cycle: AppraisalCycle, who: Person, asked: dict[str, str]) -> dict[str, Any]:
    """The units of a year: filtered by name, kind and state of the book, a hundred on a page."""
    words, kind, state = (asked.get(name, "").strip() for name in ("q", "kind", "state"))
    found = own_units(who, cycle).filter(Q(organisation__name__contains=words) | Q(code__contains=words))
    found = found.filter(kind=kind) if kind else found
    if state:
        found = found.filter(books__state=state).distinct()
    books = Prefetch("books", UnitBook.objects.order_by("number"))
    pages: Page[AppraisedUnit] = Paginator(found.prefetch_related(books), ROWS).get_page(asked.get("page"))
    keys = [unit.pk for unit in pages]
    rows = [
        UnitInYear(unit, next(iter([*unit.books.all()][::-1]), None), reported, marked)
        for unit, reported, marked in _counted(pages, keys)
    ]
    chosen = {"q": words, "kind": kind, "state": state, "kinds": UNIT_KINDS, "states": BOOK_STATES}
    return {"cycle": cycle, "rows": rows, "pages": pages} | chosen


def _counted(pages: Iterable[AppraisedUnit], keys: list[int]) -> Iterable[tuple[AppraisedUnit, int, int]]:
    """Units with how many leaves they reported and how many were marked."""
    from mingzhang.web.appraisal.models import LeafMark, LeafReport

    counts: list[dict[int, int]] = []
    for kind in (LeafReport, LeafMark):
        found = kind.objects.filter(unit__in=keys).order_by().values_list("unit", flat=True)
        made: dict[int, int] = {}
        for key in found:
            made[key] = made.get(key, 0) + 1
        counts.append(made)
    return [(unit, counts[0].get(unit.pk, 0), counts[1].get(unit.pk, 0)) for unit in pages]


def special_page(cycle: AppraisalCycle) -> dict[str, Any]:
    """The special tasks with the lines of all units."""
    found = special_lines(plan_books(cycle))
    return {"cycle": cycle, "specials": [(name, lines) for name, lines in found.items()]}


def plan_books(cycle: AppraisalCycle) -> list[Any]:
    """The books of a year as the room knows them."""
    from mingzhang.web.appraisal.assembling import book_of

    return [book_of(book) for book in books_in_force(units_of(cycle))]


def claims_page(cycle: AppraisalCycle, who: Person, asked: dict[str, str]) -> dict[str, Any]:
    """The claims within one's reach, filtered, a hundred on a page."""
    words, state = asked.get("q", "").strip(), asked.get("state", "")
    found = FiledClaim.objects.filter(unit__in=own_units(who, cycle)).select_related("unit__organisation")
    found = found.filter(Q(words__contains=words) | Q(unit__organisation__name__contains=words))
    chosen = found.filter(state=state) if state else found
    pages = Paginator(chosen, ROWS).get_page(asked.get("page"))
    return {"cycle": cycle, "pages": pages, "q": words, "state": state, "states": _CLAIM_STATES}


def rule_choices(plan: Plan) -> list[tuple[str, str]]:
    """The rules by which points are added or taken, which no indicator uses."""
    used = {one.rule for system in plan.systems for one in system.indicators}
    there = [rule for rule in plan.rules if rule.holds(plan.cycle.day) and rule.code not in used]
    return [(rule.code, f"{rule.code} {rule.name}（{rule.line}）") for rule in there]


def points_of(fraction: Fraction | None) -> str:
    """Marks in words; a dash where there are none."""
    return "—" if fraction is None else written(fraction)
