"""Statistics of all matters of a region, counted by the database: the same as the pure room counts.

Every duty is in exactly one place, as in :class:`~mingzhang.supervision.tally.Tally`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, When

from mingzhang.supervision.bulletin import BulletinFigures, OverdueLine, tally_cells
from mingzhang.supervision.matter import MatterStage
from mingzhang.supervision.tally import Tally, added
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today
from mingzhang.web.supervision.models import MatterDuty, SupervisedMatter

_MOST = 300  # overdue lines of a bulletin


def _places(day: date) -> dict[str, Q]:
    """The six places; those before exclude those behind."""
    answered = Q(waived=False, answered__isnull=False)
    silent = Q(waived=False, answered=None)
    return {
        "in_time": answered & Q(answered__lte=F("due")),
        "late": answered & Q(answered__gt=F("due")),
        "overdue": silent & Q(stopped=False, due__lt=day),
        "running": silent & Q(stopped=False, due__gte=day),
        "waived": Q(waived=True),
        "stopped": silent & Q(stopped=True),
        "answered": Q(ever=True),
        "returned": Q(returned__gt=0),
        "done": Q(accepted=True),
    }


def tallies_in(duties: QuerySet[MatterDuty], *under: str) -> list[dict[str, Tally]]:
    """The tallies of duties by each of some fields, all in one walk over them.

    They are counted by all fields together, which are few, and those counts are added up for each.
    """
    counts: dict[str, Any] = {
        f"count_{name}": Sum(Case(When(where, then=1), default=0, output_field=IntegerField()))
        for name, where in _places(today()).items()
    }
    sums = {"urged_sum": Sum("urged"), "extended_sum": Sum("extended")}
    days = Sum(Case(When(accepted=True, then=F("days")), default=0, output_field=IntegerField()))
    rows = duties.order_by().values_list(*under).annotate(**counts, **sums, days_sum=days)
    found: list[dict[str, list[Tally]]] = [{} for _ in under]
    for row in rows:
        tally = Tally(*_ordered(row[len(under) :]))
        for some, key in zip(found, row, strict=False):
            some.setdefault(key, []).append(tally)
    return [{key: added(tallies) for key, tallies in some.items()} for some in found]


def _ordered(row: tuple[int, ...]) -> tuple[int, ...]:
    """The counts in the order of the tally."""
    *places, answered, returned, done, urged, extended, days = row
    return (*places, answered, returned, urged, extended, done, days)


def figures_page(region: Organisation) -> dict[str, Any]:
    """The statistics as a page shows them."""
    figures = figures_in(region)
    tables = [(head, _rows(some)) for head, some in (("单位", figures.units), ("来源", figures.sources))]
    stages = [(stage.value, figures.stages[stage]) for stage in MatterStage if figures.stages.get(stage)]
    overdue = MatterDuty.objects.filter(matter__organisation=region, awaited=True, expected__lt=today())
    return {
        "tables": tables,
        "stages": stages,
        "count": sum(figures.stages.values()),
        "late": overdue.count(),
    }


def _rows(tallies: Mapping[str, Tally]) -> list[list[str]]:
    """Tallies under the heads of the bulletin, with their total; the best first."""
    every = sorted(tallies.items(), key=lambda pair: (-(pair[1].on_time or Fraction(-1)), pair[0]))
    return [[key, *tally_cells(tally)] for key, tally in [*every, ("合计", added(tallies.values()))]]


def figures_in(region: Organisation) -> BulletinFigures:
    """What the bulletin of a region tells today."""
    matters = SupervisedMatter.objects.filter(organisation=region)
    duties = MatterDuty.objects.filter(matter__organisation=region)
    stages = dict(matters.order_by().values_list("stage").annotate(count=Count("pk")))
    late = duties.filter(awaited=True, expected__lt=today()).select_related("matter", "organisation")
    lines = [
        OverdueLine(each.matter.number, each.matter.text, each.organisation.name, each.expected, each.urged)
        for each in late.order_by("expected", "matter__number", "organisation__name")[:_MOST]
    ]
    units, sources = tallies_in(duties, "organisation__name", "matter__source")
    return BulletinFigures(stages, units, sources, lines)
