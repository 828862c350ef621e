"""Which unit of a region runs which wing: its self-evaluation may name the wing's counts as its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.db import transaction

from mingzhang.facts.measure import LiveMeasure
from mingzhang.web.appraisal import counts as appraisal_counts
from mingzhang.web.audit.log import record
from mingzhang.web.digest import counts as digest_counts
from mingzhang.web.joins.claims import JoinError
from mingzhang.web.joins.models import RunningOffice, Wing
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.register.models import Organisation
from mingzhang.web.supervision import counts as supervision_counts
from mingzhang.web.supervision.numbers import units_of
from mingzhang.web.survey import counts as survey_counts

#: Who counts what a wing does, in a region and year.
COUNTS: dict[Wing, Callable[[Organisation, int, date], dict[str, LiveMeasure]]] = {
    Wing.SUPERVISION: supervision_counts.measures_of,
    Wing.APPRAISAL: appraisal_counts.measures_of,
    Wing.SURVEY: survey_counts.measures_of,
    Wing.DIGEST: digest_counts.measures_of,
}


def measures_of(organisation: Organisation, year: int, as_of: date) -> dict[str, LiveMeasure]:
    """The counts of the wings that a unit runs in its region; of nobody else's."""
    found: dict[str, LiveMeasure] = {}
    for office in RunningOffice.objects.filter(office=organisation).select_related("region"):
        found |= COUNTS[Wing(office.wing)](office.region, year, as_of)
    return found


def offices_in(region: Organisation) -> dict[str, Organisation]:
    """The unit that runs each wing, where one is named."""
    rows = RunningOffice.objects.filter(region=region).select_related("office")
    return {row.wing: row.office for row in rows}


@transaction.atomic
def name_offices(region: Organisation, who: Person, chosen: Mapping[str, str]) -> str:
    """Name the unit that runs each wing by its key, none where it is empty; what was done."""
    if not may(who, Action.EDIT_REGISTER, region):
        raise JoinError(f"没有“{Action.EDIT_REGISTER.value}”的权限。")
    units = {str(unit.pk): unit for unit in units_of(region)}
    if set(chosen.values()) - units.keys() - {""}:
        raise JoinError("所选的单位不在本区单位名录里，请重新选择。")
    before = {wing: str(office) for wing, office in offices_in(region).items()}
    for wing in Wing:
        key = chosen.get(wing.value, "")
        if key:
            RunningOffice.objects.update_or_create(region=region, wing=wing, defaults={"office": units[key]})
        else:
            RunningOffice.objects.filter(region=region, wing=wing).delete()
    after = {wing: str(office) for wing, office in offices_in(region).items()}
    if before != after:
        record(who, "承办单位", region, f"{region}各项工作的承办单位", before, after)
    return f"各项工作的承办单位已保存，定了 {len(after)} 项。"
