"""On which days a season reminds."""

from __future__ import annotations

from django.db import transaction

from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.season.models import Season


@transaction.atomic
def set_rules(season: Season, who: Person, before: list[int], after: list[int]) -> None:
    """Set the working days before and after the last day; what was sent stays."""
    held = Season.objects.select_for_update().get(pk=season.pk)
    former = {"截止前": held.remind_before, "截止后": held.remind_after}
    now = {"截止前": before, "截止后": after}
    if former == now:
        return
    held.remind_before, held.remind_after = before, after
    held.save(update_fields=["remind_before", "remind_after"])
    record(who, "催报", season, f"改{season}的催报日子：{now}", former, now)
