"""Permanent addresses: /public/地区/单位/年度/文件/, by the codes that do not change."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.http import Http404
from django.urls import reverse

from mingzhang.web.portal.models import Edition
from mingzhang.web.register.models import Organisation, OrganisationKind


def name_of(organisation: Organisation) -> str:
    """What an organisation is called in addresses: its code, or its number where it has none.

    >>> name_of(Organisation(pk=7, kind="unit", code="101001")), name_of(Organisation(pk=7, kind="unit"))
    ('101001', 'u7')
    """
    code = organisation.place if organisation.kind == OrganisationKind.REGION else organisation.code
    return code or f"u{organisation.pk}"


def address(edition: Edition, page: str = "edition", **more: object) -> str:
    """The address of a page of an edition; of one that was replaced, that of its own number."""
    names = _names(edition.organisation)
    known = {**names, "year": edition.year, "kind": edition.kind, **more}
    if not edition.current:
        known["number"] = edition.number
        page = f"former_{page}"
    return reverse(f"portal:{page}", kwargs=known)


def unit_address(organisation: Organisation) -> str:
    """The address of the page of a unit with all its years."""
    return reverse("portal:unit", kwargs=_names(organisation))


def region_address(region: Organisation) -> str:
    """The address of the page of a region."""
    return reverse("portal:region", kwargs={"region": name_of(region)})


def ranking_address(region: Organisation, year: int) -> str:
    """The address of the public ranking of a region's units in a year."""
    return reverse("portal:ranking", kwargs={"region": name_of(region), "year": year})


def _names(organisation: Organisation) -> dict[str, str]:
    return {"region": name_of(organisation.region), "unit": name_of(organisation)}


def region_named(name: str) -> Organisation:
    """The region that an address names; raises ``Http404``."""
    regions = Organisation.objects.filter(kind=OrganisationKind.REGION)
    found = regions.filter(_named(name, "place")).first()
    if found is None:
        raise Http404
    return found


def unit_named(region: str, name: str) -> Organisation:
    """The organisation that an address names, within its region; raises ``Http404``."""
    beneath = Organisation.objects.exclude(kind=OrganisationKind.REGION).filter(_named(name, "code"))
    found = beneath.select_related("above__above__above").first()
    if found is None or not any(region in (each.place, f"u{each.pk}") for each in _regions(found)):
        raise Http404
    return found


def _regions(organisation: Organisation) -> Iterator[Organisation]:
    """The regions above an organisation, the nearest first."""
    above = organisation.above
    while above is not None:
        if above.kind == OrganisationKind.REGION:
            yield above
        above = above.above


def edition_named(region: str, unit: str, year: int, kind: str, number: int | None = None) -> Edition:
    """The edition that an address names: the one with that number, or the current one; raises ``Http404``."""
    wanted = Q(current=True) if number is None else Q(number=number)
    organisation = unit_named(region, unit)
    found = Edition.objects.shown().filter(wanted, organisation=organisation, year=year, kind=kind).first()
    if found is None:
        raise Http404
    return found


def _named(name: str, field: str) -> Q:
    """By the code, or by the number: an address stays good when an organisation is given a code later."""
    named = Q(**{field: name})
    if "\0" in name:  # which PostgreSQL takes in no text
        raise Http404
    return named | Q(pk=int(name[1:])) if name[:1] == "u" and name[1:].isdecimal() else named
