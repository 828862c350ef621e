"""Projects go out as the workbook of the command line, and come in from it and from filled forms."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingzhang.performance.project_workbook import read_register
from mingzhang.web.people.models import Role
from mingzhang.web.performance.books import project_book
from mingzhang.web.performance.models import RegisteredProject
from mingzhang.web.performance.printing import printed_form
from tests.web.conftest import District
from tests.web.performance.here import read_here
from tests.web.performance.projects import registered, submitted, typed

__all__ = ["read_here"]
pytestmark = pytest.mark.usefixtures("read_here")


def bring(client: Client, district: District, name: str, data: bytes, kind: str) -> str:
    told = {"unit": district.department.pk, "year": "2025", "kind": kind}
    return client.post(
        "/performance/import/", told | {"file": SimpleUploadedFile(name, data)}
    ).content.decode()


def test_the_workbook_goes_out_and_comes_in_again(district: District, tmp_path: Path) -> None:
    made = registered(district.department)
    data = (
        district.client(Role.PREPARER)
        .get(f"/performance/units/{district.department.pk}/export/?year=2025")
        .content
    )
    (tmp_path / "项目.xlsx").write_bytes(data)
    register, problems = read_register(tmp_path / "项目.xlsx")
    assert not problems and register.projects[0].name == "河道巡查" and register.year == 2025
    former = made.typed
    made.delete()
    page = bring(district.client(Role.PREPARER), district, "项目.xlsx", data, "projects")
    assert "新增 1 个项目" in page and "都读懂了" in page
    again = RegisteredProject.objects.get()
    assert again.typed == former and again.self_score == 98
    assert "新增 0 个项目，更新 1 个" in bring(
        district.client(Role.PREPARER), district, "项目.xlsx", data, "projects"
    )


def test_what_a_workbook_says_wrong_is_told_beside_its_project(district: District) -> None:
    registered(district.department)
    book = openpyxl.load_workbook(BytesIO(project_book(district.department, 2025)))
    book["指标"]["G5"] = "二十分左右"
    RegisteredProject.objects.all().delete()
    out = BytesIO()
    book.save(out)
    page = bring(district.client(Role.PREPARER), district, "项目.xlsx", out.getvalue(), "projects")
    assert "二十分左右" in page and "指标!G5" in page
    assert RegisteredProject.objects.get().open_count


def test_a_filled_form_comes_in_with_its_marks(district: District) -> None:
    data, name = printed_form(registered(district.department), "docx")
    RegisteredProject.objects.all().delete()
    page = bring(district.client(Role.PREPARER), district, name, data, "forms")
    assert "新增 1 个项目" in page, page
    made = RegisteredProject.objects.get()
    assert (made.name, made.self_score, made.code) == ("河道巡查", 98, "001")
    assert [row["score"] for row in made.typed["rows"]].count("28") == 1


def test_a_form_that_was_handed_in_is_not_overwritten_by_a_file(district: District) -> None:
    data = project_book(submitted(district).organisation, 2025)
    page = bring(district.client(Role.PREPARER), district, "项目.xlsx", data, "projects")
    assert "没有导入：这张表现在是“已提交”" in page


def test_hostile_files_cost_one_sentence(district: District) -> None:
    client = district.client(Role.PREPARER)
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w") as archive:
        archive.writestr("xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
    for data in (b"x", bomb.getvalue()):
        page = bring(client, district, "项目.xlsx", data, "projects")
        assert 'role="alert"' in page and "Traceback" not in page
    assert "不能这样导入" in bring(client, district, "项目.exe", b"x", "projects")
    other = project_book(district.department, 2024)
    assert "文件写的是 2024 年度" in bring(client, district, "项目.xlsx", other, "projects")
    assert not RegisteredProject.objects.exists()


def test_a_form_fills_the_project_it_is_of(district: District) -> None:
    made = registered(district.department, form=typed(code="乙-7", item="2130301", goal="旧目标"))
    data, name = printed_form(registered(district.other_department), "xlsx")
    page = bring(district.client(Role.PREPARER), district, name, data, "forms")
    assert "更新 1 个" in page
    made.refresh_from_db()
    assert (made.code, made.typed["item"], made.typed["goal"]) == ("乙-7", "2130301", "全年巡查十二次")
    assert made.self_score == 98 and made.edition == 2


def test_a_total_that_the_rows_do_not_make_is_told_once(district: District) -> None:
    data, name = printed_form(registered(district.department), "xlsx")
    RegisteredProject.objects.all().delete()
    book = openpyxl.load_workbook(BytesIO(data))
    sheet = book.active
    assert sheet is not None
    last = max(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "总分")
    for cell in sheet[last]:
        if cell.value is not None and cell.column > 7 and "100" not in str(cell.value):
            cell.value = 95
    out = BytesIO()
    book.save(out)
    page = bring(district.client(Role.PREPARER), district, name, out.getvalue(), "forms")
    made = RegisteredProject.objects.get()
    assert "原表总分为 95，各项得分相加为 98" in page and made.unread
    assert made.open_count == 0 and made.self_score == 98
