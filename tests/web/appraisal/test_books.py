"""Workbooks that go out and come in: a task book, a sheet of marks, what the office writes; lists."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.appraisal.returns import OwnRow, Returns, Training, Veto
from mingzhang.web.appraisal import books, marking, moves
from mingzhang.web.appraisal.assembling import returns_of
from mingzhang.web.appraisal.filling import FillingError
from mingzhang.web.appraisal.models import AppraisalCycle, UnitBook, UnitVeto
from mingzhang.web.appraisal.planning import return_book
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import issued, sheet_of, signed, unit_of
from tests.web.appraisal.here import read_here
from tests.web.conftest import DAY, District

__all__ = ["read_here"]
pytestmark = pytest.mark.usefixtures("read_here")


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("数据.xlsx", data)


def test_a_task_book_goes_out_and_comes_in_again(district: District) -> None:
    cycle, preparer = issued(district), district.person(Role.PREPARER)
    whole = signed(district, cycle)[0]
    moves.make(moves.BOOK_MOVES, "adjust", whole, district.person(Role.PERFORMANCE), "调整")
    book = UnitBook.objects.select_related("unit__organisation", "unit__cycle__organisation").get(
        unit=whole.unit, number=2
    )
    book.lines = []
    book.save()
    assert books.take_book(book, preparer, upload(books.book_workbook(whole))) == (1, [])
    assert UnitBook.objects.get(pk=book.pk).lines[0]["target"] == "≥4条"
    with pytest.raises(FillingError, match="没有“甲区水务局”的任务"):
        books.take_book(book, preparer, upload(return_book(Returns())))


def test_a_sheet_of_marks_goes_out_and_comes_in_again(district: District) -> None:
    cycle = issued(district)
    signed(district, cycle)
    sheet, who = sheet_of(district, cycle), district.person(Role.ASSESSOR, district.other_department)
    rows = marking.sheet_returns(sheet).reported
    filled = tuple(
        replace(row, actual="96%", reason="晚了") if row.indicator == "F1" else row for row in rows
    )
    taken, told = books.take_sheet(sheet, who, upload(return_book(Returns(reported=filled))))
    assert (taken, told) == (2, [])
    assert books.sheet_workbook(sheet)[:2] == b"PK"


def test_what_the_office_writes_comes_in_whole_or_not_at_all(district: District) -> None:
    cycle, office = issued(district), district.person(Role.PERFORMANCE)
    veto = Veto("甲区水务局", "安全生产", "责任事故", Fraction(60))
    given = Returns(
        trainings=(Training(DAY, "编制培训", 20),), own=(OwnRow("任务书", "≥2份", "任务书"),), vetoes=(veto,)
    )
    assert books.take_office(cycle, office, upload(return_book(given))) == []
    found = returns_of(AppraisalCycle.objects.get(pk=cycle.pk))
    assert (found.trainings[0].topic, found.own[0].measure, found.vetoes[0].at_most) == (
        "编制培训",
        "任务书",
        60,
    )
    strange = replace(given, vetoes=(replace(veto, unit="没有的局"),), trainings=())
    assert books.take_office(cycle, office, upload(return_book(strange))) == ["参评单位里没有“没有的局”"]
    assert UnitVeto.objects.count() == 1 and cycle.trainings
    with pytest.raises(FillingError, match="没有组织绩效考评的权限"):
        books.take_office(cycle, district.person(Role.PREPARER), upload(b""))


def test_lists_are_workbooks(district: District) -> None:
    cycle = issued(district)
    signed(district, cycle)
    assert unit_of(cycle, district.department).books.exists()
    for data in (books.units_book(cycle, district.person(Role.PERFORMANCE)), books.special_book(cycle)):
        assert data[:2] == b"PK"
