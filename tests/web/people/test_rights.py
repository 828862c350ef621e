"""The walk over every address: role × view × object.  It fails on any hole, and on an unknown view."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from mingzhang.web.api.models import ApiJob, Scope
from mingzhang.web.api.operations import OPERATIONS, ApiOperation
from mingzhang.web.people.models import Person, Post, Role
from mingzhang.web.people.rights import RIGHTS, Action, Reach
from mingzhang.web.portal.models import Edition
from mingzhang.web.register.models import Organisation
from mingzhang.web.season.models import Season
from mingzhang.web.submission.batch_models import Batch
from mingzhang.web.submission.models import Found, PagePicture, Remark, Submission, Version
from tests.web.api.calls import caller
from tests.web.conftest import District
from tests.web.portal.publishing import written

pytestmark = pytest.mark.any_database

#: Who may do what, written down a second time, by hand: (own unit, other unit of the region, other region).
_UNIT, _BUREAU = (Role.PREPARER, Role.APPROVER), (Role.REVIEWER, Role.MANAGER)
EXPECTED: dict[Action, set[Role]] = {
    Action.SEE_REGISTER: {*_UNIT, *_BUREAU, Role.PERFORMANCE, Role.ADMINISTRATOR},
    Action.EDIT_REGISTER: {Role.ADMINISTRATOR},
    Action.SEE_PEOPLE: {Role.ADMINISTRATOR, Role.MANAGER},
    Action.EDIT_PEOPLE: {Role.ADMINISTRATOR},
    Action.SEE_AUDIT: {Role.ADMINISTRATOR, Role.MANAGER},
    Action.SEE_BOARD: {*_UNIT, *_BUREAU, Role.PERFORMANCE, Role.ADMINISTRATOR},
    Action.EDIT_SEASON: {Role.MANAGER},
    Action.GRANT_LATE: {Role.MANAGER},
    Action.SEE_SUBMISSION: {*_UNIT, *_BUREAU, Role.PERFORMANCE},
    Action.PREPARE: {Role.PREPARER},
    Action.SIGN: {Role.APPROVER},
    Action.REVIEW: {Role.REVIEWER},
    Action.DECIDE: {Role.MANAGER},
    Action.PUBLISH: {Role.MANAGER},
    Action.REOPEN: {Role.MANAGER},
    Action.SEE_STATISTICS: {*_BUREAU},
    Action.SEE_PROJECTS: {*_UNIT, *_BUREAU, Role.PERFORMANCE},
    Action.FILL_FORM: {Role.PREPARER},
    Action.CONFIRM_FORM: {Role.APPROVER},
    Action.RUN_PANELS: {Role.PERFORMANCE},
    Action.JUDGE: {Role.EXPERT},
    Action.SEE_SCORES: {*_BUREAU, Role.PERFORMANCE},
    # 督查
    Action.SEE_MATTERS: {Role.SUPERVISION, Role.LEADER},
    Action.RUN_MATTERS: {Role.SUPERVISION},
    Action.SIGN_MATTERS: {Role.LEADER},
    Action.SEE_DUTIES: {*_UNIT},
    Action.WORK_MATTERS: {Role.PREPARER},
    Action.SIGN_ANSWERS: {Role.APPROVER},
    # 察访核验
    Action.SEE_VERIFICATION: {Role.SUPERVISION, Role.LEADER},
    Action.RUN_VERIFICATION: {Role.SUPERVISION},
    Action.VISIT: {Role.INSPECTOR},
    Action.SEE_PROBLEMS: {*_UNIT, Role.SUPERVISION, Role.LEADER},
    Action.ANSWER_PROBLEM: {*_UNIT},
    Action.CONFIRM_PROBLEM: {Role.APPROVER},
    Action.SIGN_PROBLEM: {Role.LEADER},
    # 绩效管理（考评）
    Action.SEE_APPRAISAL: {*_UNIT, Role.ASSESSOR, Role.PERFORMANCE, Role.LEADER},
    Action.RUN_APPRAISAL: {Role.PERFORMANCE},
    Action.SEE_RANKING: {Role.PERFORMANCE, Role.LEADER},
    Action.SEE_SHEETS: {Role.PERFORMANCE, Role.ASSESSOR},
    Action.FILL_APPRAISAL: {*_UNIT},
    Action.SCORE_APPRAISAL: {Role.ASSESSOR},
    Action.SIGN_APPRAISAL: {Role.LEADER},
    # 满意度调查
    Action.SEE_SURVEYS: {Role.PERFORMANCE, Role.LEADER},
    Action.RUN_SURVEYS: {Role.PERFORMANCE},
    Action.FILL_SURVEYS: {Role.INTERVIEWER, Role.PERFORMANCE},
    Action.RELEASE_SURVEYS: {Role.LEADER},
    Action.READ_SURVEYS: {*_UNIT},
    # 档案
    Action.SEE_ARCHIVE: {Role.ARCHIVIST, Role.LEADER},
    Action.EDIT_ARCHIVE: {Role.ARCHIVIST},
    Action.SIGN_ARCHIVE: {Role.LEADER},
    # 舆情信息摘编
    Action.SEE_DIGEST: {Role.EDITOR, Role.LEADER, Role.SUPERVISION},
    Action.EDIT_DIGEST: {Role.EDITOR},
    Action.SIGN_DIGEST: {Role.LEADER},
    # 购买服务
    Action.SEE_PURCHASES: {*_UNIT, *_BUREAU, Role.LEADER},
    Action.KEEP_PURCHASES: {Role.PREPARER},
    Action.CONFIRM_PURCHASES: {Role.APPROVER},
    Action.SIGN_PURCHASES: {Role.LEADER},
    # 贯通
    Action.HAND_TO_REGISTER: {Role.SUPERVISION, Role.PERFORMANCE, Role.EDITOR},
}
TESTS = Path(__file__).parents[1]
PLACES = ("own", "other", "foreign")  # whose an object is, seen from the department
OPEN = {Action.SEE_PUBLIC, Action.ENTER}  # to everybody; to everybody who signed in


def addresses(patterns: list[URLPattern | URLResolver], names: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address with its name."""
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = f"{names}{each.namespace}:" if each.namespace else names
            yield from addresses(each.url_patterns, inner)
        else:
            yield f"{names}{each.name}", each


PAGES = {
    name: pattern
    for name, pattern in addresses(get_resolver().url_patterns)
    if pattern.callback.__module__ != "ninja.operation"  # walked below, operation by operation
}
PAGES_OF: dict[str, list[str]] = {}  # by the model whose objects they show, or by their app
for _name, _page in sorted(PAGES.items()):
    _of = getattr(_page.callback, "of", None)
    PAGES_OF.setdefault(_of.__name__ if _of else _name.partition(":")[0], []).append(_name)
PROGRAMS = {f"{each.method} {each.path}": each for each in OPERATIONS}
_UPLOADS = ("/checks", "/builds", "/versions")


@pytest.mark.parametrize("name", PAGES)
def test_every_view_says_what_one_must_be_allowed_to_do(name: str) -> None:
    view = PAGES[name].callback
    assert getattr(view, "action", None) in {*EXPECTED, *OPEN}, f"{name} is no page: use shared.pages.page"


def test_the_table_of_rights_is_the_one_written_down_by_hand() -> None:
    assert {action: {r for right in RIGHTS[action] for r in right.roles} for action in RIGHTS} == EXPECTED
    assert set(RIGHTS) | OPEN == set(Action)
    asked = {getattr(page.callback, "action", None) for page in PAGES.values()}
    of_moves = {
        Action.SIGN,
        Action.DECIDE,
        Action.PUBLISH,
        Action.REOPEN,
        Action.CONFIRM_FORM,
        Action.RUN_PANELS,
        Action.SIGN_ANSWERS,
        Action.RELEASE_SURVEYS,
        Action.CONFIRM_PROBLEM,
        Action.SIGN_PROBLEM,
        Action.SIGN_DIGEST,
        Action.SIGN_APPRAISAL,
        Action.SIGN_PURCHASES,
    }
    assert set(Action) - asked <= of_moves, "a right that no page and no move asks for"


def target_of(name: str, district: District, where: str) -> tuple[Organisation, int | None]:
    """An object of the page's model, of the own unit, another unit or another region."""
    model = PAGES[name].callback.of  # type: ignore[attr-defined]
    chosen = {
        "own": district.department,
        "other": district.other_department,
        "foreign": district.other_region,
    }
    at = chosen[where]
    if model is None:
        return at, None
    return objects_of(model, at, district)


def objects_of(model: type, at: Organisation, district: District) -> tuple[Organisation, int]:
    """An object of the model that belongs to the organisation, and to which it really belongs.

    How one is made is told here, or by ``object_of`` in ``objects`` of the tests of its app.
    """
    if model is Organisation:
        return at, at.pk
    app = model.__module__.split(".")[2]
    if (TESTS / app / "objects.py").is_file():
        made: tuple[Organisation, int] = import_module(f"tests.web.{app}.objects").object_of(
            model, at, district
        )
        return made
    if model is Post:
        person = Person.objects.create_user(f"of-{at.pk}")
        return at, Post.objects.create(person=person, role=Role.EXPERT, organisation=at).pk
    if model is Season:
        season = (
            district.season
            if at.region == district.region
            else Season(
                organisation=at, year=2025, approved=district.season.approved, due=district.season.due
            )
        )
        season.save()
        return season.organisation, season.pk
    if model is Batch:
        season = Season.objects.get(pk=objects_of(Season, at, district)[1])
        return season.organisation, Batch.objects.create(season=season, by=district.person(Role.MANAGER)).pk
    submission = Submission.objects.filter(organisation=at).first()
    if submission is None:
        season = Season.objects.create(
            organisation=at, year=2024, approved=district.season.approved, due=district.season.due
        )
        requirement = season.requirements.create(title="部门决算", of="department")
        submission = Submission.objects.create(season=season, requirement=requirement, organisation=at)
    if model is Submission:
        return at, submission.pk
    if model is Version:
        return at, district.version_of(submission).pk
    return at, of_submission(model, submission, district)


def of_submission(model: type, submission: Submission, district: District) -> int:
    """What belongs to a submission."""
    if model in (Found, PagePicture, Remark):
        return district.part_of(district.version_of(submission), model)
    assert model in (Edition, ApiJob), f"tell the test how an object of {model.__name__} is made"
    return of_portal_or_program(model, submission, district)


def of_portal_or_program(model: type, submission: Submission, district: District) -> int:
    """An edition of the submission, or a job of the preparer."""
    if model is Edition:
        return written(district, Submission.objects.shown().get(pk=submission.pk)).pk
    person, document = district.person(Role.PREPARER), district.version_of(submission).document
    return ApiJob.objects.create(person=person, kind="check", document=document, filename="x").pk


def answer(client: Client, name: str, pk: int | None) -> int:
    """What a page answers; what it changed is taken back, for the next finds everything as it was."""
    view = PAGES[name].callback
    address = reverse(name, kwargs={} if pk is None else {"pk": pk})
    method = "get" if "GET" in view.methods else "post"  # type: ignore[attr-defined]
    kept = deepcopy(client.cookies)
    with transaction.atomic():
        answered = getattr(client, method)(address)
        read_out(answered)
        transaction.set_rollback(True)
    client.cookies = kept
    return int(answered.status_code)


def read_out(answered: Any) -> None:
    """Read a file that is sent to its end, which closes it; closing the answer would close the database."""
    if answered.streaming:
        b"".join(answered.streaming_content)


def reaches(action: Action, role: Role, at: Organisation, holder: Organisation) -> bool:
    """What the table says, worked out by itself: who holds a role at ``holder`` reaches ``at``."""
    below, above = at.path.startswith(holder.path), holder.path.startswith(at.path)
    reached = {Reach.OWN: holder == at, Reach.BELOW: below, Reach.BRANCH: below or above}
    return any(role in right.roles and reached[right.reach] for right in RIGHTS[action])


@pytest.mark.parametrize("of", PAGES_OF)
def test_nobody_gets_through_who_may_not(of: str, district: District) -> None:
    """Of three objects, of the own unit, another unit and another region; of pages without, of themselves.

    Whoever has no right at all is tried on the object that is nearest.
    """
    names = PAGES_OF[of]
    targets = {pk: at for at, pk in (target_of(names[0], district, where) for where in PLACES)}
    clients = {role: district.client(role) for role in Role}
    holders = {role: district.person(role).posts.get().organisation for role in Role}
    stranger, nearest = district.client(None), dict([next(iter(targets.items()))])
    for name in names:
        action = PAGES[name].callback.action  # type: ignore[attr-defined]
        if action in OPEN:
            continue
        assert answer(stranger, name, *nearest) == 302, f"{name}: who is not signed in is sent to sign in"
        for role, holder in holders.items():
            for pk, at in (targets if role in EXPECTED[action] else nearest).items():
                allowed = role in EXPECTED[action] and (pk is None or reaches(action, role, at, holder))
                code = answer(clients[role], name, pk)
                assert (code != 403) is allowed, f"{role.label} {name} {at}: {code}"
                assert code < 500, f"{role.label} {name}: {code}"


def call(client: Client, operation: ApiOperation, pk: int | None) -> int:
    """What an operation answers to a request that is whole."""
    address = f"/api/v1{operation.path}".replace("{int:pk}", f"{pk}")
    if operation.method == "GET":
        answered = client.get(address, {"q": "收入"})
    elif operation.path.endswith(_UPLOADS):
        answered = client.post(address, {"file": SimpleUploadedFile("决算.docx", b"x")})
    else:
        answered = client.post(address, {"move": "withdraw"}, content_type="application/json")
    read_out(answered)
    return int(answered.status_code)


@pytest.mark.parametrize("where", ["own", "other", "foreign"])
@pytest.mark.parametrize("name", PROGRAMS)
def test_no_program_gets_through_that_may_not(name: str, where: str, district: District) -> None:
    operation = PROGRAMS[name]
    assert operation.action in {*EXPECTED, *OPEN} and (
        operation.scope or operation.action is Action.SEE_PUBLIC
    )
    places = {
        "own": district.department,
        "other": district.other_department,
        "foreign": district.other_region,
    }
    at, pk = places[where], None
    if operation.of is not None:
        at, pk = objects_of(operation.of, at, district)
    assert (call(Client(), operation, pk) == 401) is (operation.scope is not None)
    for role in Role if operation.action not in OPEN else ():
        holder = district.person(role).posts.get().organisation
        allowed = role in EXPECTED[operation.action] and (
            pk is None or reaches(operation.action, role, at, holder)
        )
        code = call(caller(district, role), operation, pk)
        assert (code != 403) is allowed and code < 500, f"{role.label} {name} {at}: {code}"
        less = tuple(scope for scope in Scope if scope is not operation.scope)
        assert call(caller(district, role, scopes=less), operation, pk) == 403, "the token has another scope"


@pytest.mark.parametrize("name", [name for name, each in PROGRAMS.items() if each.of is ApiJob])
def test_nobody_s_program_sees_the_job_of_another(name: str, district: District) -> None:
    _, pk = objects_of(ApiJob, district.department, district)
    for role in Role:
        owner = role is Role.PREPARER
        code = call(caller(district, role), PROGRAMS[name], pk)
        assert code == 404 if not owner else code < 500, f"{role.label} {name}: {code}"


def test_a_post_that_has_ended_gives_nothing(district: District) -> None:
    person = district.person(Role.MANAGER)
    person.posts.update(until=district.season.approved)
    assert answer(district.client(Role.MANAGER), "season:board", district.season.pk) == 403
