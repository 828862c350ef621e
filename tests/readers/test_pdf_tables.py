"""Tables over the page break: joined, header printed again dropped, torn rows mended only where certain."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from mingzhang.facts.report import Table
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf import read_pdf
from tests.readers.pdf_drawing import Sheet, written

XS = [72.0, 132.0, 300.0, 400.0]
HEAD = ("编码", "科目名称", "决算数")


def sheet(
    rows: list[tuple[str, str, str]], top: float = 100.0, style: str = "wps", shift: float = 0.0
) -> Sheet:
    xs = [x + shift for x in XS]
    made = Sheet().ruled(xs, [top + 20 * i for i in range(len(rows) + 1)], style)
    for index, (code, name, amount) in enumerate(rows):
        y = top + 20 * index + 14
        made.text(xs[0] + 3, y, code).text(xs[1] + 3, y, name, 11).right(xs[3] - 3, y, amount)
    return made


def read(path: Path, *sheets: Sheet) -> list[Table]:
    return list(read_pdf(written(path, *sheets), Limits()).tables())


FIRST = [HEAD, ("201", "一般公共服务支出", "12.00"), ("20101", "人大事务", "12.00")]
SECOND = [("205", "教育支出", "3.50"), ("20502", "普通教育", "3.50")]


@pytest.mark.parametrize("style", ["wps", "word", "onlyoffice"])
def test_a_table_goes_on_over_the_page(tmp_path: Path, style: str) -> None:
    (table,) = read(tmp_path / "c.pdf", sheet(FIRST, 700, style), sheet(SECOND, 60, style, shift=1.0))
    assert table.shape == (5, 3) and table.page == 1
    cell = table.at(3, 1)
    assert cell is not None and (cell.text, cell.page, cell.row) == ("教育支出", 2, 3)
    assert cell.bbox is not None and cell.bbox[1] == pytest.approx(60, abs=1)


def test_a_header_printed_again_is_dropped(tmp_path: Path) -> None:
    (table,) = read(tmp_path / "h.pdf", sheet(FIRST, 700), sheet([HEAD, *SECOND], 60))
    assert [cell.text for row in range(5) for cell in table.row(row)].count("科目名称") == 1
    assert table.shape == (5, 3)


def test_page_furniture_between_the_halves_does_not_matter(tmp_path: Path) -> None:
    first, second = sheet(FIRST, 700).text(290, 815, "- 1 -", 9), sheet(SECOND, 70).text(290, 815, "- 2 -", 9)
    (table,) = read(tmp_path / "f.pdf", first, second)
    assert table.shape == (5, 3)


@pytest.mark.parametrize(
    "second",
    [
        sheet(SECOND, 100).text(200, 80, "支出决算表"),
        sheet(SECOND, 60, shift=4.0),
        Sheet().ruled([72, 150, 400], [60, 80, 100]).text(80, 74, "项目").text(160, 74, "金额"),
    ],
    ids=["title above", "other edges", "other columns"],
)
def test_another_table_stays_another(tmp_path: Path, second: Sheet) -> None:
    assert len(read(tmp_path / "o.pdf", sheet(FIRST, 700), second)) == 2


def test_text_below_the_first_half_or_a_page_between_parts_them(tmp_path: Path) -> None:
    assert len(read(tmp_path / "n.pdf", sheet(FIRST, 600).text(72, 700, "注：完。"), sheet(SECOND, 60))) == 2
    between = Sheet().text(72, 300, "一段文字。")
    assert len(read(tmp_path / "b.pdf", sheet(FIRST, 700), between, sheet(SECOND, 60))) == 2


def test_titles_inside_the_frame_tell_tables_apart(tmp_path: Path) -> None:
    def titled(title: str) -> Sheet:
        made = Sheet().stroke(72, 60, 400, 60).stroke(72, 60, 72, 80).stroke(400, 60, 400, 80)
        made.ruled(XS, [80, 100, 120]).text(150, 74, title)
        return made.text(80, 94, "201").text(80, 114, "205")

    assert len(read(tmp_path / "t.pdf", titled("收入决算表"), titled("支出决算表"))) == 2


def test_a_last_row_merged_on_its_own_page_finds_its_columns(tmp_path: Path) -> None:
    last = Sheet()
    for x0, x1 in pairwise([72.0, 300.0, 400.0]):
        last.cell(x0, 60, x1, 80)
    last.text(150, 74, "合计").right(397, 74, "15.50")
    (table,) = read(tmp_path / "l.pdf", sheet(FIRST, 700), last)
    assert [(cell.text, cell.column, cell.colspan) for cell in table.row(3)] == [
        ("合计", 0, 2),
        ("15.50", 2, 1),
    ]


TORN = ("20899", "其他社会保障和就业支出及补助", "9.00")  # fills its column


def test_a_name_torn_apart_by_the_page_is_mended(tmp_path: Path) -> None:
    (table,) = read(tmp_path / "m.pdf", sheet([*FIRST, TORN], 700), sheet([("", "资金", ""), *SECOND], 60))
    assert table.shape == (6, 3)
    cell = table.at(3, 1)
    assert cell is not None and cell.text == TORN[1] + "资金" and cell.page == 1


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (TORN, ("", "二、其他支出", "")),
        (TORN, ("", "12.50", "")),
        (("20899", "短名", "9.00"), ("", "资金", "")),
        (("", "其他社会保障和就业支出及补助", ""), ("", "资金", "")),
    ],
    ids=["numbered", "figure", "room left", "lonely before"],
)
def test_an_uncertain_row_is_left_alone(
    tmp_path: Path, above: tuple[str, str, str], below: tuple[str, str, str]
) -> None:
    (table,) = read(tmp_path / "u.pdf", sheet([*FIRST, above], 700), sheet([below, *SECOND], 60))
    assert table.shape == (7, 3)
