"""Self-reports and claims as workbooks: out, changed, in again; one wrong row and nothing is taken."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from fractions import Fraction

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.appraisal.claims import BONUS, DEDUCTION, PointClaim
from mingzhang.appraisal.returns import Reported, Returns
from mingzhang.web.appraisal import unit_books
from mingzhang.web.appraisal.filling import FillingError
from mingzhang.web.appraisal.models import FiledClaim, LeafReport
from mingzhang.web.appraisal.planning import return_book
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import issued, signed, unit_of
from tests.web.appraisal.here import read_here  # noqa: F401 (a fixture)
from tests.web.conftest import District

pytestmark = pytest.mark.usefixtures("read_here")


def book(returns: Returns) -> SimpleUploadedFile:
    return SimpleUploadedFile("数据.xlsx", return_book(returns))


def test_a_self_report_goes_out_and_in(district: District) -> None:
    cycle = issued(district)
    signed(district, cycle)
    unit, client = unit_of(cycle, district.department), district.client(Role.PREPARER)
    page = f"/appraisal/units/{unit.pk}/report/"
    made = openpyxl.load_workbook(io.BytesIO(client.get(f"{page}export/").content))
    sheet = made["完成值"]
    heads = {cell.value: cell.column for row in sheet.iter_rows(max_row=6) for cell in row if cell.value}
    row = next(r for r in range(1, 40) if sheet.cell(r, heads["指标编码"]).value == "F1")
    sheet.cell(row, heads["完成值"]).value = "96%"
    stream = io.BytesIO()
    made.save(stream)
    answer = client.post(f"{page}import/", {"file": SimpleUploadedFile("自评.xlsx", stream.getvalue())})
    assert "收下 1 项" in answer.content.decode()
    assert LeafReport.objects.get(unit=unit, indicator="F1").actual == "96%"
    assert "导入自评" in client.get(f"{page}import/").content.decode()


def test_one_wrong_row_and_no_report_is_taken(district: District) -> None:
    cycle = issued(district)
    unit, who = unit_of(cycle, district.department), district.person(Role.PREPARER)
    right = Reported(unit.name, "F1", "96%", scorer=unit.name)
    wrong = (replace(right, unit="别的局"), replace(right, indicator="Z9"), right)
    taken, told = unit_books.take_reports(unit, who, book(Returns(reported=(right, *wrong))))
    assert taken == 0 and len(told) == 3 and not LeafReport.objects.exists()
    for sentence, part in zip(told, ("别的局", "没有指标“Z9”", "写了两行"), strict=True):
        assert part in sentence and "“完成值”第" in sentence
    with pytest.raises(FillingError, match="没有填写"):
        unit_books.take_reports(unit, who, book(Returns()))


def test_claims_go_out_and_in_and_none_twice(district: District) -> None:
    cycle, office = issued(district), district.person(Role.PERFORMANCE)
    unit = unit_of(cycle, district.department)
    day = date(cycle.year, 12, 1)
    first = PointClaim("S001", unit.name, BONUS, "JF", "获市级表彰", Fraction(1), day)
    second = replace(first, number="S002", kind=DEDUCTION, text="通报批评")
    assert unit_books.take_claims(cycle, office, book(Returns(claims=(first, second)))) == (2, [])
    again = SimpleUploadedFile("申报.xlsx", unit_books.claims_workbook(cycle, office))
    assert unit_books.take_claims(cycle, office, again) == (0, []) and FiledClaim.objects.count() == 2
    client = district.client(Role.PERFORMANCE)
    assert client.get(f"/appraisal/{cycle.pk}/claims/book/").content[:2] == b"PK"
    page = client.post(f"/appraisal/{cycle.pk}/claims/import/", {"file": book(Returns())})
    assert "没有申报" in page.content.decode()


def test_one_wrong_claim_and_none_is_filed(district: District) -> None:
    cycle = issued(district)
    unit, preparer = unit_of(cycle, district.department), district.person(Role.PREPARER)
    day = date(cycle.year, 12, 1)
    right = PointClaim("S001", unit.name, BONUS, "JF", "获市级表彰", Fraction(1), day)
    other = replace(right, number="S002", unit=district.other_department.name)
    unknown = replace(right, number="S003", unit="别的局")
    taken, told = unit_books.take_claims(cycle, preparer, book(Returns(claims=(right, other, unknown))))
    assert taken == 0 and len(told) == 2 and "权限" in told[0] and "没有“别的局”" in told[1]
    minus = replace(right, number="S004", kind=DEDUCTION)
    taken, told = unit_books.take_claims(cycle, preparer, book(Returns(claims=(right, minus))))
    assert taken == 0 and told == ["申报“S004”：减分由绩效办或核验部门提出，单位只申报加分。"]
    assert not FiledClaim.objects.exists()
