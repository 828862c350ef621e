"""A verification before its visits: cover, phases, standard and inspectors, by hand or from a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count

from mingzhang.verification.draw import PHASES, PointQuery, WrongQueryError
from mingzhang.web.apart.run import apart
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person, Role
from mingzhang.web.people.rights import Action, may
from mingzhang.web.register.models import Organisation, OrganisationKind
from mingzhang.web.verification.models import (
    FieldInspector,
    FieldVerification,
    StandardItem,
    VerificationPhase,
)
from mingzhang.web.verification.moves import FieldMoveError, held

SECONDS = 60
VERSION = "1版"


@transaction.atomic
def begin(region: Organisation, who: Person, told: Mapping[str, Any]) -> FieldVerification:
    """A verification of a year with both phases, to be prepared further."""
    if not may(who, Action.RUN_VERIFICATION, region):
        raise FieldMoveError(f"没有“{Action.RUN_VERIFICATION.value}”的权限。")
    if FieldVerification.objects.filter(organisation=region, year=told["year"]).exists():
        raise FieldMoveError(f"{told['year']}年度的察访核验已经建立。")
    made = FieldVerification.objects.create(organisation=region, begun_by=who, **told)
    for name in PHASES:
        VerificationPhase.objects.create(
            verification=made, name=name, seed=f"{made.year}{name}", version=VERSION
        )
    record(who, "建立察访核验", made, f"建立{made}", None, _said(told))
    return made


def _said(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(value) for name, value in told.items() if value not in (None, "")}


@transaction.atomic
def set_phase(phase: VerificationPhase, who: Person, told: Mapping[str, Any]) -> None:
    """Query, seed, size and version of a phase: before its points are drawn."""
    verification = held(phase.verification)
    if phase.verification.points.filter(phase=phase.name).exists():
        raise FieldMoveError(f"“{phase.name}”已经抽取点位，查询和种子不能再改。")
    try:
        query = str(PointQuery.of(told["query"]))
    except WrongQueryError as wrong:
        raise FieldMoveError(f"{wrong}。") from None
    before = {"查询": phase.query, "种子": phase.seed, "点位数": phase.size, "标准版本": phase.version}
    phase.query, phase.seed, phase.size, phase.version = query, told["seed"], told["size"], told["version"]
    phase.save()
    after = {"查询": phase.query, "种子": phase.seed, "点位数": phase.size, "标准版本": phase.version}
    record(who, "设置核验阶段", verification, f"设置{phase}", before, after)


def frozen_versions(verification: FieldVerification) -> set[str]:
    """The versions of the standard that a visit has been made by: they stay as they are."""
    return set(verification.phases.exclude(frozen="").values_list("version", flat=True))


@transaction.atomic
def set_standard(
    verification: FieldVerification, who: Person, version: str, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Put a version of the standard in the place of what it was, before the first visit."""
    held(verification)
    if version in frozen_versions(verification):
        raise FieldMoveError(f"标准“{version}”在第一次核验时已经冻结，要改请另立版本。")
    former = list(verification.items.filter(version=version).values("code", "text", "criterion", "points"))
    verification.items.filter(version=version).delete()
    StandardItem.objects.bulk_create(
        StandardItem(verification=verification, version=version, **row) for row in rows
    )
    told = [{"编号": row["code"], "内容": row["text"], "扣分": str(row["points"])} for row in rows]
    record(who, "设置核验标准", verification, f"{verification}标准“{version}” {len(rows)} 项", former, told)


def take_in_book(verification: FieldVerification, who: Person, file: UploadedFile[bytes]) -> list[str]:
    """The standard and the phases of a workbook (核验.xlsx); what in it is wrong, a sentence each.

    Raises :class:`~mingzhang.web.apart.run.ApartError` where the file cannot be read, and
    :class:`~mingzhang.web.verification.moves.FieldMoveError` where something of it is settled already.
    """
    if not may(who, Action.RUN_VERIFICATION, verification):
        raise FieldMoveError(f"没有“{Action.RUN_VERIFICATION.value}”的权限。")
    stored = keep(file.chunks())
    with apart("campaign_book", {file.name or "核验.xlsx": stored.path}, seconds=SECONDS) as done:
        told: dict[str, Any] = done.told
    if told["problems"]:
        return [str(each) for each in told["problems"]]
    with transaction.atomic():
        for version, rows in told["standards"].items():
            decimals = [row | {"points": Decimal(row["points"])} for row in rows]
            set_standard(verification, who, version, decimals)
        for row in told["phases"]:
            phase = verification.phases.get(name=row["name"])
            set_phase(phase, who, row)
    return []


@transaction.atomic
def add_inspector(verification: FieldVerification, who: Person, person: Person) -> FieldInspector:
    """Somebody who inspects; whose unit it is follows from the other posts."""
    held(verification)
    if verification.inspectors.filter(person=person).exists():
        raise FieldMoveError(f"{person}已经在核验员名单里。")
    made = FieldInspector.objects.create(verification=verification, person=person, home=home_of(person))
    record(who, "增加核验员", verification, f"核验员{person}（{made.home}）")
    return made


@transaction.atomic
def drop_inspector(inspector: FieldInspector, who: Person) -> None:
    """Take somebody off the list who has no point yet."""
    if inspector.points.exists():
        raise FieldMoveError(f"{inspector}已经分派了点位，不能移出名单。")
    record(who, "移出核验员", inspector.verification, f"移出核验员{inspector}")
    inspector.delete()


def home_of(person: Person) -> Organisation:
    """The organisation that somebody is of: a department or unit before the region as a whole."""
    posts = person.posts.filter(until=None).select_related("organisation").order_by("pk")
    homes = [post.organisation for post in posts]
    own = [each for each in homes if each.kind != OrganisationKind.REGION]
    return (own or homes)[0]


def able_people(verification: FieldVerification) -> Any:
    """Those who hold the post of an inspector within the region and are not on the list yet."""
    within = verification.organisation.path
    listed = verification.inspectors.values("person")
    posts = {"posts__role": Role.INSPECTOR, "posts__organisation__path__startswith": within}
    return Person.objects.filter(is_active=True, posts__until=None, **posts).exclude(pk__in=listed).distinct()


@transaction.atomic
def add_item(verification: FieldVerification, who: Person, told: dict[str, Any]) -> StandardItem:
    """One more item of a version that no visit has been made by."""
    held(verification)
    version, code = told["version"], told["code"]
    if version in frozen_versions(verification):
        raise FieldMoveError(f"标准“{version}”在第一次核验时已经冻结，要改请另立版本。")
    if verification.items.filter(version=version, code=code).exists():
        raise FieldMoveError(f"标准“{version}”里已有编号“{code}”。")
    made = StandardItem.objects.create(verification=verification, **told)
    record(who, "增加核验标准", verification, f"标准“{version}”增加：{made}", None, _said(told))
    return made


def standard_page(verification: FieldVerification, who: Person) -> dict[str, Any]:
    """The standard by version, and which are frozen."""
    frozen = frozen_versions(verification)
    versions: dict[str, list[StandardItem]] = {}
    for item in verification.items.all():
        versions.setdefault(item.version, []).append(item)
    shown = [(version, version in frozen, items) for version, items in versions.items()]
    able = may(who, Action.RUN_VERIFICATION, verification)
    return {"verification": verification, "versions": shown, "able": able}


def roster(verification: FieldVerification) -> Any:
    """Those who inspect, with how many points they have."""
    people = verification.inspectors.select_related("person", "home")
    return people.annotate(point_count=Count("points"), seen_count=Count("points__visited"))
