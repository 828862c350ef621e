"""What the appraisal counts: as the room counts it, its feedback reports by those that were written."""

from __future__ import annotations

from datetime import date

from mingzhang.appraisal.measures import REPORTS, measures
from mingzhang.facts.measure import LiveMeasure, counted
from mingzhang.web.appraisal.assembling import plan_of, returns_of
from mingzhang.web.appraisal.models import AppraisalCycle, UnitResult
from mingzhang.web.register.models import Organisation


def measures_of(region: Organisation, year: int, as_of: date) -> dict[str, LiveMeasure]:
    """The counts of a region's appraisal of a year; none where there is no such appraisal."""
    cycle = (
        AppraisalCycle.objects.filter(organisation=region, year=year).select_related("organisation").first()
    )
    if cycle is None:
        return {}
    return measures(plan_of(cycle), returns_of(cycle), as_of) | {REPORTS: written_reports(cycle, as_of)}


def written_reports(cycle: AppraisalCycle, as_of: date) -> LiveMeasure:
    """The reports of the last seal that are there; a unit whose report was not written has none."""
    last = cycle.seals.last()
    found = UnitResult.objects.filter(sealed=last, docx__isnull=False).order_by("unit__code", "pk")
    rows = found.values_list("unit__code", "unit__organisation__name")
    return counted(REPORTS, "份", as_of, ("单位编码", "单位"), rows)
