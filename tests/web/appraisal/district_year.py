"""A year's appraisal in the small district: two organs, four indicators, and how far it is taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.appraisal.plan import AppraisalIndicator, AppraisalSystem, DatedRule, Plan
from mingzhang.appraisal.stored import restored
from mingzhang.appraisal.units import ORGAN
from mingzhang.web.appraisal import filling, marking, moves, planning
from mingzhang.web.appraisal.assembling import plan_of, units_of
from mingzhang.web.appraisal.models import AppraisalCycle, AppraisedUnit, AssessorSheet, UnitBook
from mingzhang.web.people.models import Role
from mingzhang.web.register.models import Organisation
from tests.web.conftest import District

YEAR = 2025
LINE = {"number": "1", "text": "修路", "indicator": "K1", "target": "≥4条", "challenge": "≥5条"}
GIVEN = {
    "K1": {"actual": "4条"},
    "F1": {"actual": "96%", "reason": "两件晚了"},
    "F2": {"actual": "1件", "reason": "一件败诉"},
    "X1": {"marks": "9", "reason": "有亮点"},
}


def indicators(assessor: str) -> tuple[AppraisalIndicator, ...]:
    return (
        AppraisalIndicator(
            "K1", "重点工作", "任务", Fraction(50), "J1", assessor, evidence=True, tasked=True
        ),
        AppraisalIndicator("F1", "公开及时率", "依法", Fraction(20), "J2", assessor, "≥98%"),
        AppraisalIndicator("F2", "败诉", "依法", Fraction(20), "J3", assessor),
        AppraisalIndicator("X1", "创新", "创新", Fraction(10), "J4", assessor),
    )


def plan_for(cycle: AppraisalCycle, assessor: str, marks: int = 50) -> Plan:
    """The plan with its system; ``marks`` are those of the first indicator, 50 add up."""
    first = date(cycle.year, 1, 1)
    rules = tuple(
        DatedRule(code, name, line, first)
        for code, name, line in (
            ("J1", "重点工作", "比例"),
            ("J2", "公开", "门槛：步长=1%；扣分=0.5"),
            ("J3", "败诉", "加减：每次=-1；归零=4"),
            ("J4", "创新", "人工"),
            ("JF", "获得表彰", "加减：每次=1；上限=3"),
        )
    )
    some = indicators(assessor)
    system = AppraisalSystem(
        ORGAN,
        "行政机关指标体系",
        1,
        "草拟",
        Fraction(100),
        (replace(some[0], full=Fraction(marks)), *some[1:]),
    )
    made: Plan = restored(Plan, cycle.plan)
    return replace(
        made, rules=rules, systems=(system,), assessors=(assessor,), bonus=Fraction(5), deduction=Fraction(5)
    )


def begun(
    district: District,
    year: int = YEAR,
    region: Organisation | None = None,
    marks: int = 50,
    assessor: str = "",
) -> AppraisalCycle:
    """A year with its plan, the other department as the one that assesses."""
    office = district.person(Role.PERFORMANCE)
    cycle = planning.begin(region or district.region, year, office)
    if region is None or region == district.region:
        planning.take_made_plan(
            cycle, office, plan_for(cycle, assessor or district.other_department.name, marks)
        )
    return AppraisalCycle.objects.select_related("organisation").get(pk=cycle.pk)


def issued(district: District) -> AppraisalCycle:
    """A year whose system is issued."""
    cycle = begun(district)
    for name, who, words in (
        ("circulate", Role.PERFORMANCE, ""),
        ("passed", Role.PERFORMANCE, "党组会"),
        ("issued", Role.LEADER, ""),
    ):
        moves.make(moves.VERSION_MOVES, name, cycle.versions.get(), district.person(who), words)
    return AppraisalCycle.objects.select_related("organisation").get(pk=cycle.pk)


def unit_of(cycle: AppraisalCycle, organisation: Organisation) -> AppraisedUnit:
    return cycle.units.select_related("organisation", "cycle__organisation").get(organisation=organisation)


def signed(district: District, cycle: AppraisalCycle) -> list[UnitBook]:
    """The task books of both units, signed."""
    made = []
    for unit in units_of(cycle):
        preparer = district.person(Role.PREPARER, unit.organisation)
        book = moves.begin_book(unit, preparer)
        filling.save_lines(book, preparer, [LINE], 1)
        moves.make(moves.BOOK_MOVES, "hand_in", book, preparer, "")
        moves.make(moves.BOOK_MOVES, "confirm", book, district.person(Role.PERFORMANCE), "")
        moves.make(moves.BOOK_MOVES, "sign", book, district.person(Role.LEADER), "")
        made.append(UnitBook.objects.get(pk=book.pk))
    return made


def proved(district: District, cycle: AppraisalCycle) -> None:
    """Evidence for the task of each unit."""
    for unit in cycle.units.select_related("organisation", "cycle__organisation"):
        file = SimpleUploadedFile("证明.txt", f"{unit.name}修路四条".encode())
        preparer = district.person(Role.PREPARER, unit.organisation)
        filling.add_proof(unit, preparer, file, indicator="K1", number="1", proves="修路四条")


def sheet_of(district: District, cycle: AppraisalCycle) -> AssessorSheet:
    found = cycle.sheets.select_related("organisation", "cycle__organisation")
    return found.get(organisation=district.other_department)


def scored(district: District, cycle: AppraisalCycle) -> AssessorSheet:
    """Everything scored by the assessor and confirmed by the office."""
    sheet, who = sheet_of(district, cycle), district.person(Role.ASSESSOR, district.other_department)
    plan = plan_of(cycle)
    for leaf in marking.leaves_of(plan, units_of(cycle), district.other_department.name):
        marking.give(sheet, who, leaf, GIVEN[leaf.indicator.code], 0, plan)
    marking.hand_on(sheet, who)
    marking.settle(sheet, district.person(Role.PERFORMANCE))
    return sheet


def ready(district: District) -> AppraisalCycle:
    """A year that can be sealed."""
    cycle = issued(district)
    signed(district, cycle)
    proved(district, cycle)
    scored(district, cycle)
    return cycle
