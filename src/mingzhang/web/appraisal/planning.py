"""A year's plan: begun from the register, taken from a workbook, given back as one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingzhang.appraisal.courses import SYSTEM
from mingzhang.appraisal.plan import AppraisalSystem, Plan
from mingzhang.appraisal.plan_workbook import plan_workbook
from mingzhang.appraisal.return_workbook import return_workbook
from mingzhang.appraisal.returns import Returns
from mingzhang.appraisal.stored import restored, stored
from mingzhang.appraisal.timetable import Cycle, usual
from mingzhang.appraisal.units import INSTITUTION, ORGAN, STREET, Appraisee
from mingzhang.web.apart.run import apart
from mingzhang.web.appraisal.assembling import plan_of
from mingzhang.web.appraisal.models import AppraisalCycle, AppraisedUnit, AssessorSheet, IndicatorVersion
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.register.models import Nature, Organisation, OrganisationKind
from mingzhang.writers.spreadsheet.form import workbook_file

KINDS = {Nature.ORGAN: ORGAN, Nature.INSTITUTION: INSTITUTION, Nature.TOWN: STREET}
_SECONDS = 60


class PlanError(Exception):
    """A plan that cannot be taken; its text is for the person."""


@transaction.atomic
def begin(region: Organisation, year: int, who: Person) -> AppraisalCycle:
    """A year's appraisal with the usual timetable and the departments of the register."""
    if AppraisalCycle.objects.filter(organisation=region, year=year).exists():
        raise PlanError(f"{region}{year}年度的绩效考评已经建立。")
    plan = Plan(Cycle(year, region.name, usual(year)), f"{region}绩效办", tuple(_units(region, year)))
    made = AppraisalCycle.objects.create(organisation=region, year=year, plan=stored(plan))
    _join(made, plan)
    record(who, "建立考评年度", made, f"建立{made}，{len(plan.units)}个单位")
    return made


def _units(region: Organisation, year: int) -> list[Appraisee]:
    """The departments of a region as units of a plan, those that ended before the year left out."""
    found = Organisation.objects.filter(above=region, kind=OrganisationKind.DEPARTMENT)
    there = [each for each in found if each.nature in KINDS and not (each.until and each.until.year < year)]
    return [
        Appraisee(each.code or f"{n:03}", each.name, KINDS[Nature(each.nature)], each.since, each.until)
        for n, each in enumerate(there, 1)
    ]


def _join(cycle: AppraisalCycle, plan: Plan) -> None:
    """The units of the plan joined to the register by their names; what it does not name any more goes."""
    names = [unit.name for unit in plan.units]
    found = Organisation.objects.filter(above=cycle.organisation, name__in=names)
    known = {each.name: each for each in found}
    missing = [name for name in names if name not in known]
    if missing:
        raise PlanError(
            f"单位名录里没有“{missing[0]}”：“单位”表的名称要与名录一致，共 {len(missing)} 个不一致。"
        )
    cycle.units.exclude(organisation__in=known.values()).filter(books=None, marks=None, claims=None).delete()
    for unit in plan.units:
        AppraisedUnit.objects.update_or_create(
            cycle=cycle, organisation=known[unit.name], defaults={"code": unit.code, "kind": unit.kind}
        )


def take_plan(cycle: AppraisalCycle, who: Person, file: UploadedFile[bytes]) -> list[str]:
    """Take the plan of a workbook (方案.xlsx); what in its cells is wrong is told, and nothing taken then.

    Raises :class:`~mingzhang.web.apart.run.ApartError` and :class:`PlanError`.
    """
    with apart(
        "appraisal_plan", {file.name or "方案.xlsx": keep(file.chunks()).path}, seconds=_SECONDS
    ) as done:
        told: dict[str, Any] = done.told
    if told["problems"]:
        return list(told["problems"])
    return take_made_plan(cycle, who, restored(Plan, told["plan"]))


@transaction.atomic
def take_made_plan(cycle: AppraisalCycle, who: Person, plan: Plan) -> list[str]:
    """Take a plan; a system that is under way or issued stays as it is, and that is told."""
    held = AppraisalCycle.objects.select_for_update().get(pk=cycle.pk)
    if plan.cycle.year != held.year:
        raise PlanError(f"方案写的是 {plan.cycle.year} 年度，这里是 {held.year} 年度；请选对年度后再导入。")
    told = [sentence for system in plan.systems if (sentence := _take_system(held, system))]
    _join(held, plan)
    held.plan = stored(replace(plan, systems=()))
    held.edition += 1
    held.save(update_fields=["plan", "edition"])
    _sheets(held, plan)
    counts = f"{len(plan.units)}个单位，{len(plan.rules)}条细则，{len(plan.systems)}套指标体系"
    record(who, "导入考评方案", held, f"导入{held}的方案：{counts}", None, {"edition": held.edition})
    return told


def _take_system(cycle: AppraisalCycle, system: AppraisalSystem) -> str:
    """Put a system in the place of the draft of its kind; why it was not, where it was not."""
    last = cycle.versions.filter(kind=system.kind).last()
    plain = stored(replace(system, passed=None, issued=None))
    if last is None:
        IndicatorVersion.objects.create(cycle=cycle, kind=system.kind, system=plain)
    elif last.state in (SYSTEM.first, "修订"):
        last.system, last.edition = plain, last.edition + 1
        last.save(update_fields=["system", "edition"])
    elif same_system(last, system):
        return ""
    else:
        return f"{system.kind}指标体系现为“{last.state}”，没有改动；要改请先退回草拟或修订。"
    return ""


def same_system(version: IndicatorVersion, system: AppraisalSystem) -> bool:
    """Whether a version has the same indicators."""
    mine = restored(AppraisalSystem, version.system)
    return [replace(one, row=None) for one in mine.indicators] == [
        replace(one, row=None) for one in system.indicators
    ]


def _sheets(cycle: AppraisalCycle, plan: Plan) -> None:
    """A sheet for every assessing department that the register knows."""
    found = Organisation.objects.filter(path__startswith=cycle.organisation.path, name__in=plan.assessors)
    for each in found:
        AssessorSheet.objects.get_or_create(cycle=cycle, organisation=each)


def plan_book(cycle: AppraisalCycle) -> bytes:
    """The workbook of the plan, which goes in again here and on the command line."""
    return workbook_file(plan_workbook(plan_of(cycle)))


def return_book(returns: Returns) -> bytes:
    """The workbook of what was handed in, as the command line takes it."""
    return workbook_file(return_workbook(returns))
