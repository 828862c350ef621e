"""Text that nobody sees is not read; what lies over figures makes them doubtful."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.facts.report import Report
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.reader import read_pdf
from tests.readers.pdf.drawing import Sheet, written

LINE = "本年支出合计731.45万元。"


def read(path: Path, sheet: Sheet) -> Report:
    return read_pdf(written(path / "a.pdf", sheet), Limits())


def text(report: Report) -> str:
    return "".join(paragraph.text for paragraph in report.paragraphs())


def drawn(*operators: str) -> Sheet:
    """The line, and another figure drawn with these operators before it."""
    sheet = Sheet().text(72, 100, LINE)
    hidden = Sheet().text(72, 130, "另有99.99万元").operators
    sheet.operators += ["q", *operators, *hidden, "Q"]
    return sheet


@pytest.mark.parametrize("operators", [("3 Tr",), ("1 g",), ("1 1 1 rg",)])
def test_invisible_text_is_left_out_and_told(tmp_path: Path, operators: tuple[str, ...]) -> None:
    report = read(tmp_path, drawn(*operators))
    assert text(report) == LINE and "看不见的文字" in report.notes[0] and not report.doubts


def test_white_text_on_a_dark_ground_is_read(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.operators.append("q 0.2 g")
    sheet.fill(60, 115, 300, 30)
    sheet.operators.append("1 g")
    sheet.text(72, 130, "另有99.99万元")
    sheet.operators.append("Q")
    assert text(read(tmp_path, sheet)) == "另有99.99万元"


def test_what_is_painted_over_is_not_read(tmp_path: Path) -> None:
    sheet = Sheet().text(72, 100, "支出").text(96, 100, "538.10")
    sheet.operators.append("q 1 g")
    sheet.fill(95, 88, 40, 16)
    sheet.operators.append("Q")
    report = read(tmp_path, sheet.text(96, 100, "583.10"))
    assert text(report) == "支出583.10" and "看不见的文字" in report.notes[0]


def test_a_ground_drawn_before_its_text_covers_nothing(tmp_path: Path) -> None:
    sheet = Sheet().text(72, 60, "表一")
    sheet.operators.append("q 0.9 g")
    sheet.fill(60, 85, 300, 30)
    sheet.operators.append("Q")
    report = read(tmp_path, sheet.text(72, 100, LINE))
    assert text(report) == "表一" + LINE and not report.notes


@pytest.mark.parametrize("first", [True, False])
def test_a_recognition_on_a_scan_is_doubtful(tmp_path: Path, first: bool) -> None:
    """Text under a picture of the page, or invisible over it, was recognised by some other program."""
    sheet = Sheet()
    if not first:
        sheet.image(0, 0, 595, 842)
        sheet.operators.append("3 Tr")
    for line in range(6):
        sheet.text(72, 100 + 20 * line, LINE)
    if first:
        sheet.image(0, 0, 595, 842)
    report = read(tmp_path, sheet)
    assert "别的软件识别" in report.notes[0] and len(report.doubts) == 6 and "731.45" in text(report)


def test_figures_drawn_over_each_other_are_no_amount(tmp_path: Path) -> None:
    sheet = Sheet().ruled([60, 160, 260], [80, 110, 140]).text(70, 100, "支出").text(70, 130, "收入")
    sheet.text(180, 100, "538.10").text(181.5, 100, "612.75").text(180, 130, "44.30")
    (table,) = read(tmp_path, sheet).tables()
    assert [cell.text for cell in table.cells][2:] == ["收入", "44.30"]
    assert "538.10" not in table.cells[1].text and "\ufffd" in table.cells[1].text
