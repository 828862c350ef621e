"""Tables over the page break: joined, header printed again dropped, torn rows mended only where certain."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from mingzhang.facts import report
from mingzhang.facts.report import Cell, Table
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.reader import read_pdf
from tests.readers.pdf.drawing import Sheet, written

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


def test_a_table_over_many_pages_is_looked_through_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    cover = report._cover

    def counted(covering: dict[int, dict[int, Cell]], cell: Cell) -> None:
        looked.append(1)
        cover(covering, cell)

    monkeypatch.setattr(report, "_cover", counted)
    bodies = [[(f"2{page:02d}", f"科目{page}", "1.00"), (f"3{page:02d}", "乙", "2.00")] for page in range(40)]
    (table,) = read(tmp_path / "l.pdf", *(sheet([HEAD, *body], 60) for body in bodies))
    assert table.shape == (81, 3) and len(table.cells) == 243
    assert len(looked) < 5 * len(table.cells)  # not once more for each page


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


# ---- merged cells, torn rows and tables without walls over the page


def merged(rows: int, top: float, label: str) -> Sheet:
    """Rows of names and amounts beside one merged cell."""
    made = Sheet()
    ys = [top + 20 * i for i in range(rows + 1)]
    for y in (ys[0], ys[-1]):
        made.stroke(XS[0], y, XS[3], y)
    for y in ys[1:-1]:
        made.stroke(XS[1], y, XS[3], y)
    for x in XS:
        made.stroke(x, ys[0], x, ys[-1])
    for row in range(rows):
        made.text(XS[1] + 3, ys[row] + 14, f"指标{'甲乙丙丁'[row]}").right(
            XS[3] - 3, ys[row] + 14, f"{row}.50"
        )
    return made.text(XS[0] + 3, (ys[0] + ys[-1]) / 2 + 4, label) if label else made


def test_a_merged_cell_goes_on_over_the_page(tmp_path: Path) -> None:
    (table,) = read(tmp_path / "m.pdf", merged(3, 740, "效益"), merged(2, 60, ""))
    label = table.at(0, 0)
    assert label is not None and (label.text, label.rowspan) == ("效益", 5)
    assert table.at(4, 0) is label and len(table.cells) == 11


def test_a_merged_cell_with_words_of_its_own_is_another(tmp_path: Path) -> None:
    (table,) = read(tmp_path / "m.pdf", merged(3, 740, "效益"), merged(2, 60, "成本"))
    assert [(c.text, c.rowspan) for c in table.cells if c.column == 0] == [("效益", 3), ("成本", 2)]


def test_an_empty_cell_below_a_single_one_stays_empty(tmp_path: Path) -> None:
    last = [*FIRST, ("20102", "政协事务", "1.00")]
    (table,) = read(tmp_path / "e.pdf", sheet(last, 700), sheet([("", "其中：会议", "0.50"), *SECOND], 60))
    cell = table.at(4, 0)
    assert cell is not None and (cell.text, cell.row) == ("", 4)


def test_a_row_of_heads_torn_apart_is_mended(tmp_path: Path) -> None:
    """Heads that fill their cells, and two of them go on in the first row of the next page."""
    xs = [72.0, 132.0, 192.0, 252.0]
    above = Sheet().ruled(xs, [780, 800])
    for x, text in zip(xs, ("科目", "上缴上级", "附属单位"), strict=False):
        above.text(x + 3, 794, text, 13)
    below = Sheet().ruled(xs, [60, 80, 100, 120])
    for x, text in zip(xs[1:], ("支出", "上缴收入"), strict=False):
        below.text(x + 3, 74, text, 13)
    for y, name in ((94, "人大"), (114, "政协")):
        below.text(75, y, name, 13).right(xs[2] - 3, y, "1.50", 13).right(xs[3] - 3, y, "2.50", 13)
    (table,) = read(tmp_path / "h.pdf", above, below)
    assert [cell.text for cell in table.row(0)] == ["科目", "上缴上级支出", "附属单位上缴收入"]
    assert table.shape == (3, 3)


def three_lines(rows: list[tuple[str, str, str]], top: float, head: bool = True) -> Sheet:
    lines = [HEAD, *rows] if head else rows
    made = Sheet()
    for index, (code, name, amount) in enumerate(lines):
        y = top + 20 * index + 14
        made.text(75, y, code).text(135, y, name).right(397, y, amount)
    for row in (0, 1, len(lines)):
        made.stroke(72, top + 20 * row, 400, top + 20 * row)
    return made


ROWS = [("201", "一般公共服务支出", "12.00"), ("20101", "人大事务", "8.00"), ("20102", "政协事务", "4.00")]


def test_a_table_without_walls_goes_on_where_its_heads_are_printed_again(tmp_path: Path) -> None:
    more = [("205", "教育支出", "3.50"), ("20502", "普通教育", "3.50"), ("2050205", "高等教育", "3.50")]
    (table,) = read(tmp_path / "t.pdf", three_lines(ROWS, 700), three_lines(more, 60))
    assert table.shape == (7, 3) and not table.ruled
    assert [cell.text for cell in table.row(4)] == ["205", "教育支出", "3.50"]


def test_tables_without_walls_and_with_other_heads_stay_two(tmp_path: Path) -> None:
    other = three_lines([("编码", "项目名称", "预算数"), *ROWS], 60, head=False)
    assert [table.shape for table in read(tmp_path / "t.pdf", three_lines(ROWS, 700), other)] == [
        (4, 3),
        (4, 3),
    ]
