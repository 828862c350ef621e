"""Workbooks that go out and come in: task books, sheets of marks, what the office writes, lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingzhang.appraisal.returns import Returns
from mingzhang.appraisal.stored import restored, stored
from mingzhang.appraisal.task_book import special_lines
from mingzhang.scoring.precision import written
from mingzhang.web.apart.run import apart
from mingzhang.web.appraisal.assembling import book_of, lines_of, plan_of, with_books
from mingzhang.web.appraisal.cycle_page import own_units, plan_books
from mingzhang.web.appraisal.filling import LINE, FillingError, save_lines
from mingzhang.web.appraisal.marking import sheet_returns, take_marks
from mingzhang.web.appraisal.models import AppraisalCycle, AssessorSheet, UnitBook, UnitVeto
from mingzhang.web.appraisal.planning import return_book
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.lists import list_workbook

_SECONDS = 60


def returns_in(cycle: AppraisalCycle, file: UploadedFile[bytes]) -> tuple[Returns, list[str]]:
    """What a workbook hands in, read apart, and what in its cells is wrong.

    Raises :class:`~mingzhang.web.apart.run.ApartError`.
    """
    name = file.name or "数据.xlsx"
    plain = stored(plan_of(cycle))
    with apart("appraisal_returns", {name: keep(file.chunks()).path}, seconds=_SECONDS, plan=plain) as done:
        told: dict[str, Any] = done.told
    return restored(Returns, told["returns"]), list(told["problems"])


def book_workbook(book: UnitBook) -> bytes:
    """A task book as a workbook, which goes in again."""
    return return_book(Returns(books=(book_of(book),)))


def take_book(book: UnitBook, who: Person, file: UploadedFile[bytes]) -> tuple[int, list[str]]:
    """Take the lines of a workbook in the place of those of a book; how many, or what is wrong in cells."""
    returns, told = returns_in(book.unit.cycle, file)
    mine = [one for one in returns.books if one.unit == book.unit.name]
    if not told and not mine:
        raise FillingError(f"“{file.name}”里没有“{book.unit.name}”的任务。")
    if told:
        return 0, told
    save_lines(book, who, [_typed(line) for line in mine[0].lines], book.edition)
    return len(mine[0].lines), []


def _typed(line: Any) -> Mapping[str, str]:
    """A line as it would be typed."""
    return {n: getattr(line, n) for n in LINE if n != "full"} | {
        "full": written(line.full) if line.full else ""
    }


def sheet_workbook(sheet: AssessorSheet) -> bytes:
    """A sheet of marks as a workbook, which goes in again."""
    return return_book(sheet_returns(sheet))


def take_sheet(sheet: AssessorSheet, who: Person, file: UploadedFile[bytes]) -> tuple[int, list[str]]:
    """Take the marks of a workbook; each row by itself, and what was not taken is told."""
    returns, told = returns_in(sheet.cycle, file)
    given = [
        row
        for row in returns.reported
        if row.actual or row.marks is not None or not row.concerned or row.unsupported
    ]
    taken, refused = take_marks(sheet, who, given)
    return taken, [*told, *refused]


@transaction.atomic
def take_office(cycle: AppraisalCycle, who: Person, file: UploadedFile[bytes]) -> list[str]:
    """Take trainings, own self-evaluation and vetoes; nothing while a cell is wrong."""
    if not may(who, Action.RUN_APPRAISAL, cycle):
        raise FillingError("没有组织绩效考评的权限。")
    returns, told = returns_in(cycle, file)
    units = {unit.name: unit for unit in cycle.units.select_related("organisation")}
    told += [f"参评单位里没有“{veto.unit}”" for veto in returns.vetoes if veto.unit not in units]
    if told:
        return told
    cycle.trainings, cycle.own = stored(returns.trainings), stored(returns.own)
    cycle.save(update_fields=["trainings", "own"])
    UnitVeto.objects.filter(unit__cycle=cycle).delete()
    for veto in returns.vetoes:
        at_most = None if veto.at_most is None else written(veto.at_most)
        UnitVeto.objects.create(
            unit=units[veto.unit],
            name=veto.name,
            reason=veto.reason,
            at_most=at_most,
            grade=veto.grade,
            by=who,
        )
    counts = f"{len(returns.trainings)}次培训，{len(returns.own)}行自评，{len(returns.vetoes)}项否决与封顶"
    record(who, "导入数据", cycle, f"{cycle}：{counts}", None, {"vetoes": stored(returns.vetoes)})
    return []


def units_book(cycle: AppraisalCycle, who: Person) -> bytes:
    """The units of a year with the lines of their last books, as a list."""
    heads = (
        "单位编码",
        "单位",
        "类别",
        "任务书",
        "版本",
        "序号",
        "任务",
        "目标值",
        "挑战值",
        "时间节点",
        "事项编号",
    )
    rows: list[list[object]] = []
    for unit in with_books(own_units(who, cycle)):
        book = next(iter([*unit.books.all()][::-1]), None)
        start: list[object] = [
            unit.code,
            unit.name,
            unit.kind,
            book.state if book else "未建立",
            book.number if book else "",
        ]
        lines = lines_of(book) if book else ()
        rows += [
            [
                *start,
                *(
                    getattr(line, name)
                    for name in ("number", "text", "target", "challenge", "milestones", "matter")
                ),
            ]
            for line in lines
        ]
        rows += [] if lines else [[*start, "", "", "", "", "", ""]]
    return list_workbook("任务书", heads, rows)


def special_book(cycle: AppraisalCycle) -> bytes:
    """The special tasks as a list."""
    heads = ("专项任务", "单位", "牵头单位", "任务", "目标值", "挑战值", "时间节点", "事项编号")
    rows = [
        [
            name,
            book.unit,
            line.lead or book.unit,
            line.text,
            line.target,
            line.challenge,
            line.milestones,
            line.matter,
        ]
        for name, lines in special_lines(plan_books(cycle)).items()
        for book, line in lines
    ]
    return list_workbook("专项任务", heads, rows)
