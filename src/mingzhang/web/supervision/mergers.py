"""单位变更: from a day on, another unit answers for what was given to one; what is open goes over to it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today
from mingzhang.web.supervision.folding import Mergers
from mingzhang.web.supervision.models import MatterDuty, MatterEvent, SupervisedMatter, UnitMerger
from mingzhang.web.supervision.moves import MatterMoveError


@transaction.atomic
def merge(region: Organisation, who: Person, old: Organisation, new: Organisation, day: date) -> int:
    """Let ``new`` answer for what was given to ``old``; how many duties go over."""
    if not may(who, Action.RUN_MATTERS, region):
        raise MatterMoveError(f"没有“{Action.RUN_MATTERS.value}”的权限。")
    if day > today():
        raise MatterMoveError("变更的日期不能晚于今天，请到那一天再登记。")
    if UnitMerger.objects.filter(old=old).exists():
        raise MatterMoveError(f"“{old}”已经登记过变更。")
    if UnitMerger.objects.filter(old=new, day__lte=day).exists():
        raise MatterMoveError(f"“{new}”自己也已经并入别的单位，请选择现在的单位。")
    last = MatterEvent.objects.filter(matter__organisation=region, unit=old).order_by("-day").first()
    if last is not None and last.day >= day:
        raise MatterMoveError(f"“{old}”在{last.day}还办过“{last.act}”，变更的日期要晚于这一天。")
    made = UnitMerger.objects.create(organisation=region, old=old, new=new, day=day)
    mergers, moved = Mergers(region), 0
    affected = MatterDuty.objects.filter(matter__organisation=region, organisation=old)
    for duty in affected.select_related("given_to"):
        current = mergers.current(duty.given_to, today())
        if current.pk != duty.organisation_id:
            MatterDuty.objects.filter(pk=duty.pk).update(organisation=current)
            moved += 1
    _leads(region, old, mergers)
    record(who, "单位变更", made, f"自{day}起“{old}”并入“{new}”，转 {moved} 件次", None, {"件次": moved})
    return moved


def _leads(region: Organisation, old: Organisation, mergers: Mergers) -> None:
    """The lead units that lists show."""
    current = mergers.current(old, today())
    SupervisedMatter.objects.filter(organisation=region, lead=old).update(lead=current)
