"""Lists go out and come back, as a workbook and as answers to the form for phones."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from mingzhang.facts.workbook import Workbook
from mingzhang.verification.draw import FIRST, SECOND
from mingzhang.web.people.models import Role
from mingzhang.web.verification import offline
from mingzhang.web.verification.models import FieldVerification, PointCheck
from mingzhang.web.verification.moves import FieldMoveError
from mingzhang.web.verification.problem_models import FoundProblem
from mingzhang.writers.spreadsheet.form import workbook_file
from tests.readers.test_photograph import EAST, NORTH, photo
from tests.web.conftest import District
from tests.web.verification.campaigns import draw, prepared, upload
from tests.web.verification.here import read_here

__all__ = ["read_here"]
pytestmark = pytest.mark.usefixtures("read_here")
TOP = 5  # the first row of a list


def filled(data: bytes, *rows: dict[str, Any]) -> bytes:
    """A list as an inspector fills it in: columns by letter, row by row."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["核验清单"]
    for number, cells in enumerate(rows, TOP):
        for column, text in cells.items():
            sheet[f"{column}{number}"] = text
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def made(district: District) -> FieldVerification:
    verification = prepared(district)
    draw(district, verification, FIRST, district.department)
    return verification


def test_a_filled_list_comes_back_with_its_photographs(district: District, made: Any, tmp_path: Any) -> None:
    who = district.person(Role.INSPECTOR)
    gps: dict[int, object] = {1: "N", 2: NORTH, 3: "E", 4: EAST, 18: "WGS-84"}
    picture = photo(tmp_path / "1.jpg", gps, "2026:03:16 09:30:00").read_bytes()
    told = {"I": "2026-03-16", "J": who.username}
    failed = told | {"G": "不合格", "H": "倒伏", "K": "1.jpg"}
    data = filled(offline.list_file(made, who, FIRST), failed, told | {"G": "合格"})
    count, said = offline.take_in(made, who, [upload("清单.xlsx", data), upload("1.jpg", picture)])
    assert (count, said) == (2, [])
    problem = FoundProblem.objects.get()
    assert (problem.text, problem.point.number) == ("倒伏", "A-001")
    again = offline.take_in(made, who, [upload("清单.xlsx", data), upload("1.jpg", picture)])
    assert again == (2, []) and PointCheck.objects.count() == 2, "what comes in twice is there once"


def test_what_is_wrong_in_a_list_keeps_nothing_else_out(district: District, made: Any) -> None:
    who = district.person(Role.INSPECTOR)
    told = {"I": "2026-03-16", "J": who.username}
    rows = (
        told | {"G": "不合格", "H": "倒伏", "K": "没有.jpg"},
        told | {"G": "合格"},
        told | {"G": "合格", "J": "别人"},
        told | {"A": "X-9", "G": "合格"},
    )
    data = filled(offline.list_file(made, who, FIRST), *rows)
    _, said = offline.take_in(made, who, [upload("清单.xlsx", data)])
    words = "\n".join(said)
    assert "没有上传照片“没有.jpg”" in words and "清单写的核验员是“别人”" in words
    assert "点位表里没有这个点位" in words and "没有照片" in words
    assert PointCheck.objects.filter(lacking=[]).count() == 1


def test_answers_to_the_form_for_phones_come_in(district: District, made: Any) -> None:
    who = district.person(Role.INSPECTOR)
    form = openpyxl.load_workbook(io.BytesIO(offline.form_file(made, who, FIRST)))
    assert form.sheetnames == ["survey", "choices", "settings"]
    heads = ("day", "inspector", "point", "place", "where", "result_1", "result_2")
    row = ("2026-03-16", who.username, "A-002", "39.91 116.38 0 0", "", "pass", "absent")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(heads)
    sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    count, said = offline.take_in(made, who, [upload("答案.xlsx", stream.getvalue())])
    assert (count, said) == (2, [])
    assert PointCheck.objects.get(code="1").position == "39.91，116.38（WGS-84）"


def test_one_list_at_a_time(district: District, made: Any) -> None:
    who = district.person(Role.INSPECTOR)
    with pytest.raises(FieldMoveError, match="这里有 0 份清单"):
        offline.take_in(made, who, [upload("1.jpg")])


def test_without_points_there_is_no_list(district: District, made: Any) -> None:
    with pytest.raises(FieldMoveError, match="还没有分派给"):
        offline.list_file(made, district.person(Role.INSPECTOR), SECOND)
    with pytest.raises(FieldMoveError, match="还没有分派给"):
        offline.form_file(made, district.person(Role.LEADER), FIRST)


def test_the_whole_verification_is_the_workbook_of_the_command_line(district: District, made: Any) -> None:
    book = openpyxl.load_workbook(io.BytesIO(offline.book_file(made)))
    assert book.sheetnames[:3] == ["封面", "阶段", "核验标准"]
    assert workbook_file(Workbook("空", []))[:2] == b"PK"
