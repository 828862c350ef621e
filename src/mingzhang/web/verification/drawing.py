"""Draw the points of a phase, by its stored query and seed, from the matter register or from a ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingzhang.verification.campaign import NothingToLookAtError, late, with_look_back, with_points
from mingzhang.verification.draw import FIRST, SECOND, Inspectable, NoInspectorError, Point
from mingzhang.web.apart.run import apart
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.register.models import Organisation, OrganisationKind
from mingzhang.web.shared.today import now
from mingzhang.web.verification.campaigns import campaign_of
from mingzhang.web.verification.matters import register_population
from mingzhang.web.verification.models import FieldVerification, VerificationPhase, VisitPoint
from mingzhang.web.verification.moves import FieldMoveError, held
from mingzhang.web.verification.preparing import SECONDS
from mingzhang.web.verification.problem_models import FoundProblem

_TOLD = 5  # units that a sentence names


def ledger_population(verification: FieldVerification, file: UploadedFile[bytes]) -> list[Inspectable]:
    """What of a ledger (督查台账.xlsx) may be inspected.

    Raises :class:`~mingzhang.web.apart.run.ApartError` where the file cannot be read or something is wrong.
    """
    stored = keep(file.chunks())
    name = file.name or "督查台账.xlsx"
    with apart("inspectables", {name: stored.path}, seconds=SECONDS, year=verification.year) as done:
        rows: list[dict[str, Any]] = done.told["rows"]
    return [Inspectable(**row) for row in rows]


def drawn_from(phase: VerificationPhase, who: Person, file: UploadedFile[bytes] | None) -> tuple[int, int]:
    """Draw from a ledger, or from the matter register where no file is given."""
    if file is None:
        found = register_population(phase.verification)
        if not found:
            raise FieldMoveError("督查事项登记簿里没有这一年的事项，请选督查台账。")
        return draw(phase, who, found, "督查事项登记簿")
    population = ledger_population(phase.verification, file)
    return draw(phase, who, population, f"督查台账“{file.name}”")


@transaction.atomic
def draw(
    phase: VerificationPhase, who: Person, population: Iterable[Inspectable], said: str
) -> tuple[int, int]:
    """Draw the points of a phase; those it has stay.  How many are new, and how many of them look back.

    The second phase looks back at every problem that is open: the database refuses to forget one.
    """
    verification = held(phase.verification)
    if not may(who, Action.RUN_VERIFICATION, verification):
        raise FieldMoveError(f"没有“{Action.RUN_VERIFICATION.value}”的权限。")
    if not verification.items.filter(version=phase.version).exists():
        raise FieldMoveError(f"核验标准里没有“{phase.version}”，请先设置标准；没有抽取点位。")
    every = list(population)
    units = units_named(verification.organisation)
    unknown = sorted({one.unit for one in every if one.unit not in units})
    if unknown:
        names = "、".join(f"“{name}”" for name in unknown[:_TOLD])
        raise FieldMoveError(f"单位名录里没有{names}等 {len(unknown)} 个单位，没有抽取点位。")
    named = [replace(one, unit=units[one.unit].name) for one in every]
    try:
        campaign = with_points(campaign_of(verification), phase.name, named)
    except NoInspectorError as fault:
        raise FieldMoveError(f"{fault}，没有抽取点位。") from None
    new = [point for point in campaign.points if point.phase == phase.name and point.row is None]
    back = _keep(verification, new, units)
    if phase.name == SECOND:
        _look_back(verification, max(1, verification.rounds))
    phase.drawn, phase.drawn_from = now(), f"{said}，共 {len(every)} 件次"
    phase.save(update_fields=["drawn", "drawn_from"])
    told = f"{phase}抽取点位 {len(new)} 个，其中回头看 {back} 个（{phase.drawn_from}）"
    record(who, "抽取点位", verification, told, None, {"查询": phase.query, "种子": phase.seed})
    return len(new), back


def units_named(region: Organisation) -> dict[str, Organisation]:
    """The organisations of a region by name and short name; of two of a name the department."""
    found: dict[str, Organisation] = {}
    below = Organisation.objects.below(region).exclude(pk=region.pk)
    for each in sorted(below, key=lambda one: one.kind == OrganisationKind.DEPARTMENT):
        found |= {name: each for name in (each.short, each.name) if name}
    return found


def _keep(verification: FieldVerification, new: Sequence[Point], units: dict[str, Organisation]) -> int:
    """Keep new points; how many of them look back."""
    people = {each.person.username: each for each in verification.inspectors.select_related("person", "home")}
    problems = {each.number: each for each in verification.problems.select_related("organisation")}
    rows = []
    for point in new:
        origin = problems.get(point.origin)
        row = VisitPoint(
            verification=verification, phase=point.phase, number=point.number, matter=point.matter,
            text=point.text[:600], source=point.source, origin=origin, inspector=people[point.inspector],
            home=people[point.inspector].home,
        )  # fmt: skip
        row.organisation = origin.organisation if origin else units[point.unit]
        rows.append(row)
    VisitPoint.objects.bulk_create(rows, batch_size=500)
    return sum(row.origin is not None for row in rows)


@transaction.atomic
def look_back_again(verification: FieldVerification, who: Person) -> int:
    """再次回头看: a further round, at every open problem that no point waits for; how many they are."""
    found = held(verification)
    if not may(who, Action.RUN_VERIFICATION, found):
        raise FieldMoveError(f"没有“{Action.RUN_VERIFICATION.value}”的权限。")
    try:
        campaign = with_look_back(campaign_of(found))
    except (NothingToLookAtError, NoInspectorError) as fault:
        raise FieldMoveError(f"{fault}。") from None
    new = [point for point in campaign.points if point.phase == SECOND and point.row is None]
    back = _keep(found, new, {})
    _look_back(found, found.rounds + 1)
    record(who, "再次回头看", found, f"{found}第 {found.rounds} 次回头看，点位 {back} 个")
    return back


def _look_back(verification: FieldVerification, rounds: int) -> None:
    """Let every problem know its last point and the rounds since it was found.

    An open one that a round leaves out, the database refuses.
    """
    verification.rounds = rounds
    verification.save(update_fields=["rounds"])
    points = VisitPoint.objects.filter(verification=verification, phase=SECOND).exclude(origin=None)
    last: dict[int, int] = {}
    count: Counter[int] = Counter()
    for pk, origin in points.order_by("pk").values_list("pk", "origin"):
        last[origin], count[origin] = pk, count[origin] + 1
    rows = list(verification.problems.all())
    for row in rows:
        row.look_back_id, row.looked = last.get(row.pk), count[row.pk]
        row.rounds, row.second_drawn = rounds - late(row.phase), row.phase == FIRST
    fields = ["look_back", "looked", "rounds", "second_drawn"]
    FoundProblem.objects.bulk_update(rows, fields, batch_size=200)


@transaction.atomic
def assign(point: VisitPoint, who: Person, told: dict[str, Any]) -> None:
    """Place, day, way and inspector of a point; nobody inspects the own unit."""
    inspector = told["inspector"]
    if inspector.home.hangs_on(point.organisation) or (
        inspector.home_id != point.verification.organisation_id
        and point.organisation.hangs_on(inspector.home)
    ):
        raise FieldMoveError(f"“{inspector}”是“{inspector.home}”的人，不能核验本单位。")
    before = {"核验员": str(point.inspector), "地点": point.where, "计划日期": point.day, "方式": point.way}
    point.inspector, point.home = inspector, inspector.home
    point.where, point.day, point.way = told["where"], told["day"], told["way"]
    point.save(update_fields=["inspector", "home", "where", "day", "way"])
    after = {"核验员": str(inspector), "地点": point.where, "计划日期": point.day, "方式": point.way}
    record(who, "分派点位", point, f"分派点位{point}", before, after)
