"""The walk over every page with more and more data: none asks the database more often for it."""

from __future__ import annotations

from collections import Counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.office.pages import EVERYBODY, Visit, pages, signed_in, visits
from mingzhang.web.api.tokens import make
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Post, Role
from mingzhang.web.portal.models import Edition
from mingzhang.web.register.models import Organisation, OrganisationKind
from mingzhang.web.season.models import Season
from mingzhang.web.season.opening import ask_of_all, open_season
from mingzhang.web.submission.batch_models import Batch, BatchFile
from mingzhang.web.submission.building_models import Building, BuildState
from mingzhang.web.submission.models import (
    Answer,
    CheckState,
    Found,
    PagePicture,
    Remark,
    Status,
    Submission,
    Version,
)
from tests.web.conftest import District, organisation
from tests.web.people.test_rights import objects_of, read_out
from tests.web.portal.publishing import written

ROLES = tuple(Role)
#: What is made of nothing that the database holds, at some cost.
OF_NO_DATA = {"submission:template", "api:openapi", "submission:rule", "survey:template"}
#: Seen only where nobody is there, after the last day, when a panel is through, with single sign-on or a key.
NOT_YET = {
    "people:first",
    "notices:slips",
    "notices:slip",
    "performance:report",
    "appraisal:feedback",
    "appraisal:leaf",
    "appraisal:trace",
    "portal:ranking",
    "appraisal:sheet_proof",
    "people:sign_on",
    "people:signed_on",
    "supervision:feed",
}
#: Of these the test makes more by itself; of all others as the walk over rights does.
KNOWN = {None, Organisation, Post, Season, Batch, Submission, Version, Found, PagePicture, Remark}


def test_no_page_asks_more_often_when_there_is_more(district: District) -> None:
    people = {role: district.person(role) for role in ROLES}
    more(district, 1)
    more(district, 2)
    clients = {role.label: signed_in(person) for role, person in people.items()} | {EVERYBODY: Client()}
    seen = Counter[str]()
    walked = [visit for visit in visits(people) if visit.name not in OF_NO_DATA and not twice(visit, seen)]
    few = {visit: questions(clients[visit.role], visit) for visit in walked}
    walked = [visit for visit in walked if few[visit] is not None]
    unknown = set(pages()) - {visit.name for visit in walked} - OF_NO_DATA - NOT_YET
    assert not unknown, f"tell this test how there is something to be seen at {sorted(unknown)}"
    if connection.vendor == "postgresql":
        return  # how often a page asks is the same on any database; that each opens on this one is seen above
    more(district, 3)
    more(district, 4)
    grown = [
        f"{visit.name}（{visit.role}）：{few[visit]} → {now}"
        for visit in walked
        if (now := questions(clients[visit.role], visit) or 0) > (few[visit] or 0)
    ]
    assert not grown, "\n".join(grown)


def twice(visit: Visit, seen: Counter[str]) -> bool:
    """Whether two roles have seen the page already: they are let in by other ways, the others are not."""
    seen[visit.name] += 1
    return seen[visit.name] > 2


def questions(client: Client, visit: Visit) -> int | None:
    """How often the database is asked for a page; ``None`` where there is nothing to see."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(visit.address, SERVER_NAME="localhost")
        read_out(answer)
    assert answer.status_code in (200, 302, 404), f"{visit}: {answer.status_code}"
    return len(asked) if answer.status_code != 404 else None


def more(district: District, number: int) -> None:
    """A further one of everything that any page lists."""
    department = organisation(OrganisationKind.DEPARTMENT, f"甲区第{number}局", district.region)
    organisation(OrganisationKind.UNIT, f"甲区第{number}所", district.department)
    season = Season(organisation=district.region, year=2015 + number, approved=district.season.approved)
    open_season(season, None, {OrganisationKind.DEPARTMENT: "部门决算"})
    ask_of_all(district.season, None)
    for role in Role:
        district.person(role, department)
    for at in (district.department, department):
        submitted(district, Submission.objects.shown().get(organisation=at, season=district.season), number)
        publish(district, at, 2019 + number)
    for model in {view.of for view in pages().values()} - KNOWN:
        objects_of(model, district.department, district)
    person = district.person(Role.PREPARER)
    Post.objects.create(person=person, role=Role.EXPERT, organisation=department)
    for role in ROLES:
        make(district.person(role), f"接口{number}", ["check"], 30)
    batch = Batch.objects.create(season=district.season, by=district.person(Role.MANAGER), said="")
    for each in (batch, Batch.objects.first() or batch):
        BatchFile.objects.create(batch=each, name=f"{number}.docx", document=keep([b"x"]), state="asked")


def submitted(district: District, submission: Submission, number: int) -> None:
    """A version that waits for the reviewer, with findings, answers, remarks and pages."""
    made = district.version_of(submission)
    kept = keep([b'{"unread": []}'])
    Version.objects.filter(pk=made.pk).update(
        status=Status.SUBMITTED, step=1, check_state=CheckState.DONE, result=kept, lines=keep([b"[]"])
    )
    Submission.objects.filter(pk=submission.pk).update(current=made)
    for version in submission.versions.all():
        order = version.findings.count() + 1
        found = district.found(version, f"合计不等{order}", order)
        Remark.objects.create(
            version=version, page=1, words=f"口径{number}", by=district.person(Role.REVIEWER)
        )
        PagePicture.objects.create(
            version=version, number=order, picture=keep([b"png"]), width=595.0, height=842.0
        )
        Answer.objects.get_or_create(
            submission=submission,
            fingerprint=found.fingerprint,
            defaults={"kind": "explained", "reason": "口径如此", "by": made.made_by},
        )
    built = {
        "workbook": keep([b"x"]),
        "filename": "填报表.xlsx",
        "by": made.made_by,
        "state": BuildState.ASKED,
    }
    Building.objects.update_or_create(
        submission=submission, defaults=built | {"questions": [f"原因{n}" for n in range(number)]}
    )
    submission.moves.create(version=made, what="报送", by=made.made_by)


def publish(district: District, at: Organisation, year: int) -> None:
    """An edition of a year, replaced by a further one."""
    submission = Submission.objects.shown().get(organisation=at, season=district.season)
    for number in (1, 2):
        Edition.objects.filter(organisation=at, year=year).update(current=False)
        edition = written(district, submission, "本年支出一万元。", year=year, number=number)
        Edition.objects.filter(pk=edition.pk).update(text=keep([b"<p>x</p>"]))
        document = {"file": keep([b"x"]), "filename": "决算.docx"}
        edition.files.create(format="original", **document)
