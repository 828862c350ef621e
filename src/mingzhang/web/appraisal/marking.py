"""What assessors give: one leaf at a time or a workbook of them, and how the marks go on to the office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from mingzhang.appraisal.courses import ADDED_UP
from mingzhang.appraisal.leaves import unit_tree
from mingzhang.appraisal.plan import AppraisalIndicator, Plan
from mingzhang.appraisal.returns import Reported, Returns
from mingzhang.appraisal.task_book import TaskLine
from mingzhang.scoring.precision import written
from mingzhang.web.appraisal.assembling import book_of, books_in_force, plan_of, units_of
from mingzhang.web.appraisal.filling import FillingError, figure
from mingzhang.web.appraisal.models import AppraisedUnit, AssessorSheet, LeafMark, LeafProof
from mingzhang.web.appraisal.score_models import COLLECTED, CONFIRMED, REVIEWED
from mingzhang.web.appraisal.states import AGAIN, collected, led
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.templatetags.chinese import moment


@dataclass(frozen=True)
class LeafOfUnit:
    """A leaf that is to be scored: of which unit, which indicator, which task."""

    unit: AppraisedUnit
    indicator: AppraisalIndicator
    line: TaskLine | None
    full: Fraction

    @property
    def key(self) -> tuple[int, str, str]:
        """Unit, indicator and task."""
        return self.unit.pk, self.indicator.code, self.line.number if self.line else ""

    @property
    def name(self) -> str:
        """The indicator, and the task where it is one."""
        return (
            f"{self.indicator.name}（{self.line.number}）{self.line.text}"
            if self.line
            else self.indicator.name
        )

    @property
    def target(self) -> str:
        """What is to be reached."""
        return self.line.target if self.line else self.indicator.target


def leaves_of(plan: Plan, units: list[AppraisedUnit], assessor: str = "") -> Iterator[LeafOfUnit]:
    """Every leaf of the units, of one assessor or of all."""
    books = {book.unit_id: book_of(book) for book in books_in_force(units)}
    for unit in units:
        one, system = plan.unit(unit.name), plan.system(unit.kind)
        if one is None or system is None or not one.scored(plan.cycle.year):
            continue
        for part in unit_tree(plan, system, one, books.get(unit.pk), {}).parts:
            if not assessor or part.indicator.assessor == assessor:
                yield LeafOfUnit(unit, part.indicator, part.line, part.full)


def of_sheet(sheet: AssessorSheet, plan: Plan | None = None) -> QuerySet[LeafMark]:
    """The marks of the indicators that an assessing department is responsible for."""
    plan = plan or plan_of(sheet.cycle)
    mine = Q(pk__in=[])
    for system in plan.systems:
        codes = [one.code for one in system.indicators if one.assessor == sheet.organisation.name]
        mine |= Q(unit__kind=system.kind, indicator__in=codes)
    return LeafMark.objects.filter(mine, unit__cycle=sheet.cycle)


def leaf_of(
    sheet: AssessorSheet, plan: Plan, unit: AppraisedUnit, code: str, number: str
) -> LeafOfUnit | None:
    """A leaf of the sheet by its key; ``None`` where it is not one of it."""
    found = leaves_of(plan, [unit], sheet.organisation.name)
    return next((leaf for leaf in found if leaf.key == (unit.pk, code, number)), None)


@transaction.atomic
def give(
    sheet: AssessorSheet,
    who: Person,
    leaf: LeafOfUnit,
    typed: Mapping[str, str],
    edition: int,
    plan: Plan | None = None,
) -> LeafMark:
    """Give a leaf its outturn or marks.

    Raises :class:`FillingError`: somebody else scored it, it is with the office, it has neither evidence nor
    reason.
    """
    if not may(who, Action.SCORE_APPRAISAL, sheet):
        raise FillingError("没有给这张评分表打分的权限。")
    if sheet.cycle.ranking != ADDED_UP and edition == 0:
        raise FillingError(f"成绩已经{sheet.cycle.ranking}，不能再采集。")
    AppraisedUnit.objects.select_for_update().get(pk=leaf.unit.pk)  # of two who score a leaf one waits
    _, code, number = leaf.key
    last = (
        LeafMark.objects.select_related("scorer")
        .filter(unit=leaf.unit, indicator=code, number=number)
        .first()
    )
    _may_change(last, who, edition, leaf)
    made = last or LeafMark(unit=leaf.unit, indicator=code, number=number)
    before = {"actual": made.actual, "marks": str(made.marks), "reason": made.reason}
    made.actual, made.reason = typed.get("actual", "").strip()[:200], typed.get("reason", "").strip()[:600]
    made.marks = figure(typed["marks"]) if typed.get("marks", "").strip() else None
    made.absent, made.unsupported = bool(typed.get("absent")), bool(typed.get("unsupported"))
    collected(made, who)
    wrong = faults_of(plan or plan_of(sheet.cycle), leaf, made)
    if wrong:
        raise FillingError(f"{wrong[0]}。")
    made.save()
    after = {"actual": made.actual, "marks": str(made.marks), "reason": made.reason}
    record(who, "采集成绩", made, f"采集{leaf.unit.organisation}“{leaf.name}”的成绩", before, after)
    return made


def _may_change(last: LeafMark | None, who: Person, edition: int, leaf: LeafOfUnit) -> None:
    """Raises :class:`FillingError` where a leaf has been scored by somebody else, or is with the office."""
    if last is None:
        return
    if last.state not in (COLLECTED, AGAIN):
        raise FillingError(f"“{leaf.name}”的成绩现为“{last.state}”，要改请绩效办退回。")
    if last.scorer_id != who.pk and last.state == COLLECTED:
        told = f"“{leaf.name}”已由{last.scorer}在{moment(last.saved)}评为“{said_of(last)}”"
        raise FillingError(
            f"{told}，一项只留一个成绩；要改请原评分人改，或由绩效办退回。您填的还在下面，没有保存。"
        )
    if last.edition != edition:
        raise FillingError("这一项刚刚保存过别的成绩，您填的还在下面，没有保存；请对照后再保存。")


def said_of(mark: LeafMark) -> str:
    """What a mark says in short."""
    if mark.absent:
        return "不涉及"
    if mark.unsupported:
        return "缺佐证，按零分"
    return f"{written(Fraction(mark.marks))} 分" if mark.marks is not None else mark.actual


def proofs_of(leaf: LeafOfUnit) -> list[LeafProof]:
    """The evidence of a leaf."""
    _, code, number = leaf.key
    return list(leaf.unit.proofs.filter(indicator=code, number=number, claim=None).select_related("by"))


def faults_of(plan: Plan, leaf: LeafOfUnit, mark: LeafMark) -> list[str]:
    """What is wrong with a mark, a sentence each: no evidence, no reason, more than the full marks."""
    rule, proofs = plan.rule(leaf.indicator.rule), proofs_of(leaf)
    told = []
    if mark.absent or mark.unsupported:
        return [] if mark.reason else ["不涉及、缺佐证按零分的都要写明理由"]
    if rule is not None and rule.by_hand:
        if mark.marks is None:
            told.append("这一项由人评判，请填得分")
        elif Fraction(mark.marks) > leaf.full:
            told.append(f"得分 {written(Fraction(mark.marks))} 高于分值 {written(leaf.full)}")
        if not mark.reason:
            told.append("由人评判的得分要写明理由")
    elif mark.marks is not None:
        told.append("这一项由细则计分，只填完成值，不填得分")
    elif not mark.actual:
        told.append("请填完成值；没有完成值的勾选“不涉及”或“缺佐证按零分”，并写明理由")
    if leaf.indicator.evidence and not proofs:
        told.append("没有佐证材料：没有佐证不等于没有完成，请单位补交，或勾选“缺佐证按零分”并写明理由")
    return told


@transaction.atomic
def hand_on(sheet: AssessorSheet, who: Person) -> int:
    """复核: what an assessing department collected goes to the office; nothing may be missing."""
    if not may(who, Action.SCORE_APPRAISAL, sheet):
        raise FillingError("没有给这张评分表打分的权限。")
    plan = plan_of(sheet.cycle)
    marks = of_sheet(sheet, plan)
    known = {(mark.unit_id, mark.indicator, mark.number) for mark in marks}
    open_ = [
        leaf
        for leaf in leaves_of(plan, units_of(sheet.cycle), sheet.organisation.name)
        if leaf.key not in known
    ]
    if open_:
        first = open_[0]
        raise FillingError(f"还有 {len(open_)} 项没有采集，第一项：{first.unit.organisation}“{first.name}”。")
    return _lead(sheet, who, marks, COLLECTED, REVIEWED)


@transaction.atomic
def settle(sheet: AssessorSheet, who: Person) -> int:
    """确认: the office has looked at what was collected."""
    return _lead(sheet, who, of_sheet(sheet), REVIEWED, CONFIRMED)


@transaction.atomic
def give_back(sheet: AssessorSheet, who: Person, words: str) -> int:
    """退回: to the assessing department, for a reason."""
    if not words.strip():
        raise FillingError("退回时请写明理由。")
    return _lead(sheet, who, of_sheet(sheet), REVIEWED, AGAIN, words)


def _lead(
    sheet: AssessorSheet,
    who: Person,
    marks: QuerySet[LeafMark],
    from_: str,
    state: str,
    words: str = "",
) -> int:
    """Lead all marks of a sheet that stand at a state to the next."""
    if state != REVIEWED and not may(who, Action.RUN_APPRAISAL, sheet):
        raise FillingError("没有组织绩效考评的权限。")
    count = led(marks, from_, state)
    if not count:
        raise FillingError("没有可以这样办理的成绩，请刷新页面。")
    record(who, state, sheet, f"{sheet}：{count} 项成绩转为“{state}”" + (f"（{words}）" if words else ""))
    return count


@transaction.atomic
def take_marks(sheet: AssessorSheet, who: Person, rows: list[Reported]) -> tuple[int, list[str]]:
    """Take the rows of a workbook that are of this sheet; how many were taken, and why others were not."""
    plan = plan_of(sheet.cycle)
    units = units_of(sheet.cycle)
    leaves = {
        (leaf.unit.name, *leaf.key[1:]): leaf for leaf in leaves_of(plan, units, sheet.organisation.name)
    }
    given = {(m.unit_id, m.indicator, m.number): m.edition for m in of_sheet(sheet, plan)}
    taken, told = 0, []
    for row in rows:
        leaf = leaves.get(row.key)
        if leaf is None:
            continue
        try:
            give(sheet, who, leaf, _typed(row), given.get(leaf.key, 0), plan)
            taken += 1
        except FillingError as refusal:
            told.append(f"{row.unit}：{refusal}")
    return taken, told


def _typed(row: Reported) -> dict[str, str]:
    """A row of a workbook as it would be typed."""
    return {
        "actual": row.actual,
        "marks": written(row.marks) if row.marks is not None else "",
        "reason": row.reason,
        "absent": "" if row.concerned else "1",
        "unsupported": "1" if row.unsupported else "",
    }


def sheet_returns(sheet: AssessorSheet) -> Returns:
    """The rows of a sheet to be filled in a workbook: all its leaves, with what was given so far."""
    plan, marks = plan_of(sheet.cycle), {}
    for given in of_sheet(sheet, plan).select_related("scorer"):
        marks[given.unit_id, given.indicator, given.number] = given
    rows = []
    for leaf in leaves_of(plan, units_of(sheet.cycle), sheet.organisation.name):
        mark: Any = marks.get(leaf.key)
        _, code, number = leaf.key
        row = Reported(leaf.unit.name, code, number=number, scorer=sheet.organisation.name)
        if mark is not None:
            marked = None if mark.marks is None else Fraction(mark.marks)
            row = Reported(
                leaf.unit.name, code, mark.actual, number, marked, str(mark.scorer), mark.reason,
                not mark.absent, mark.unsupported,
            )  # fmt: skip
        rows.append(row)
    return Returns(reported=tuple(rows))
