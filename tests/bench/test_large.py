"""What the bench of large documents makes can be read; the large ones themselves are for the bench."""

from __future__ import annotations

from pathlib import Path

from bench.large import measured, pages, workbook
from mingzhang.readers import read_report


def test_rows_and_pages_are_as_many_as_asked_for(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", 50)
    assert next(read_report(tmp_path / "a.xlsx").tables()).shape == (51, 5)
    pages(tmp_path / "a.pdf", 3)
    assert read_report(tmp_path / "a.pdf").pages == 3


def test_a_check_is_measured(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", 20)
    used, megabytes, numbers, notes = measured(tmp_path / "a.xlsx")
    assert used > 0 and megabytes > 10 and numbers == 60 and notes == 0
