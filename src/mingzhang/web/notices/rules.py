"""On which days a season reminds."""

from __future__ import annotations

from django.db import transaction

from mingzhang.web.audit.log import record
from mingzhang.web.notices.matter_reminders import days_of
from mingzhang.web.people.models import Person
from mingzhang.web.register.models import Organisation
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


@transaction.atomic
def set_matter_rules(region: Organisation, who: Person, **now: list[int]) -> None:
    """Set the working days on which a region reminds of its matters: ``before``, ``after``, ``unsigned``."""
    Organisation.objects.select_for_update().get(pk=region.pk)
    held = days_of(region)
    former = {"before": held.remind_before, "after": held.remind_after, "unsigned": held.unsigned}
    if former == now:
        return
    held.remind_before, held.remind_after, held.unsigned = now["before"], now["after"], now["unsigned"]
    held.save()
    record(who, "督查提醒", region, f"改{region}督查提醒的日子：{now}", former, now)
