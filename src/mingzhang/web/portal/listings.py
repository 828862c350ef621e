"""What the pages of the portal list: the newest, the units of a region with totals, the years of a unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch

from mingzhang.web.portal.addresses import address, region_address, unit_address
from mingzhang.web.portal.models import Edition, EditionFigure
from mingzhang.web.portal.sums import exact_sum, yuan
from mingzhang.web.register.models import Organisation, OrganisationKind
from mingzhang.web.season.models import DocumentKind

LABELS = {
    DocumentKind.FINAL_ACCOUNT: ("本年收入", "本年支出", "基本支出", "项目支出", "“三公”经费支出"),
    DocumentKind.BUDGET: ("收入总计", "支出总计", "基本支出", "项目支出", "“三公”经费预算"),
}
_NEWEST = 10
TEN_THOUSAND = Decimal(10_000)


@dataclass(frozen=True)
class Shown:
    """A figure in 万元 with the address of where it is printed; ``amount`` is ``None`` where it is not said."""

    amount: Decimal | None
    address: str = ""


@dataclass(frozen=True)
class ComparedRow:
    """A line of a comparison: what it is about, its address, and its figures."""

    key: int
    name: str
    address: str
    cells: list[Shown]


@dataclass(frozen=True)
class ColumnTotal:
    """A total over units in 万元, and how many of them say the figure."""

    amount: Decimal | None
    units: int


def first_page() -> dict[str, Any]:
    """The regions with what they publish, and the newest editions."""
    published = Edition.objects.filter(current=True)
    newest = [(edition, address(edition)) for edition in Edition.objects.newest()[:_NEWEST]]
    regions = Organisation.objects.filter(kind=OrganisationKind.REGION)
    counted = dict(published.values_list("organisation__above").annotate(count=Count("pk")))
    deeper = dict(published.values_list("organisation__above__above").annotate(count=Count("pk")))
    return {
        "regions": [
            (region, region_address(region), counted.get(region.pk, 0) + deeper.get(region.pk, 0))
            for region in regions
        ],
        "newest": newest,
        "editions": published.count(),
        "years": sorted(set(published.order_by().values_list("year", flat=True)), reverse=True),
    }


def choices(region: Organisation) -> list[tuple[int, str]]:
    """The years and kinds of documents of which a region publishes something, the newest first."""
    inside = Edition.objects.filter(current=True, organisation__path__startswith=region.path)
    return list(inside.order_by("-year", "-kind").values_list("year", "kind").distinct())


def units(region: Organisation, year: int, kind: str, of: str) -> Any:
    """The editions of one year, kind of document and kind of organisation, with their key figures."""
    wanted = EditionFigure.objects.filter(label__in=LABELS[DocumentKind(kind)])
    inside = Edition.objects.shown().filter(current=True, year=year, kind=kind, organisation__kind=of)
    figures = Prefetch("figures", queryset=wanted, to_attr="wanted")
    found = inside.filter(organisation__path__startswith=region.path).order_by("organisation__path")
    return found.prefetch_related(figures)


def rows_of(editions: Any, kind: str) -> list[ComparedRow]:
    """Editions as lines of a comparison; each figure leads to the place where it is printed."""
    return [
        ComparedRow(
            edition.pk,
            f"{edition.organisation}",
            address(edition),
            _cells(edition, LABELS[DocumentKind(kind)]),
        )
        for edition in editions
    ]


def _cells(edition: Edition, labels: tuple[str, ...]) -> list[Shown]:
    known = {figure.label: figure for figure in edition.wanted}  # type: ignore[attr-defined]
    place = address(edition, "document")
    return [shown(known.get(label), place) for label in labels]


def shown(figure: EditionFigure | None, document: str) -> Shown:
    """A figure in 万元, leading to its place in the ``document``."""
    if figure is None:
        return Shown(None)
    where = f"{document}#{figure.anchor}" if figure.anchor else document
    return Shown(figure.amount / TEN_THOUSAND, where)


def totals(editions: Any, kind: str) -> list[ColumnTotal]:
    """The totals over all units of a list, one for each label; who does not say a figure is not counted."""
    found = EditionFigure.objects.filter(edition__in=editions.order_by().values("pk")).order_by()
    summed = {
        row["label"]: row
        for row in found.values("label").annotate(total=exact_sum("amount"), units=Count("pk"))
    }
    return [
        ColumnTotal(yuan(summed[label]["total"]) / TEN_THOUSAND, summed[label]["units"])
        if label in summed
        else ColumnTotal(None, 0)
        for label in LABELS[DocumentKind(kind)]
    ]


def years_of(organisation: Organisation) -> list[Edition]:
    """What an organisation publishes, the newest year first."""
    found = Edition.objects.shown().filter(organisation=organisation, current=True)
    return list(found.order_by("-year", "kind"))


def side_by_side(editions: list[Edition], names: list[str]) -> dict[str, Any]:
    """Editions as columns, key figures as rows, in the order of the first that says them."""
    documents = {edition.pk: address(edition, "document") for edition in editions}
    known: dict[int, dict[str, Shown]] = {edition.pk: {} for edition in editions}
    figures = EditionFigure.objects.filter(edition__in=documents).order_by("order")
    for key, label, amount, anchor in figures.values_list("edition", "label", "amount", "anchor"):
        where = f"{documents[key]}#{anchor}" if anchor else documents[key]
        known[key][label] = Shown(amount / TEN_THOUSAND, where)
    labels = dict.fromkeys(label for said in known.values() for label in said)
    nothing = Shown(None)
    return {
        "columns": list(zip(names, map(address, editions), strict=True)),
        "rows": [(label, [said.get(label, nothing) for said in known.values()]) for label in labels],
    }


def below(region: Organisation) -> list[tuple[Organisation, str]]:
    """The organisations of a region that publish anything, with their addresses."""
    inside = Organisation.objects.below(region).filter(editions__current=True).distinct()
    return [(each, unit_address(each)) for each in inside.select_related("above__above")]
