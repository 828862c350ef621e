"""Rows of the database as the catalogue that the archive calculates with."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, QuerySet

from mingzhang.archive.catalogue import Catalogue, CatalogueItem, PhysicalObject
from mingzhang.archive.course import CustodyAct, CustodyEvent, ItemStep
from mingzhang.archive.retention import RetentionChange
from mingzhang.web.archive.models import (
    CustodyLine,
    Fonds,
    FondsCode,
    HeldItem,
    HeldObject,
    HeldStep,
    RetentionDecision,
)

OF_ITEM = ("fonds__organisation", "category", "department", "box", "place__series")


def whole(items: QuerySet[HeldItem]) -> QuerySet[HeldItem]:
    """Items with all that stands in a catalogue, in one query; those without a number come last."""
    series = F("place__series__name").asc(nulls_last=True)
    return items.select_related(*OF_ITEM).order_by(series, "place__number", "pk")


def item_from(row: HeldItem) -> CatalogueItem:
    """An item as it stands in a catalogue."""
    return CatalogueItem(
        row.code, row.title, row.author, row.number, row.day, row.security, row.pages, row.period, row.old,
        str(row.box.number) if row.box else "", row.note,
    )  # fmt: skip


def catalogue_of(fonds: Fonds, items: Iterable[HeldItem] | None = None, steps: bool = False) -> Catalogue:
    """The catalogue of a fonds: its items that have a code, or those given; with ``steps`` their course."""
    rows = list(items if items is not None else whole(fonds.items.exclude(place=None)))
    codes = {row.pk: row.code for row in rows}
    made = Catalogue(fonds.code, fonds.name, fonds.first or 0, fonds.last or 0)
    said = list(FondsCode.objects.filter(fonds=fonds))
    made.categories = {row.code: row.name for row in said if row.kind == FondsCode.CATEGORY}
    made.departments = {row.code: row.name for row in said if row.kind == FondsCode.DEPARTMENT}
    made.items = [item_from(row) for row in rows]
    agreed = RetentionDecision.objects.filter(item__fonds=fonds, agreed=True).order_by("pk")
    made.changes = [change_from(row, codes[row.item_id]) for row in agreed if row.item_id in codes]
    made.objects = [object_from(row) for row in HeldObject.objects.filter(fonds=fonds)]
    lines = CustodyLine.objects.filter(box__fonds=fonds).select_related("box")
    made.custody = [custody_from(row) for row in lines]
    if steps:
        of_items = HeldStep.objects.filter(item__fonds=fonds)
        made.steps = [step_from(row, codes[row.item_id]) for row in of_items if row.item_id in codes]
    return made


def change_from(row: RetentionDecision, code: str) -> RetentionChange:
    """A change of retention that was approved."""
    return RetentionChange(code, row.old, row.new, row.reason, row.approver, row.decided or row.proposed)


def object_from(row: HeldObject) -> PhysicalObject:
    """An object."""
    return PhysicalObject(row.code, row.name, row.kind, row.origin, row.day, row.count, row.where, row.note)


def step_from(row: HeldStep, code: str) -> ItemStep:
    """A step of an item."""
    return ItemStep(code, row.day, row.step, row.by, row.text, row.back_to)


def custody_from(row: CustodyLine) -> CustodyEvent:
    """A line of the custody log."""
    return CustodyEvent(str(row.box.number), row.day, CustodyAct(row.act), row.by, row.pages, row.text)
