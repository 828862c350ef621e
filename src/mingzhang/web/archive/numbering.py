"""Numbers of items in their series: given at the end, closed up where an item leaves."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.archive.codes import ArchivalCode, code_of
from mingzhang.archive.retention import CODES
from mingzhang.web.archive.models import ROOM, FilingSeries, HeldItem, SeriesPlace


def series_of(item: HeldItem) -> ArchivalCode:
    """The code that an item has in its series, with the number 1.

    Raises :class:`~mingzhang.archive.codes.WrongCodeError` where its parts make none.
    """
    period = CODES.get(item.period, item.period)
    made = ArchivalCode(item.fonds.code, item.category.code, item.year, period, item.department.code, 1)
    return code_of(str(made))


def placed(item: HeldItem) -> SeriesPlace:
    """Give an item the next number of its series; raises ``WrongCodeError``."""
    return placed_all([item])[0]


def placed_all(items: Sequence[HeldItem]) -> list[SeriesPlace]:
    """Give items of one series its next numbers, in their order; raises ``WrongCodeError``.

    Of two who do this in one series one waits for the other.
    """
    fonds, name = items[0].fonds, series_of(items[0]).series
    FilingSeries.objects.get_or_create(fonds=fonds, name=name)
    series = FilingSeries.objects.select_for_update().get(fonds=fonds, name=name)
    last = SeriesPlace.objects.filter(series=series).order_by("-number").first()
    first = last.number + 1 if last else 1
    code_of(f"{name}-{first + len(items) - 1:04}")  # a series that is full has no further one
    made = []
    for number, item in enumerate(items, first):
        key = series.pk * ROOM + number
        before = key - 1 if number > 1 else None
        made.append(SeriesPlace(pk=key, series=series, number=number, before_id=before, item=item))
    SeriesPlace.objects.bulk_create(made)
    for place in made:
        place.item.place = place
    return made


def withdrawn(item: HeldItem) -> str:
    """Take an item out of its series: those after it move up by one; returns the code that it had.

    The last place goes, and each item takes the place before its own, from the end on: at no moment are two
    in one place.
    """
    place = SeriesPlace.objects.select_related("series").get(item=item)
    series = FilingSeries.objects.select_for_update().get(pk=place.series_id)
    code, behind = str(place), SeriesPlace.objects.filter(series=series, number__gt=place.number)
    rows = [place, *behind.order_by("number")]
    moving = [row.item_id for row in rows]
    SeriesPlace.objects.filter(pk=rows[-1].pk).delete()
    for row, item_id in reversed(list(zip(rows[:-1], moving[1:], strict=True))):
        SeriesPlace.objects.filter(pk=row.pk).update(item=item_id)
    return code
