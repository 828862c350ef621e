"""Totals over the units of a season: what they have published, added up exactly, with the year before.

A unit that has published nothing, or whose document does not state a figure, is not taken for 0: how many
units are behind a total is said beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet

from mingzhang.web.people.rights import Action, Visitor, where
from mingzhang.web.portal.models import EditionFigure
from mingzhang.web.portal.sums import exact_sum, yuan
from mingzhang.web.register.models import Organisation
from mingzhang.web.season.models import Season

TOTAL_HEADS = ("项目", "单位", "金额（元）", "上年（元）", "原文", "位置")
_WAN = 10_000
_FORMER = "edition__organisation__editions"  # of the unit that a figure is about


@dataclass(frozen=True)
class TotalRow:
    """One figure over all units; amounts in 元.  ``both`` adds up the units that state it in both years."""

    label: str
    amount: Decimal
    units: int
    former: Decimal = Decimal(0)
    same: Decimal = Decimal(0)
    both: int = 0

    @property
    def wan(self) -> Decimal:
        """The total in 万元."""
        return self.amount / _WAN

    @property
    def change(self) -> Decimal | None:
        """By how many per cent the units that state it in both years have changed together."""
        return None if not self.both or not self.former else (self.same - self.former) * 100 / self.former


def totals_of(season: Season, visitor: Visitor) -> list[TotalRow]:
    """The totals of the figures that at least two units state, in the order in which documents state them."""
    figures = _figures(season, visitor)
    now = figures.values("label").annotate(sum=exact_sum("amount"), count=Count("pk"), first=Min("order"))
    there = {
        f"{_FORMER}__{name}": value
        for name, value in {"year": season.year - 1, "kind": season.kind, "current": True}.items()
    }
    paired = figures.filter(**there, **{f"{_FORMER}__figures__label": F("label")}).values("label")
    both = paired.annotate(
        same=exact_sum("amount"), former=exact_sum(f"{_FORMER}__figures__amount"), count=Count("pk")
    )
    before = {row["label"]: row for row in both}
    return [_row(row, before.get(row["label"])) for row in now.order_by("first", "label") if row["count"] > 1]


def _figures(season: Season, visitor: Visitor) -> QuerySet[EditionFigure]:
    """What the units of the season that the visitor may see in sum have published and is valid."""
    reach = Q(pk__in=Organisation.objects.below(*where(visitor, Action.SEE_STATISTICS)))
    units = Organisation.objects.below(season.organisation).filter(reach)
    return EditionFigure.objects.order_by().filter(
        edition__current=True,
        edition__kind=season.kind,
        edition__year=season.year,
        edition__organisation__in=units,
    )


def _row(now: Mapping[str, Any], both: Mapping[str, Any] | None) -> TotalRow:
    label, amount = now["label"], yuan(now["sum"])
    if both is None:
        return TotalRow(label, amount, now["count"])
    former, same = (yuan(both[name]) for name in ("former", "same"))
    return TotalRow(label, amount, now["count"], former, same, both["count"])


def parts_of(season: Season, visitor: Visitor, label: str) -> QuerySet[EditionFigure]:
    """The figures behind a total, the largest first."""
    found = _figures(season, visitor).filter(label=label).order_by("-amount", "edition__organisation__path")
    kept = ("charts", "scores", "classes", "differences")
    return found.select_related("edition__organisation__above__above").defer(
        *(f"edition__{name}" for name in kept)
    )


def total_cells(season: Season, visitor: Visitor) -> Iterator[list[object]]:
    """Every figure behind every total, under :data:`TOTAL_HEADS`: totals first, then whose they are."""
    parts: dict[str, list[list[object]]] = {}
    told = ("label", "edition__organisation__name", "amount", "printed", "unit", "place")
    found = _figures(season, visitor).order_by("edition__organisation__path").values_list(*told)
    for label, name, amount, printed, unit, place in found:
        parts.setdefault(label, []).append([label, name, amount, "", f"{printed}{unit}", place])
    for row in totals_of(season, visitor):
        heading = f"合计（{row.units} 个单位）"
        yield [row.label, heading, row.amount, row.former if row.both else "", "", ""]
        yield from parts[row.label]
