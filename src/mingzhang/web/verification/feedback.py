"""What follows from a verification for its units: the reports that each of them may take from a day on."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, Visitor, may, where
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today
from mingzhang.web.verification.models import FieldVerification
from mingzhang.web.verification.moves import FieldMoveError, held
from mingzhang.web.verification.papers import feedback_of


@transaction.atomic
def feed_back(verification: FieldVerification, who: Person) -> int:
    """反馈: from now on every unit that was visited can take its report; how many they are."""
    found = held(verification)
    units = found.points.exclude(visited=None).order_by().values("organisation").distinct().count()
    if not units:
        raise FieldMoveError("还没有核验结果，没有可以反馈的报告。")
    found.fed_back = today()
    found.save(update_fields=["fed_back"])
    record(who, "反馈核验报告", found, f"{found}向 {units} 个单位反馈报告")
    return units


def reported_to(visitor: Visitor) -> list[tuple[Organisation, FieldVerification]]:
    """The reports that a unit may take: of its own verifications, the newest first."""
    if not isinstance(visitor, Person) or where(visitor, Action.SEE_VERIFICATION):
        return []
    own = {each.pk: each for each in where(visitor, Action.SEE_PROBLEMS)}
    sent = FieldVerification.objects.exclude(fed_back=None).filter(
        points__organisation__in=own, points__visited__isnull=False
    )
    rows = sent.values_list("points__organisation", "pk").distinct()
    found = {each.pk: each for each in sent.select_related("organisation").distinct()}
    return [(own[unit], found[pk]) for unit, pk in rows if unit in own]


def own_report(organisation: Organisation, who: Person, asked: Mapping[str, str]) -> tuple[bytes, str]:
    """The report of a unit in a year; raises :class:`FieldMoveError` where there is none for it yet."""
    year = asked.get("year", "")
    found = FieldVerification.objects.filter(organisation=organisation.region).select_related("organisation")
    if year.isdecimal() and len(year) == 4:
        found = found.filter(year=int(year))
    verification = found.first()
    if verification is None or (
        verification.fed_back is None and not may(who, Action.SEE_VERIFICATION, verification)
    ):
        raise FieldMoveError(f"还没有向{organisation}反馈核验报告。")
    return feedback_of(verification, organisation, asked.get("as", "docx"))
