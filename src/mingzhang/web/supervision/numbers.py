"""The supervision office of a region and the numbers it gives: none twice, none left out."""

from __future__ import annotations

from django.db import transaction

from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, Visitor, may, where
from mingzhang.web.register.models import Organisation, OrganisationKind, OrganisationQuerySet
from mingzhang.web.shared.today import today
from mingzhang.web.supervision.models import RunningNumber, SupervisedMatter, SupervisionOffice

MATTER, PAPER = "matter", "paper"


def office_of(region: Organisation) -> SupervisionOffice:
    """The office of a region; before anybody named it, it is called after the region."""
    short = region.short or region.name
    named = {"name": f"{short}政府督查室", "letters": f"{short}督"}
    found, _ = SupervisionOffice.objects.get_or_create(organisation=region, defaults=named)
    return found


def region_of(visitor: Visitor, action: Action) -> Organisation:
    """The region for which the visitor may do this; who may has one."""
    return where(visitor, action)[0].region


def units_of(region: Organisation) -> OrganisationQuerySet:
    """The units to which matters of a region are given: those right beneath it that are there today."""
    kind = OrganisationKind.DEPARTMENT
    return Organisation.objects.filter(above=region, kind=kind).on(today()).order_by("path")


def next_letters(region: Organisation) -> str:
    """The number of the next notice or slip."""
    year = today().year
    return f"{office_of(region).letters}〔{year}〕{_next(region, PAPER, year)}号"


def next_matter_number(region: Organisation) -> str:
    """The number of the next matter; one that a ledger has taken is left out."""
    year = today().year
    while True:
        number = f"{year}-{_next(region, MATTER, year):03}"
        if not SupervisedMatter.objects.filter(organisation=region, number=number).exists():
            return number


def _next(region: Organisation, kind: str, year: int) -> int:
    """One more than the last; held until the transaction ends, so that nobody else gets it."""
    run, _ = RunningNumber.objects.select_for_update().get_or_create(
        organisation=region, kind=kind, year=year
    )
    run.last += 1
    run.save(update_fields=["last"])
    return run.last


def passed(region: Organisation, letters: str, numbers: list[str]) -> None:
    """Go on behind the numbers of papers that a ledger has used."""
    for text in numbers:
        begin, _, number = text.removesuffix("号").partition("〕")
        year = begin.removeprefix(f"{letters}〔")
        if year.isdecimal() and number.isdecimal() and len(year) == 4 and len(number) < 7:
            run, _ = RunningNumber.objects.select_for_update().get_or_create(
                organisation=region, kind=PAPER, year=int(year)
            )
            run.last = max(run.last, int(number))
            run.save(update_fields=["last"])


@transaction.atomic
def name_office(region: Organisation, who: Person, name: str, letters: str) -> None:
    """Say what the office is called, and how the numbers of its papers begin."""
    assert may(who, Action.RUN_MATTERS, region)
    office = office_of(region)
    before = {"名称": office.name, "文号字头": office.letters}
    after = {"名称": name, "文号字头": letters}
    if before != after:
        office.name, office.letters = name, letters
        office.save()
        record(who, "督查机构", office, f"督查机构改为“{name}”，文号字头“{letters}”", before, after)
