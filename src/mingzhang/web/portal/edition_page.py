"""What the page of one edition shows."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from mingzhang.web.portal.addresses import address, region_address, unit_address
from mingzhang.web.portal.listings import TEN_THOUSAND
from mingzhang.web.portal.models import Edition, EditionFigure, YearCharts

FORMATS = {
    "original": "原文件",
    "pdf": "PDF",
    "xlsx": "Excel 工作簿",
    "opendata": "开放数据（CSV 和说明）",
}


def edition_page(edition: Edition) -> dict[str, Any]:
    """Key figures beside those of the year before, charts, tables, files, and what was corrected."""
    before = _figures_before(edition)
    figures = [
        (figure, figure.amount / TEN_THOUSAND, _change(figure, before.get(figure.label)))
        for figure in edition.figures.all()
    ]
    years = YearCharts.objects.filter(organisation=edition.organisation_id, kind=edition.kind).first()
    document = address(edition, "document")
    return frame(edition) | {
        "groups": [(name, list(each)) for name, each in groupby(figures, key=lambda one: one[0].group)],
        "charts": edition.charts + (years.charts if years else []),
        "tables": [
            (table, address(edition, "table", order=table.order)) for table in edition.tables.defer("rows")
        ],
        "document": document,
        "files": [
            (FORMATS[each.format], each, address(edition, "file", format=each.format))
            for each in edition.files.select_related("file")
        ],
        "csv": address(edition, "figures"),
        "others": _others(edition),
    }


def frame(edition: Edition) -> dict[str, Any]:
    """What every page of an edition needs: itself, and where one came from."""
    return {
        "edition": edition,
        "region": edition.organisation.region,
        "region_address": region_address(edition.organisation.region),
        "unit_address": unit_address(edition.organisation),
        "edition_address": address(edition),
    }


def _figures_before(edition: Edition) -> dict[str, EditionFigure]:
    """The key figures that the same unit published for the year before."""
    found = EditionFigure.objects.filter(
        edition__organisation=edition.organisation_id,
        edition__kind=edition.kind,
        edition__year=edition.year - 1,
        edition__current=True,
    )
    return {figure.label: figure for figure in found}


def _change(figure: EditionFigure, before: EditionFigure | None) -> Any:
    """By how many 万元 a figure differs from the year before; ``None`` where that is not published."""
    return None if before is None else (figure.amount - before.amount) / TEN_THOUSAND


def _others(edition: Edition) -> list[tuple[Edition, str]]:
    """The other editions of the same document, the newest first."""
    same = Edition.objects.shown().filter(
        organisation=edition.organisation_id, year=edition.year, kind=edition.kind
    )
    return [(each, address(each)) for each in same.exclude(pk=edition.pk).order_by("-number")]
