"""Sheets of two pages, pages made smaller, cells cut by the edge of a page, text clipped away."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from mingzhang.facts.report import Paragraph, Report
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.reader import read_pdf
from tests.readers.pdf.drawing import Sheet, written

LEFT = ["第一部分概况", "一、本站负责水文测量。", "二、内设三个科室。", "三、编制十二人。", "四、实有十人。"]
RIGHT = ["第二部分说明", "收入合计73.20万元。", "支出合计71.10万元。", "结余2.10万元。", "无政府性基金。"]


def read(path: Path, *sheets: Sheet) -> Report:
    return read_pdf(written(path / "a.pdf", *sheets), Limits())


def texts(report: Report) -> list[str]:
    return [paragraph.text for paragraph in report.paragraphs()]


def halves(title: str = "") -> Sheet:
    sheet = Sheet(842, 595)
    if title:
        sheet.text(390, 40, title)
    for number, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        sheet.text(60, 80 + 30 * number, left).text(480, 80 + 30 * number, right)
    return sheet


def test_two_pages_on_a_sheet_are_read_one_after_the_other(tmp_path: Path) -> None:
    report = read(tmp_path, halves())
    assert texts(report) == [*LEFT, *RIGHT]
    last = [block for block in report.blocks if isinstance(block, Paragraph)][-1]
    box = last.place(0, 3).bbox
    assert last.page == 1 and box is not None and box[0] == pytest.approx(480)


def test_tables_of_two_pages_keep_their_places(tmp_path: Path) -> None:
    sheet = Sheet(842, 595)
    for shift, amounts in ((0, ("1.10", "2.20", "3.30")), (421, ("4.40", "5.50", "6.60"))):
        edges = [60 + shift, 160 + shift, 260 + shift]
        sheet.ruled(edges, [80, 110, 140, 170]).text(70 + shift, 60, "支出表").text(
            70 + shift, 190, "注：无。"
        )
        for row, amount in enumerate(amounts):
            sheet.text(70 + shift, 100 + 30 * row, "项目").text(170 + shift, 100 + 30 * row, amount)
    tables = list(read(tmp_path, sheet, Sheet().text(72, 90, "后一页。")).tables())
    assert [table.cells[1].text for table in tables] == ["1.10", "4.40"] and {t.page for t in tables} == {1}
    assert tables[1].cells[0].bbox == pytest.approx((481, 80, 581, 110), abs=1)


def test_a_title_over_both_halves_makes_one_page(tmp_path: Path) -> None:
    assert len(texts(read(tmp_path, halves("支出决算总表情况")))) < len(LEFT) + len(RIGHT)


@pytest.mark.parametrize("scale", [1.0, 0.5])
def test_a_page_made_smaller_on_its_sheet_reads_the_same(tmp_path: Path, scale: float) -> None:
    sheet = Sheet()
    lines = [
        "　　本年支出合计七百三十一万元，其中基本支出五百万元，项目支出二百三十一万元，比上",
        "年增长百分之三，完成年初预算。",
    ]
    shift = (1 - scale) * 297
    for number in range(3):
        for row, line in enumerate(lines):
            y = (120 + 60 * number + 24 * row) * scale + shift
            sheet.text(72 * scale + shift, y, line.strip("　"), 11 * scale)
    sheet.text(290 * scale + shift, 780 * scale + shift, "— 1 —", 11 * scale)
    assert texts(read(tmp_path, sheet))[0].endswith("比上年增长百分之三，完成年初预算。")
    assert "— 1 —" not in texts(read(tmp_path, sheet))


def test_a_cell_cut_by_the_foot_of_the_page_keeps_its_label(tmp_path: Path) -> None:
    def grid(sheet: Sheet, ys: list[float], open_at: str) -> Sheet:
        for upper, lower in pairwise(ys):
            sheet.stroke(160, upper, 260, upper).stroke(160, lower, 260, lower)
            for x in (60, 160, 260):
                sheet.stroke(x, upper, x, lower)
        closed = ys[-1] if open_at == "head" else ys[0]
        return sheet.stroke(60, closed, 160, closed)

    first = grid(Sheet(), [80, 110, 140, 170], "foot").text(70, 130, "产出").text(170, 100, "10")
    first.text(170, 130, "20").text(170, 160, "30")
    second = grid(Sheet(), [60, 90, 120], "head").text(170, 80, "5").text(170, 110, "6")
    (table,) = read(tmp_path, first, second).tables()
    assert [table.at(row, 0).text for row in range(5)] == ["产出"] * 5  # type: ignore[union-attr]


def test_text_clipped_away_is_not_on_the_page(tmp_path: Path) -> None:
    sheet = Sheet().text(72, 100, "甲").text(172, 100, "乙").text(272, 100, "丙")
    sheet.operators += ["q", "60 700 100 20 re W n", *Sheet().text(72, 300, "上页的字").operators, "Q"]
    assert texts(read(tmp_path, sheet)) == ["甲乙丙"] or "上页的字" not in "".join(
        texts(read(tmp_path, sheet))
    )


def test_a_cover_beside_another_page_is_taken_apart_where_other_sheets_are(tmp_path: Path) -> None:
    cover = Sheet(842, 595).text(120, 280, "某站决算").text(480, 280, "目录一览")
    assert texts(read(tmp_path, cover, halves()))[:2] == ["某站决算", "目录一览"]
    assert len(texts(read(tmp_path, cover))) == 1
