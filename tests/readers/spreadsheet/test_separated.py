"""Tables in plain text with marks between their cells."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingzhang.readers import read_report
from mingzhang.readers.limits import Limits
from mingzhang.readers.spreadsheet.separated import read_separated
from tests.readers.office import refusal

SHARED_FOLDER = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30
)
ROWS = [
    ["支出表", "", ""],
    ["单位：万元", "", ""],
    ["编码", "科目名称", "合计"],
    ["201", "甲类", "1,200.50"],
    ["", "合计", "7.25"],
]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_titles_and_table(tmp_path: Path, mark: str, encoding: str) -> None:
    lines = io.StringIO()
    csv.writer(lines, delimiter=mark).writerows(ROWS)
    (tmp_path / "a.csv").write_text(lines.getvalue(), encoding=encoding, newline="")
    report = read_report(tmp_path / "a.csv")
    (table,) = report.tables()
    assert report.format == "csv" and [p.text for p in report.paragraphs()] == ["支出表", "单位：万元"]
    assert [[cell.text for cell in table.row(row)] for row in range(3)] == ROWS[2:]


def test_a_table_under_another_name_is_found_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_text("项目,上年,本年\n" + "甲,1.20,2.30\n" * 6, encoding="utf-8")
    report = read_report(tmp_path / "a.xls")
    assert report.format == "csv" and "逗号分隔的表格" in report.notes[0]


def test_prose_with_commas_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("第一，收入增加，支出减少。\n" * 8, encoding="utf-8")
    assert read_report(tmp_path / "a.txt").format == "txt"


@SHARED_FOLDER
@given(st.lists(st.lists(st.text('甲乙,;"1. ', max_size=5), min_size=2, max_size=4), min_size=1, max_size=5))
def test_anything_is_read_or_refused(tmp_path: Path, rows: list[list[str]]) -> None:
    lines = io.StringIO()
    csv.writer(lines).writerows(rows)
    (tmp_path / "a.csv").write_text(lines.getvalue() or "甲,乙", encoding="utf-8", newline="")
    assert not refusal(read_separated, tmp_path / "a.csv")
    assert "单元格" in refusal(read_separated, tmp_path / "a.csv", Limits(cells=1)) or len(rows) == 1
