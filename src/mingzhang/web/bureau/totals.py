"""Totals over the units of a season: what they have published, added up exactly, with the year before.

A unit that has published nothing, or whose document does not state a figure, is not taken for 0: how many
units are behind a total is said beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from mingzhang.web.bureau.statistics import within
from mingzhang.web.people.rights import Visitor
from mingzhang.web.portal.models import EditionFigure
from mingzhang.web.season.models import Season

TOTAL_HEADS = ("项目", "单位", "金额（元）", "上年（元）", "原文", "位置")
_WAN = 10_000


@dataclass
class TotalRow:
    """One figure over all units; amounts in 元.  ``both`` adds up the units that state it in both years."""

    label: str
    amount: Decimal = Decimal(0)
    units: int = 0
    former: Decimal = Decimal(0)
    same: Decimal = Decimal(0)
    both: int = 0
    parts: list[EditionFigure] = field(default_factory=list)

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
    reach = [each.organisation_id for each in within(season, visitor)]
    found = EditionFigure.objects.select_related("edition__organisation").filter(
        edition__current=True, edition__kind=season.kind, edition__organisation__in=reach
    )
    rows: dict[str, TotalRow] = {}
    here = {}
    for figure in found.filter(edition__year=season.year).order_by("order", "edition__organisation__path"):
        row = rows.setdefault(figure.label, TotalRow(figure.label))
        row.amount += figure.amount
        row.units += 1
        row.parts.append(figure)
        here[figure.label, figure.edition.organisation_id] = figure
    for figure in found.filter(edition__year=season.year - 1):
        now = here.get((figure.label, figure.edition.organisation_id))
        if now is not None:
            row = rows[figure.label]
            row.former += figure.amount
            row.same += now.amount
            row.both += 1
    return [row for row in rows.values() if row.units > 1]


def total_cells(rows: list[TotalRow]) -> list[list[object]]:
    """Every figure behind every total, under :data:`TOTAL_HEADS`: totals first, then whose they are."""
    cells: list[list[object]] = []
    for row in rows:
        cells.append(
            [row.label, f"合计（{row.units} 个单位）", row.amount, row.former if row.both else "", "", ""]
        )
        cells += [
            [
                row.label,
                part.edition.organisation.name,
                part.amount,
                "",
                f"{part.printed}{part.unit}",
                part.place,
            ]
            for part in row.parts
        ]
    return cells
