"""Boxes, objects and the custody of originals: what is packed, where it lies, and that it came back whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from mingzhang.archive.boxes import boxed
from mingzhang.archive.course import CustodyAct, custody_refusal, miscount
from mingzhang.web.archive.carried import custody_from, item_from, whole
from mingzhang.web.archive.models import CustodyLine, Fonds, HeldBox, HeldItem, HeldObject
from mingzhang.web.archive.moves import ArchiveMoveError, allowed
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action


@transaction.atomic
def pack(fonds: Fonds, who: Person) -> int:
    """Put the items that have a number and no box into new ones, series by series; how many boxes.

    Items that lie in a box stay there: what is packed is not unpacked by others that come.
    """
    allowed(who, Action.EDIT_ARCHIVE, fonds)
    Fonds.objects.select_for_update().get(pk=fonds.pk)
    loose = list(whole(fonds.items.filter(box=None).exclude(place=None)))
    last = HeldBox.objects.filter(fonds=fonds).aggregate(last=Max("number"))["last"] or 0
    made: dict[str, HeldBox] = {}
    for row, packed in zip(loose, boxed([item_from(row) for row in loose]), strict=True):
        if packed.box not in made:
            made[packed.box] = HeldBox.objects.create(fonds=fonds, number=last + int(packed.box))
        row.box = made[packed.box]
    HeldItem.objects.bulk_update(loose, ["box"], batch_size=500)
    if made:
        record(who, "装盒", fonds, f"{fonds}装盒：{len(loose)}件装入{len(made)}盒")
    return len(made)


@transaction.atomic
def add_object(thing: HeldObject, who: Person) -> None:
    """A further object; its number is taken once in a fonds."""
    allowed(who, Action.EDIT_ARCHIVE, thing)
    Fonds.objects.select_for_update().get(pk=thing.fonds_id)
    if HeldObject.objects.filter(fonds=thing.fonds, code=thing.code).exists():
        raise ArchiveMoveError(f"实物编号 {thing.code} 已经有了。")
    thing.save()
    record(who, "登记实物", thing, f"登记实物“{thing}”")


@transaction.atomic
def log(box: HeldBox, who: Person, said: Mapping[str, Any]) -> str:
    """A further line of the log of a box, as the room allows it; what of the pages is to be told."""
    held = HeldBox.objects.select_for_update().get(pk=box.pk)
    allowed(who, Action.EDIT_ARCHIVE, held)
    line = CustodyLine(box=held, **said)
    before = [custody_from(row) for row in held.custody.select_related("box")]
    event = custody_from(line)
    why = custody_refusal(before, event)
    if why:
        raise ArchiveMoveError(f"{held}：{why}。")
    if event.act is CustodyAct.RETURNED and event.pages is None:
        raise ArchiveMoveError("归还时请清点页数，填写以后再登记。")
    line.save()
    told = miscount([*before, event])
    record(
        who, f"原件{event.act}", held, f"{held}{event.act}，经手人{line.by}" + (f"；{told}" if told else "")
    )
    return told
