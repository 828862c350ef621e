"""The year's appraisal as the room knows it, put together from what the database holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from mingzhang.appraisal.appraise import appraise
from mingzhang.appraisal.claims import OUTCOMES, PointClaim
from mingzhang.appraisal.plan import AppraisalSystem, Plan
from mingzhang.appraisal.returns import Appeal, Decision, OwnRow, Reported, Returns, Training, Veto
from mingzhang.appraisal.scores import Appraisal
from mingzhang.appraisal.stored import restored, stored
from mingzhang.appraisal.task_book import TaskBook, TaskLine
from mingzhang.facts.days import day_words
from mingzhang.facts.evidence import Evidence
from mingzhang.web.appraisal.models import (
    AppraisalCycle,
    AppraisedUnit,
    FiledAppeal,
    FiledClaim,
    IndicatorVersion,
    LeafMark,
    LeafProof,
    UnitBook,
    UnitVeto,
)
from mingzhang.web.register.models import Organisation

_BOUND = "bound_matters"  # of a unit: the matters of its lines, where they were read for many units at once


def plan_of(cycle: AppraisalCycle) -> Plan:
    """The plan with the systems in force: of each kind the last that is issued, else the last there is."""
    versions = list(cycle.versions.all())
    kinds = dict.fromkeys(version.kind for version in versions)
    systems = [system_of(in_force([v for v in versions if v.kind == kind])) for kind in kinds]
    return replace(restored(Plan, cycle.plan), systems=tuple(systems))


def in_force(versions: list[IndicatorVersion]) -> IndicatorVersion:
    """The version that counts, of those of a kind in their order."""
    return ([version for version in versions if version.issued] or versions)[-1]


def system_of(version: IndicatorVersion) -> AppraisalSystem:
    """A version as the room knows it."""
    made = restored(AppraisalSystem, version.system)
    return replace(made, version=version.number, state=version.state, reason=version.reason)


def matters_of(unit: AppraisedUnit) -> dict[str, str]:
    """The numbers of the matters that the lines of a unit's book are, by the number of the line."""
    bound = getattr(unit, _BOUND, None)  # read for all units at once
    if bound is None:
        return dict(unit.line_matters.values_list("number", "matter__number"))
    return {each.number: each.matter.number for each in bound}


def unknown_assessors(version: IndicatorVersion) -> list[str]:
    """Assessing departments of a version that the register does not have, a sentence each."""
    made = system_of(version)
    names = sorted({one.assessor for one in made.indicators if one.assessor})
    region = version.cycle.organisation
    within = Organisation.objects.filter(path__startswith=region.path, name__in=names)
    known = set(within.values_list("name", flat=True))
    return [f"考评部门“{name}”不在单位名录里，没有人能给它的指标打分" for name in names if name not in known]


def typed_lines(book: UnitBook) -> tuple[TaskLine, ...]:
    """The lines of a book as they were typed."""
    return tuple(restored(TaskLine, line) for line in book.lines)


def lines_of(book: UnitBook) -> tuple[TaskLine, ...]:
    """The lines of a book; one that is a matter bears the matter's number, whatever was typed."""
    bound = matters_of(book.unit)
    return tuple(replace(line, matter=bound.get(line.number, line.matter)) for line in typed_lines(book))


def book_of(book: UnitBook) -> TaskBook:
    """A book as the room knows it."""
    return TaskBook(book.unit.name, book.number, book.state, book.reason, lines_of(book))


def books_in_force(units: Iterable[AppraisedUnit]) -> list[UnitBook]:
    """Of each unit the last book that is signed, else the last there is; units with their books."""
    found = []
    for unit in units:
        books = list(unit.books.all())
        signed = [book for book in books if book.signed]
        found += (signed or books)[-1:]
    return found


def with_books(units: QuerySet[AppraisedUnit]) -> QuerySet[AppraisedUnit]:
    """Units with their books, which know their unit, and with the matters of their lines."""
    bound = Prefetch("line_matters", _line_matters().select_related("matter"), to_attr=_BOUND)
    return units.prefetch_related("books", bound)


def _line_matters() -> QuerySet[Any]:
    model: Any = AppraisedUnit._meta.get_field("line_matters").related_model  # a join's: above this room
    found: QuerySet[Any] = model.objects.all()
    return found


def units_of(cycle: AppraisalCycle) -> list[AppraisedUnit]:
    """The units of a cycle with their organisations and books, which know their unit."""
    return list(with_books(cycle.units.select_related("organisation")))


def evidence_of(proof: LeafProof) -> Evidence:
    """A proof as the room knows it."""
    return Evidence(proof.name, proof.file_id, str(proof.by), day_words(proof.day), proof.proves)


def exact(figure: Any) -> Fraction | None:
    """A figure of the database, exactly."""
    return None if figure is None else Fraction(figure)


def reported_of(mark: LeafMark, proofs: Iterable[LeafProof]) -> Reported:
    """A mark as the room knows it, with the evidence of its leaf."""
    return Reported(
        mark.unit.name, mark.indicator, mark.actual, mark.number, exact(mark.marks), str(mark.scorer),
        mark.reason, not mark.absent, mark.unsupported, tuple(map(evidence_of, proofs)),
    )  # fmt: skip


def claim_of(claim: FiledClaim, proofs: Iterable[LeafProof]) -> PointClaim:
    """A claim as the room knows it."""
    return PointClaim(
        claim.number, claim.unit.name, claim.kind, claim.rule, claim.words, Fraction(claim.claimed),
        claim.filed, claim.state if claim.state in OUTCOMES else "", exact(claim.approved), claim.panel,
        claim.reason, claim.source, claim.late, tuple(map(evidence_of, proofs)),
    )  # fmt: skip


def unscored(cycle: AppraisalCycle, units: Iterable[AppraisedUnit]) -> list[AppraisedUnit]:
    """The units that the plan does not score: merged or dissolved in the year, or not there yet."""
    plan: Plan = restored(Plan, cycle.plan)
    return [unit for unit in units if (one := plan.unit(unit.name)) and not one.scored(cycle.year)]


def set_aside(cycle: AppraisalCycle) -> list[str]:
    """What was handed in for units that are not scored any more, a sentence each: kept, and not counted."""
    plan: Plan = restored(Plan, cycle.plan)
    units = cycle.units.select_related("organisation")
    gone = units.filter(pk__in=[unit.pk for unit in unscored(cycle, units)])
    told = []
    for unit in gone.annotate(had=Count("marks", distinct=True), asked=Count("claims", distinct=True)):
        one = plan.unit(unit.name)
        into = plan.unit(one.into) if one and one.into else None
        where = f"；要计入的，请在“{into.name}”名下采集和申报" if into else ""
        if unit.had or unit.asked:
            what = f"成绩 {unit.had} 项、加减分申报 {unit.asked} 项"
            told.append(f"“{unit.name}”名下已有{what}，仍然保存，不计入考评{where}")
    return told


def returns_of(cycle: AppraisalCycle, units: list[AppraisedUnit] | None = None) -> Returns:
    """Everything that was handed in for the year, but for units that are not scored any more."""
    units = units_of(cycle) if units is None else units
    gone = {unit.pk for unit in unscored(cycle, units)}
    units = [unit for unit in units if unit.pk not in gone]
    whose = {"unit__cycle": cycle, "unit__in": units}
    leaves: dict[tuple[int, str, str], list[LeafProof]] = {}
    claimed: dict[int, list[LeafProof]] = {}
    for proof in LeafProof.objects.filter(**whose).select_related("by"):
        if proof.claim_id:
            claimed.setdefault(proof.claim_id, []).append(proof)
        else:
            leaves.setdefault((proof.unit_id, proof.indicator, proof.number), []).append(proof)
    marks = LeafMark.objects.filter(**whose).select_related("unit__organisation", "scorer")
    claims = FiledClaim.objects.filter(**whose).select_related("unit__organisation")
    vetoes = UnitVeto.objects.filter(**whose).select_related("unit__organisation")
    appeals = FiledAppeal.objects.filter(**whose).select_related("unit__organisation")
    return Returns(
        tuple(map(book_of, books_in_force(units))),
        tuple(reported_of(m, leaves.get((m.unit_id, m.indicator, m.number), ())) for m in marks),
        tuple(claim_of(claim, claimed.get(claim.pk, ())) for claim in claims),
        tuple(Veto(v.unit.name, v.name, v.reason, exact(v.at_most), v.grade) for v in vetoes),
        tuple(map(_appeal, appeals)),
        tuple(restored(Training, one) for one in cycle.trainings),
        tuple(restored(OwnRow, one) for one in cycle.own),
        _decision(cycle),
    )


def _appeal(one: FiledAppeal) -> Appeal:
    return Appeal(one.number, one.unit.name, one.indicator, one.filed, one.words, one.state, one.reason)


def _decision(cycle: AppraisalCycle) -> Decision | None:
    if cycle.met is None:
        return None
    return Decision(cycle.met, cycle.meeting, cycle.decided, cycle.published)


def appraised(cycle: AppraisalCycle) -> Appraisal:
    """All units scored as things stand."""
    return appraise(plan_of(cycle), returns_of(cycle))


def everything(plan: Plan, returns: Returns) -> dict[str, Any]:
    """Plan and returns as plain values, from which the scores are worked out anew."""
    return {"方案": stored(plan), "数据": stored(returns)}
