"""The document beside its findings."""

from __future__ import annotations

from mingzhang.facts.report import Cell, Paragraph, Report, Table
from mingzhang.work.facsimile import marked_text, said_lines


def test_tables_are_told_row_by_row() -> None:
    cells = [Cell("项目", 0, 0), Cell("决算数", 0, 1), Cell("收入", 1, 0), Cell("6.20", 1, 1)]
    report = Report("a.docx", "docx", [Paragraph("一、收入"), Table(cells, name="收入决算表")])
    lines = list(said_lines(report))
    assert [line.text for line in lines] == ["一、收入", "项目｜决算数", "收入｜6.20"]
    assert [line.table for line in lines] == ["", "收入决算表", "收入决算表"]


def test_the_text_is_never_markup() -> None:
    report = Report("a.txt", "txt", [Paragraph("<script>alert(1)</script>")])
    assert "<script>" not in marked_text(report, [])
