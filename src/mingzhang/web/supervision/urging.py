"""催办 of everybody who is late at once, and the slips that went out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction

from mingzhang.supervision.matter import Act
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, Visitor, may
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today
from mingzhang.web.supervision.models import MatterDuty, MatterEvent
from mingzhang.web.supervision.moves import Said, make
from mingzhang.web.supervision.numbers import region_of

_ROWS = 100  # on one page
_MOST = 500  # slips at once


@transaction.atomic
def urge_late(region: Organisation, who: Person) -> int:
    """A slip for every unit that is late with something and got none today; how many."""
    late = MatterDuty.objects.filter(
        matter__organisation=region, awaited=True, expected__lt=today()
    ).select_related("matter__organisation")
    told = MatterEvent.objects.filter(matter__organisation=region, act=Act.URGE, day=today())
    today_urged = set(told.values_list("matter", "unit"))
    count = 0
    for duty in late.order_by("expected", "pk")[:_MOST]:
        if (duty.matter_id, duty.organisation_id) not in today_urged:
            make(duty.matter, who, Said(Act.URGE, duty.pk))
            count += 1
    return count


def slips_page(visitor: Visitor, asked: Mapping[str, str]) -> dict[str, Any]:
    """The slips of the region, and how many are late now without one of today."""
    region = region_of(visitor, Action.SEE_MATTERS)
    every = MatterEvent.objects.filter(matter__organisation=region, act=Act.URGE)
    pages = Paginator(every.select_related("matter", "unit").order_by("-pk"), _ROWS).get_page(
        asked.get("page")
    )
    late = MatterDuty.objects.filter(matter__organisation=region, awaited=True, expected__lt=today()).count()
    return {"pages": pages, "late": late, "runs": may(visitor, Action.RUN_MATTERS, region)}
