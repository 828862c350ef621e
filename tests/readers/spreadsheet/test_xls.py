"""Legacy workbooks: values as Excel shows them, error cells and hidden sheets told."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingzhang.facts.report import Paragraph
from mingzhang.readers import read_report, stored_sheets
from mingzhang.readers.limits import Limits
from tests.readers.legacy import begin, error, failed, label, merged, number, ole_file, record, xls
from tests.readers.office import damaged, refusal

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
HEAD = label(0, 0, "收入决算表") + label(1, 0, "项目") + label(1, 1, "金额")
BOOK = HEAD + label(2, 0, "合计") + number(2, 1, 1234.5, 1)


def test_figures_stand_as_their_format_shows_them(tmp_path: Path) -> None:
    rates = label(3, 0, "占比") + number(3, 1, 0.1234, 2) + label(4, 0, "日期") + number(4, 1, 45657, 3)
    file = xls(tmp_path / "a.xls", {"表1": BOOK + rates}, ("#,##0.00", "0.0%", "yyyy-mm-dd"))
    report = read_report(file)
    assert isinstance(report.blocks[0], Paragraph) and report.blocks[0].text == "收入决算表"
    table = next(report.tables())
    assert [c.text for c in table.cells if c.column == 1][1:] == ["1,234.50", "12.3%", "2024-12-31"]
    assert (report.format, table.name, report.notes) == ("xls", "表1", [])


def test_numbers_as_they_are_stored(tmp_path: Path) -> None:
    rates = number(5, 1, 0.1234, 2) + number(6, 2, 1234.5678, 1)
    file = xls(tmp_path / "a.xls", {"表1": rates, "表2": BOOK}, ("#,##0.0", "0.0%"))
    one, other = stored_sheets(file, Limits(), "xls")
    assert [(c.row, c.column, c.text) for c in one.cells] == [(5, 1, "12.3%"), (6, 2, "1234.5678")]
    assert (other.name, other.cells[-1].text) == ("表2", "1234.5")


@pytest.mark.parametrize("cell", [error, failed])
@pytest.mark.parametrize("code", list(ERRORS))
def test_error_cells_are_unread_and_named(tmp_path: Path, cell: object, code: int) -> None:
    assert callable(cell)
    report = read_report(xls(tmp_path / "a.xls", {"表1": BOOK + cell(2, 1, code) + cell(3, 2, code)}))
    found = next(report.tables()).at(2, 2)
    assert found is not None and (found.text, found.error) == ("", ERRORS[code])
    assert report.notes == [f"工作表“表1”的 B3、C4 是错误值 {ERRORS[code]}，未读取。"]


def test_merges_are_kept_and_hidden_sheets_named(tmp_path: Path) -> None:
    body = BOOK + label(3, 0, "说明") + merged((3, 4, 0, 1)) + number(4, 2, 5)
    report = read_report(xls(tmp_path / "a.xls", {"表1": body, "备查": BOOK}, hidden=("备查",)))
    table = next(report.tables())
    assert [(c.rowspan, c.colspan) for c in table.cells if c.text == "说明"] == [(2, 2)]
    assert report.notes == ["工作表“备查”是隐藏的，未读取。"] and len(list(report.tables())) == 1


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    row = record(0x0208, struct.pack("<HHHHHHI", 2, 0, 2, 255, 0, 0, 0x20))
    column = record(0x007D, struct.pack("<HHHHHH", 1, 1, 0, 0, 1, 0))
    report = read_report(xls(tmp_path / "a.xls", {"表1": row + column + BOOK}, ("0.00",)))
    assert report.notes == ["工作表“表1”有 1 个隐藏行、1 个隐藏列，其中的内容也已读取。"]


def test_a_password_is_told(tmp_path: Path) -> None:
    assert "有密码" in refusal(
        read_report, ole_file(tmp_path / "a.xls", "Workbook", begin(5) + record(0x002F))
    )


def test_size_is_limited(tmp_path: Path) -> None:
    assert "单元格超过" in refusal(read_report, xls(tmp_path / "a.xls", {"表1": BOOK}), Limits(cells=3))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1536, 3000), st.integers(0, 255)), min_size=1, max_size=6))
def test_damage_is_refused_or_read(tmp_path: Path, places: list[tuple[int, int]]) -> None:
    file = xls(tmp_path / "a.xls", {"表1": BOOK}, ("0.00",))
    file.write_bytes(damaged(file.read_bytes(), places))
    refusal(read_report, file)
