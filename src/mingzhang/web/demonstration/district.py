"""The district: 76 departments with some units, people for every role, a season that is under way."""

from __future__ import annotations

import csv
from datetime import timedelta
from importlib.resources import files

from django.db import transaction

from mingzhang.web.people.models import Person, Post, Role
from mingzhang.web.register.models import Nature, Organisation, OrganisationKind
from mingzhang.web.season.models import DocumentKind, Season
from mingzhang.web.season.opening import open_season
from mingzhang.web.shared.today import today

PASSWORD = "mingzhang-demonstration"  # noqa: S105 (told to everybody: the data are made up)
_BUREAU = (Role.MANAGER, Role.REVIEWER, Role.PERFORMANCE, Role.EXPERT, Role.ADMINISTRATOR)


@transaction.atomic
def lay() -> list[tuple[Person, str]]:
    """Lay the district down; the people one signs in as, and what each is."""
    region = Organisation.objects.create(
        kind=OrganisationKind.REGION, name="临江区", short="临江区", nature=Nature.OTHER
    )
    departments = _departments(region)
    people = _people(region, departments)
    _season(region)
    return people


def _departments(region: Organisation) -> list[Organisation]:
    """The 76 departments: 41 organs, 14 institutions, 21 towns."""
    with (files(__package__) / "organisations.csv").open(encoding="utf-8") as file:
        return [
            Organisation.objects.create(
                kind=OrganisationKind.DEPARTMENT,
                name=row["name"],
                short=row["name"].removeprefix("临江区"),
                nature=row["nature"],
                code=row["code"],
                above=region,
            )
            for row in csv.DictReader(file)
        ]


def _people(region: Organisation, departments: list[Organisation]) -> list[tuple[Person, str]]:
    """Somebody for every role; preparer and approver of the first department stand for the others."""
    posts = [(role, region) for role in _BUREAU]
    posts += [(Role.PREPARER, departments[0]), (Role.APPROVER, departments[0])]
    return [(_person(role, where), f"{where}{role.label}") for role, where in posts]


def _person(role: Role, organisation: Organisation) -> Person:
    """Somebody called by the role, in all: the district has no people of flesh."""
    person = Person.objects.create_user(role.value, PASSWORD, role.label)
    Post.objects.create(person=person, role=role, organisation=organisation)
    return person


def _season(region: Organisation) -> Season:
    """The season of last year's final accounts, approved ten days ago."""
    season = Season(
        organisation=region,
        year=today().year - 1,
        kind=DocumentKind.FINAL_ACCOUNT,
        approved=today() - timedelta(days=10),
    )
    return open_season(season, None, {OrganisationKind.DEPARTMENT: "部门决算"})
