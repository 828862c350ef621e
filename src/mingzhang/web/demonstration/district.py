"""The district: 76 departments with some units, people for every role, a season that is under way."""

from __future__ import annotations

import csv
from datetime import timedelta
from importlib.resources import files

from django.db import transaction

from mingzhang.web.demonstration.archive import lay_archive
from mingzhang.web.demonstration.digest import lay_digest
from mingzhang.web.demonstration.joins import LAST_OF_YEARS, name_offices, prepare_years
from mingzhang.web.demonstration.projects import (
    LAST_OF_PROJECTS,
    ask_for_projects,
    publish_projects,
    steps_of,
)
from mingzhang.web.demonstration.purchasing import ask_for_purchases
from mingzhang.web.demonstration.season import ask_for, road_of
from mingzhang.web.demonstration.supervision import lay_matters
from mingzhang.web.demonstration.survey import LAST_OF_SURVEY, prepare_survey
from mingzhang.web.people.models import Person, Post, Role
from mingzhang.web.register.models import Nature, Organisation, OrganisationKind
from mingzhang.web.season.models import DocumentKind, Season
from mingzhang.web.season.opening import open_season
from mingzhang.web.shared.today import today

PASSWORD = "mingzhang-demonstration"  # noqa: S105 (told to everybody: the data are made up)
_WITH_PROJECTS = 24  # departments
_UNIT = (Role.PREPARER, Role.APPROVER)
_BUREAU = tuple(role for role in Role if role not in _UNIT)


@transaction.atomic
def lay() -> list[tuple[Person, str]]:
    """Lay the district down; the people one signs in as, and what each is.

    The documents are asked for, and prepared by the worker in the background: those of the season under way
    first, then those of the year that is published.
    """
    region = Organisation.objects.create(
        kind=OrganisationKind.REGION, name="临江区", short="临江区", nature=Nature.OTHER
    )
    departments = _departments(region)
    people = _people(region, departments)
    year = today().year - 1
    for number, submission in enumerate(_season(region, year, 10).submissions.shown(), 1):
        if road_of(number):
            ask_for(submission, road_of(number), slips=number % 3, seed=number)
    former = _season(region, year - 1, 400)
    for number, submission in enumerate(former.submissions.shown(), 1):
        ask_for(submission, "published", slips=0, seed=1000 + number)
    _projects(region, departments, year)
    lay_matters(region, departments, Person.objects.get(username=Role.SUPERVISION))
    prepare_survey.using(priority=LAST_OF_SURVEY).enqueue(region.pk)
    prepare_years.using(priority=LAST_OF_YEARS).enqueue(region.pk, year)
    lay_digest(region)
    lay_archive(region)
    ask_for_purchases(region)
    name_offices(region, departments[0])
    return people


def _projects(region: Organisation, departments: list[Organisation], year: int) -> None:
    """Projects at every stage, and those of the year before, settled and published."""
    for number, department in enumerate(departments[:_WITH_PROJECTS], 1):
        ask_for_projects(department, year, steps_of(number), seed=number)
        ask_for_projects(department, year - 1, ("settled",), seed=100 + number)
    publish_projects.using(priority=LAST_OF_PROJECTS).enqueue(region.pk, year - 1)


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
    """Somebody for every role; those of the other departments are there, and cannot sign in."""
    posts = [(role, region) for role in _BUREAU]
    posts += [(role, departments[0]) for role in _UNIT]
    told = [(_person(role, where, role.value, PASSWORD), f"{where}{role.label}") for role, where in posts]
    for number, numeral in ((2, "二"), (3, "三")):  # who sits on panels beside the one who signs in
        other = _person(Role.EXPERT, region, f"expert-{number}", None)
        Person.objects.filter(pk=other.pk).update(name=f"{other.name}{numeral}")
    for department in departments[1:]:
        for role in _UNIT:
            _person(role, department, f"{role.value}-{department.code}", None)
    return told


def _person(role: Role, organisation: Organisation, username: str, password: str | None) -> Person:
    """Somebody called by the role, in all: the district has no people of flesh."""
    person = Person.objects.create_user(username, password, f"{organisation.short}{role.label}")
    Post.objects.create(person=person, role=role, organisation=organisation)
    return person


def _season(region: Organisation, year: int, days_ago: int) -> Season:
    """The season of a year's final accounts, approved so many days ago."""
    season = Season(
        organisation=region,
        year=year,
        kind=DocumentKind.FINAL_ACCOUNT,
        approved=today() - timedelta(days=days_ago),
    )
    return open_season(season, None, {OrganisationKind.DEPARTMENT: "部门决算"})
