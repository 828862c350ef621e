"""A region of 1,000 departments and units with five seasons, laid straight into the database.

One account is built, checked and published as everything is; what came of it (findings, tables, paragraphs of
the search) is then copied by the database itself to all others, so that five thousand publications take
seconds.  Names and amounts differ, the words do not: a search for them is the worst case, for all are found.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction

from bench.office.copies import copy_findings, copy_page
from mingzhang.web.audit.log import record
from mingzhang.web.demonstration.district import PASSWORD
from mingzhang.web.demonstration.season import prepare
from mingzhang.web.people.models import Person, Post, Role
from mingzhang.web.portal.deriving import derive_edition
from mingzhang.web.portal.models import Edition, EditionFile, EditionState, YearCharts
from mingzhang.web.register.models import Nature, Organisation, OrganisationKind
from mingzhang.web.season.models import Season
from mingzhang.web.season.opening import open_season
from mingzhang.web.shared.today import now, today
from mingzhang.web.submission.models import (
    Answer,
    AnswerKind,
    CheckState,
    Move,
    Opinion,
    Remark,
    Status,
    Submission,
    Version,
)

_BENEATH = 9  # units of each department
_BUREAU = tuple(role for role in Role if role not in (Role.PREPARER, Role.APPROVER))
_UNIT = (Role.PREPARER, Role.APPROVER)
_NOW = (Status.DRAFT, "", Status.SUBMITTED, Status.RETURNED, Status.APPROVED, Status.PUBLISHED)
_TWICE = 3  # every third submission has a version before


def lay(departments: int = 100, years: int = 5) -> None:
    """Lay the district down in an empty database: each department has nine units beneath it."""
    region = Organisation.objects.create(kind=OrganisationKind.REGION, name="长堤区", place="990101")
    units = _organisations(region, departments)
    people = _people(region, units)
    seasons = [_season(region, today().year - back, 40 + 365 * (back - 1)) for back in range(1, years + 1)]
    model = _one_by_hand(seasons[-1])
    with transaction.atomic():
        for season in seasons:
            _versions(season, model, people, under_way=season is seasons[0])
        copy_findings(model)
        _answers(model, people)
        _history(people)
        _publish(model)
    _log(region, people)


def _organisations(region: Organisation, departments: int) -> list[Organisation]:
    """Departments with their units; the path of what is new follows from its number."""
    above = [_organisation(region, f"长堤区第{n}局", f"{n:03}", n) for n in range(1, departments + 1)]
    _hang(above)
    beneath = [
        _organisation(each, f"{each.name}第{n}中心", f"{each.code}{n:03}", n)
        for each in above
        for n in range(1, _BENEATH + 1)
    ]
    _hang(beneath)
    return [*above, *beneath]


def _organisation(above: Organisation, name: str, code: str, number: int) -> Organisation:
    department = above.kind == OrganisationKind.REGION
    kind = OrganisationKind.DEPARTMENT if department else OrganisationKind.UNIT
    nature = list(Nature)[number % 3]
    return Organisation(kind=kind, name=name, code=code, nature=nature, above=above)


def _hang(organisations: list[Organisation]) -> None:
    Organisation.objects.bulk_create(organisations)
    for each in organisations:
        assert each.above is not None
        each.path = f"{each.above.path}{each.pk}/"
    Organisation.objects.bulk_update(organisations, ["path"], batch_size=500)


def _people(region: Organisation, units: list[Organisation]) -> dict[tuple[str, int], Person]:
    """The bureau, and two people of every unit; those of the first department and of the bureau sign in."""
    wanted = [(role, region) for role in _BUREAU] + [(role, each) for each in units for role in _UNIT]
    made = [Person(username=f"{role}-{at.pk}", name=f"{at}{role.label}") for role, at in wanted]
    Person.objects.bulk_create(made)
    Post.objects.bulk_create(
        Post(person=person, role=role, organisation=at)
        for person, (role, at) in zip(made, wanted, strict=True)
    )
    people = {(role.value, at.pk): person for person, (role, at) in zip(made, wanted, strict=True)}
    for role, at in [*((role, region) for role in _BUREAU), *((role, units[0]) for role in _UNIT)]:
        person = people[role.value, at.pk]
        person.username = role.value
        person.set_password(PASSWORD)
        person.save()
    return people


def _season(region: Organisation, year: int, days_ago: int) -> Season:
    season = Season(organisation=region, year=year, approved=today() - timedelta(days=days_ago))
    titles = {OrganisationKind.DEPARTMENT: "部门决算", OrganisationKind.UNIT: "单位决算"}
    return open_season(season, None, {kind.value: title for kind, title in titles.items()})


def _one_by_hand(season: Season) -> Edition:
    """The first department's account of the first year: built, checked, published, its page worked out."""
    submission = season.submissions.shown()[0]
    prepare.func(submission.pk, "published", 3, 7)
    edition = Edition.objects.get(version__submission=submission)
    derive_edition.func(edition.pk)
    edition.refresh_from_db()
    if edition.state != EditionState.READY:
        raise SystemExit(f"The account of the bench was not published: {edition.said}")
    return edition


def _versions(season: Season, model: Edition, people: dict[tuple[str, int], Person], under_way: bool) -> None:
    """The versions of a season, and which of them is the current one: in all states, or all published."""
    owed = [each for each in season.submissions.shown() if each.current is None]
    made = []
    for number, submission in enumerate(owed):
        status = _NOW[number % len(_NOW)] if under_way else Status.PUBLISHED
        if not status:
            continue
        first = number % _TWICE == 0
        states = [Status.SUPERSEDED, status] if first else [status]
        made += [_version(submission, model, people, n, one) for n, one in enumerate(states, 1)]
    Version.objects.bulk_create(made, batch_size=500)
    for version in made:
        submission = version.submission
        submission.current = version
        submission.public = version if version.status == Status.PUBLISHED else None
    changed = {version.submission_id: version.submission for version in made}
    Submission.objects.bulk_update(changed.values(), ["current", "public"], batch_size=500)


def _version(
    submission: Submission, model: Edition, people: dict[tuple[str, int], Person], number: int, status: str
) -> Version:
    of = model.version
    return Version(
        submission=submission,
        number=number,
        document_id=of.document_id,
        filename=f"{submission}.docx",
        made_by=people[Role.PREPARER.value, submission.organisation_id],
        status=status,
        step=submission.pk % 3 if status == Status.SUBMITTED else 0,
        check_state=CheckState.DONE,
        result_id=of.result_id,
        lines_id=of.lines_id,
        text_id=of.text_id,
        summary=of.summary,
    )


def _answers(model: Edition, people: dict[tuple[str, int], Person]) -> None:
    """The unit's word to the findings that the built account has: explained in what was published."""
    failing = model.version.findings.filter(verdict="fails").values_list("fingerprint", flat=True)
    reviewer = next(person for (role, _), person in people.items() if role == Role.REVIEWER.value)
    prints = sorted(set(failing))
    answered = Submission.objects.exclude(current=None).exclude(pk=model.version.submission_id)
    Answer.objects.bulk_create(
        (
            Answer(
                submission=each,
                fingerprint=fingerprint,
                kind=AnswerKind.DISPUTED if each.pk % 11 == 0 else AnswerKind.EXPLAINED,
                reason="批复口径如此",
                by=people[Role.PREPARER.value, each.organisation_id],
                judged=Opinion.ACCEPTED,
                judged_by=reviewer,
            )
            for each in answered.select_related("current")
            for fingerprint in prints
            if each.current is not None and each.current.status != Status.DRAFT
        ),
        batch_size=500,
    )


def _history(people: dict[tuple[str, int], Person]) -> None:
    """A move or several of every version, and a remark on every seventh."""
    reviewer = next(person for (role, _), person in people.items() if role == Role.REVIEWER.value)
    versions = list(Version.objects.select_related("submission", "made_by"))
    Move.objects.bulk_create(
        (
            Move(submission=each.submission, version=each, what=what, by=each.made_by)
            for each in versions
            for what in ("上传", "报送", "同意", "审定", "公开")[
                : 5 if each.status == Status.PUBLISHED else 2
            ]
        ),
        batch_size=1000,
    )
    Remark.objects.bulk_create(
        Remark(version=each, page=1, words="“三公”经费的增减原因没有写清楚。", by=reviewer)
        for each in versions
        if each.pk % 7 == 0
    )


def _publish(model: Edition) -> None:
    """An edition of every version that is published, with all that belongs to its page."""
    out = Version.objects.filter(status=Status.PUBLISHED).exclude(pk=model.version_id)
    shown = out.select_related("submission__organisation", "submission__season", "submission__requirement")
    made = [_edition(version, model) for version in shown]
    Edition.objects.bulk_create(made, batch_size=200)
    _files(made, model)
    charts = YearCharts.objects.get()
    owners = {each.organisation_id for each in made} - {model.organisation_id}
    YearCharts.objects.bulk_create(
        (YearCharts(organisation_id=each, kind=model.kind, charts=charts.charts) for each in owners),
        batch_size=200,
    )
    copy_page(model)


def _edition(version: Version, model: Edition) -> Edition:
    """A published version as an edition; the charts of every tenth only, they are most of its size."""
    told: dict[str, Any] = {"text_id": model.text_id, "scores": model.scores, "classes": model.classes}
    return Edition(
        version=version,
        organisation_id=version.submission.organisation_id,
        year=version.submission.season.year,
        kind=version.submission.season.kind,
        number=1,
        title=f"{version.submission}",
        published=version.moved,
        state=EditionState.READY,
        charts=model.charts if version.pk % 10 == 0 else [],
        **told,
    )


def _files(editions: list[Edition], model: Edition) -> None:
    files = list(model.files.all())
    EditionFile.objects.bulk_create(
        (
            EditionFile(edition=each, format=file.format, file_id=file.file_id, filename=file.filename)
            for each in editions
            for file in files
        ),
        batch_size=1000,
    )


def _log(region: Organisation, people: dict[tuple[str, int], Person], entries: int = 2000) -> None:
    """Entries of the log, chained as the log chains them; of each the hash is worked out."""
    administrator = people[Role.ADMINISTRATOR.value, region.pk]
    with transaction.atomic():
        for number in range(entries):
            record(administrator, "修改单位", region, f"第 {number + 1} 次核对名录，{now():%Y} 年")
