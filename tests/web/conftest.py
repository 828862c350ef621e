"""A small district for the tests of the web application: two regions, three departments, everybody."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person, Post, Role
from mingzhang.web.portal.words_index import MAKE
from mingzhang.web.register.models import Organisation, OrganisationKind
from mingzhang.web.season.models import Season
from mingzhang.web.season.opening import open_season
from mingzhang.web.submission.models import CheckState, Found, PagePicture, Remark, Submission, Version
from mingzhang.web.submission.moves import add_version

_LOCAL = timezone.localdate
DAY = date(2026, 3, 16)  # a Monday, four weeks before the last day


@dataclass
class District:
    """What there is; people are found by role and organisation, and made when they are first asked for."""

    region: Organisation
    other_region: Organisation
    department: Organisation
    other_department: Organisation
    unit: Organisation
    season: Season
    people: dict[tuple[str, int], Person] = field(default_factory=dict)

    def person(self, role: Role, at: Organisation | None = None) -> Person:
        """Somebody of the role: of the department, or of the region for the roles of the bureau."""
        unit_role = role in (Role.PREPARER, Role.APPROVER)
        at = at or (self.department if unit_role else self.region)
        if (role, at.pk) not in self.people:
            person = Person.objects.create_user(f"{role}-{at.pk}", "x", f"{at}{role.label}")
            Post.objects.create(person=person, role=role, organisation=at)
            self.people[role, at.pk] = person
        return self.people[role, at.pk]

    def client(self, role: Role | None, at: Organisation | None = None) -> Client:
        """The browser of somebody of the role, signed in; of nobody without a role."""
        client = Client()
        if role is not None:
            client.force_login(self.person(role, at), "django.contrib.auth.backends.ModelBackend")
        return client

    @property
    def submission(self) -> Submission:
        """What the department has to hand in, as it is now."""
        return Submission.objects.shown().get(organisation=self.department, season=self.season)

    def draft(self, words: bytes = b"x", checked: bool = True) -> Version:
        """A further version of the department, checked without a finding."""
        made = add_version(self.submission, self.person(Role.PREPARER), "决算.docx", [words])
        if checked:
            Version.objects.filter(pk=made.pk).update(check_state=CheckState.DONE)
        return Version.objects.get(pk=made.pk)

    def version_of(self, submission: Submission) -> Version:
        """A version of any submission, whoever may hand it in."""
        return Version.objects.create(
            submission=submission,
            number=submission.versions.count() + 1,
            document=keep([b"x"]),
            filename="决算.docx",
            made_by=self.person(Role.PREPARER),
        )

    def found(self, version: Version, words: str = "合计不等", number: int = 1, **data: object) -> Found:
        """A finding on a version, an error."""
        made = Finding("T01-04", Verdict.FAILS, Severity.ERROR, "收支平衡", words, printed=words)
        return Found.objects.create(
            version=version,
            order=number,
            number=number,
            fingerprint=made.fingerprint,
            rule=made.rule,
            verdict="fails",
            severity="error",
            title=made.title,
            message=words,
            data=made.to_json() | data,
        )

    def part_of(self, version: Version, model: type) -> int:
        """A finding, a page or a remark of a version."""
        if model is Remark:
            by = self.person(Role.REVIEWER)
            return Remark.objects.create(version=version, page=1, words="口径", by=by).pk
        if model is Found:
            return self.found(version).pk
        picture = keep([b"png"])
        return PagePicture.objects.create(
            version=version, number=1, picture=picture, width=595.0, height=842.0
        ).pk


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """Only the first process on PostgreSQL migrates: it takes ten times as long as the tables alone.

    On SQLite ``tests/web/shared/test_backup.py`` migrates, and finds the same tables as here.
    """
    return connection.vendor == "postgresql" and os.environ.get("PYTEST_XDIST_WORKER") == "gw0"


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, django_db_use_migrations: bool
) -> None:
    """The tables of the models, and the one that only a migration makes."""
    if not django_db_use_migrations:
        with django_db_blocker.unblock(), connection.schema_editor() as editor:
            for statement in MAKE[connection.vendor]:
                editor.execute(statement)


def organisation(kind: OrganisationKind, name: str, above: Organisation | None = None) -> Organisation:
    return Organisation.objects.create(kind=kind, name=name, above=above)


@pytest.fixture
def district(db: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> District:
    """The district on a fixed day, with a place of its own for files."""
    settings.MEDIA_ROOT = tmp_path / "文件"
    set_today(monkeypatch, DAY)
    region = organisation(OrganisationKind.REGION, "甲区")
    department = organisation(OrganisationKind.DEPARTMENT, "甲区水务局", region)
    made = District(
        region=region,
        other_region=organisation(OrganisationKind.REGION, "乙区"),
        department=department,
        other_department=organisation(OrganisationKind.DEPARTMENT, "甲区档案馆", region),
        unit=organisation(OrganisationKind.UNIT, "甲区水文站", department),
        season=Season(organisation=region, year=2025, approved=date(2026, 3, 13)),
    )
    open_season(made.season, None, {OrganisationKind.DEPARTMENT: "部门决算"})
    return made


def set_today(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Let the office stand on a day, wherever it asks."""

    def on(moment: datetime | None = None, zone: tzinfo | None = None) -> date:
        return day if moment is None else _LOCAL(moment, zone)

    monkeypatch.setattr(timezone, "localdate", on)
