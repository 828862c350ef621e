"""A verification as the pure room knows it: whole, or so much as some points need."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q

from mingzhang.catalogue import NATION
from mingzhang.verification.campaign import Campaign, CampaignPhase, VisitResult
from mingzhang.verification.draw import Inspector, Point, PointQuery
from mingzhang.verification.problem import ProblemAct, ProblemEvent
from mingzhang.verification.standard import CheckItem, standards
from mingzhang.web.verification.models import (
    FieldVerification,
    PointCheck,
    StandardItem,
    VisitPoint,
)
from mingzhang.web.verification.problem_models import ProblemStep


def campaign_of(verification: FieldVerification, points: Iterable[VisitPoint] | None = None) -> Campaign:
    """The campaign as it stands; of ``points`` alone, with the problems found or looked back at there."""
    chosen = VisitPoint.objects.filter(verification=verification)
    if points is not None:
        chosen = chosen.filter(_around([point.pk for point in points]))
    made = empty_campaign(verification)
    rows = list(chosen.select_related("organisation", "origin", "inspector__person").order_by("number", "pk"))
    made.points = [point_of(row) for row in rows]
    keys = [row.pk for row in rows] if points is not None else None
    made.results = _results(verification, keys)
    made.events = _events(verification, keys)
    return made


def _around(keys: list[int]) -> Q:
    """Some points, where their problems were found, and where those are looked back at."""
    found_at = VisitPoint.objects.filter(pk__in=keys, origin__isnull=False).values("origin__point")
    return Q(pk__in=keys) | Q(pk__in=found_at) | Q(origin__point__in=keys) | Q(origin__point__in=found_at)


def empty_campaign(verification: FieldVerification) -> Campaign:
    """The campaign as it is prepared: phases, standards and inspectors, without any point."""
    items = [(row.version, item_of(row)) for row in verification.items.all()]
    people = verification.inspectors.select_related("person", "home")
    phases = {row.name: row for row in verification.phases.all()}
    return Campaign(
        verification.office,
        verification.year,
        verification.organisation.region.place or NATION,
        _fraction(verification.cap),
        Fraction(verification.repeat),
        {
            name: CampaignPhase(name, PointQuery.of(row.query), row.seed, row.size, row.version, row.frozen)
            for name, row in phases.items()
        },
        standards(items),
        [Inspector(row.person.username, row.home.name) for row in people],
    )


def _fraction(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def item_of(row: StandardItem) -> CheckItem:
    """One item of the standard."""
    points = Fraction(row.points)
    return CheckItem(row.code, row.text, row.criterion, row.evidence, row.severity, points)


def point_of(row: VisitPoint) -> Point:
    """One point, read together with its unit, its problem and its inspector."""
    return Point(
        row.phase,
        row.number,
        row.organisation.name,
        row.matter,
        row.text,
        row.source,
        row.where,
        row.origin.number if row.origin else "",
        row.inspector.person.username if row.inspector else "",
        row.day,
        row.way,
        row.pk,
    )


def result_of_check(row: PointCheck, photos: Iterable[str]) -> VisitResult:
    """One result with the names of its photographs; its row is the key of the check."""
    return VisitResult(
        row.point.number, row.code, row.result, row.counts, row.by.username, row.note, tuple(photos),
        row.where, row.position, row.turn, row.pk,
    )  # fmt: skip


def _results(verification: FieldVerification, keys: list[int] | None) -> list[VisitResult]:
    """The results that count: nothing is lacking in them."""
    kept = PointCheck.objects.filter(point__verification=verification, lacking=[])
    if keys is not None:
        kept = kept.filter(point__in=keys)
    rows = kept.select_related("point", "by").prefetch_related("photos").order_by("point__number", "pk")
    return [result_of_check(row, (photo.name for photo in row.photos.all())) for row in rows]


def _events(verification: FieldVerification, keys: list[int] | None) -> list[ProblemEvent]:
    steps = ProblemStep.objects.filter(problem__verification=verification)
    if keys is not None:
        steps = steps.filter(problem__point__in=keys)
    return [
        event_of(step) for step in steps.select_related("problem", "by").order_by("problem__number", "pk")
    ]


def event_of(step: ProblemStep) -> ProblemEvent:
    """One step of a problem's history."""
    return ProblemEvent(
        step.problem.number, step.day, ProblemAct(step.act), step.by.name, step.text, step.evidence,
        step.turn, step.pk,
    )  # fmt: skip
