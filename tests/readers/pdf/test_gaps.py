"""Tables without a grid, and what must not become one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingzhang.facts.report import Table
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.reader import read_pdf
from tests.readers.pdf.drawing import Sheet, written

ROWS = [
    ("工资福利支出", "1,234.56", "1,200.00", "97.20%"),
    ("商品和服务支出", "300.00", "256.10", "85.37%"),
    ("资本性支出", "13.58", "0.00", "0.00%"),
    ("合计", "1,548.14", "1,456.10", "94.05%"),
]
HEAD = ("项目", "预算数", "决算数", "完成率")


def sheet(ruled: bool) -> Sheet:
    made = Sheet().text(72, 110, "编制单位：某某局").text(460, 110, "单位：万元")
    if ruled:
        made.stroke(72, 118, 520, 118, 1).stroke(72, 140, 520, 140).stroke(72, 226, 520, 226, 1)
    for x, text in zip((90, 250, 350, 440), HEAD, strict=True):
        made.text(x, 134, text)
    for index, (name, *figures) in enumerate(ROWS):
        made.text(72, 156 + 20 * index, name)
        for x, figure in zip((300, 400, 490), figures, strict=True):
            made.right(x, 156 + 20 * index, figure)
    return made.text(96, 260, "本年支出合计1,548.14万元，其中工资福利支出1,234.56万元。")


def tables(path: Path, *sheets: Sheet) -> list[Table]:
    return list(read_pdf(written(path, *sheets), Limits()).tables())


@pytest.mark.parametrize("ruled", [True, False], ids=["three lines", "no lines"])
def test_a_table_of_white_gaps(tmp_path: Path, ruled: bool) -> None:
    report = read_pdf(written(tmp_path / "g.pdf", sheet(ruled)), Limits())
    (table,) = report.tables()
    assert not table.ruled and table.page == 1
    assert [[cell.text for cell in table.row(row)] for row in range(5)] == [list(HEAD), *map(list, ROWS)]
    assert [p.text for p in report.paragraphs()] == [
        "编制单位：某某局 单位：万元",
        "本年支出合计1,548.14万元，其中工资福利支出1,234.56万元。",
    ]
    cell = table.at(2, 1)
    assert cell is not None and cell.bbox is not None
    assert cell.bbox[0] < 264 and cell.bbox[2] >= 300 and cell.bbox[1] < 176 < cell.bbox[3]


def test_two_tables_one_below_the_other_stay_two(tmp_path: Path) -> None:
    made = sheet(False)
    made.operators = [op for op in made.operators if not op.startswith("BT /F 12.0 Tf 0.0 Tc 1 0 0 1 96")]
    for index, (name, *figures) in enumerate(ROWS):
        made.text(72, 260 + 20 * index, name)
        for x, figure in zip((300, 400, 490), figures, strict=True):
            made.right(x, 260 + 20 * index, figure)
    for y in (243, 330):
        made.stroke(72, y, 520, y)
    first, second = tables(tmp_path / "2.pdf", made)
    assert first.shape == (5, 4) and second.shape == (4, 4)


def test_empty_cells_and_a_name_over_two_lines(tmp_path: Path) -> None:
    made = Sheet()
    for y, name, left, right in (
        (100, "教育支出", "12.00", "11.00"),
        (125, "社会保障和就业", "5.00", ""),
        (139, "支出", "", ""),
        (164, "卫生健康支出", "", "3.10"),
        (189, "住房保障支出", "8.00", "7.90"),
    ):
        made.text(72, y, name)
        if left:
            made.right(300, y, left)
        if right:
            made.right(400, y, right)
    (table,) = tables(tmp_path / "w.pdf", made)
    assert [[cell.text for cell in table.row(row)] for row in range(4)] == [
        ["教育支出", "12.00", "11.00"],
        ["社会保障和就业支出", "5.00", ""],
        ["卫生健康支出", "", "3.10"],
        ["住房保障支出", "8.00", "7.90"],
    ]


def test_a_head_over_two_columns_spans_them(tmp_path: Path) -> None:
    made = Sheet().text(72, 100, "项目").text(285, 100, "财政拨款支出").text(250, 120, "基本支出")
    made.text(350, 120, "项目支出")
    for index in range(4):
        y = 140 + 20 * index
        made.text(72, y, "行政运行").right(300, y, f"{index + 1}2.50").right(400, y, f"{index}.75")
    (table,) = tables(tmp_path / "h.pdf", made)
    head = table.at(0, 1)
    assert head is not None and (head.text, head.colspan) == ("财政拨款支出", 2)
    assert table.shape == (6, 3)


@pytest.mark.parametrize(
    "lines",
    [
        [
            "一、概况            3",
            "二、收入决算表            5",
            "三、支出决算表            9",
            "四、名词            12",
        ],
        ["1.   认真做好预算编制工作。", "2.   按时完成决算公开工作。", "3.   加强预算绩效管理工作。"],
        ["编制单位：某局      单位：元", "负责人：甲      填表人：乙", "日期：1月      电话：12"],
        ["甲   乙   丙", "丁   戊   己"],
    ],
    ids=["contents", "numbered list", "labels", "two lines"],
)
def test_what_is_no_table(tmp_path: Path, lines: list[str]) -> None:
    made = Sheet()
    for index, text in enumerate(lines):
        left, *others = text.split("   ")
        made.text(72, 100 + 20 * index, left)
        for number, other in enumerate(o.strip() for o in others if o.strip()):
            made.text((200 if number else 100) + 100 * number + 12 * len(left), 100 + 20 * index, other)
    assert tables(tmp_path / "n.pdf", made) == []


def test_justified_text_with_amounts_is_no_table(tmp_path: Path) -> None:
    made = Sheet()
    for index in range(6):
        made.text(72, 100 + 20 * index, "本年支出合计", spacing=3).text(165, 100 + 20 * index, "1,234.56")
        made.text(219, 100 + 20 * index, "万元，比上年增加", spacing=3).text(345, 100 + 20 * index, "12.30")
        made.text(381, 100 + 20 * index, "万元，增长百分之", spacing=3)
    assert tables(tmp_path / "j.pdf", made) == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 10**8), st.integers(0, 10**8)), min_size=3, max_size=12))
def test_every_amount_comes_back_in_its_own_cell(tmp_path: Path, amounts: list[tuple[int, int]]) -> None:
    made = Sheet()
    wanted = [[f"{a / 100:,.2f}", f"{b / 100:,.2f}"] for a, b in amounts]
    for index, (left, right) in enumerate(wanted):
        y = 100 + 20 * index
        made.text(72, y, f"项目{'甲乙丙丁'[index % 4]}").right(300, y, left).right(420, y, right)
    (table,) = tables(tmp_path / "p.pdf", made)
    assert [[cell.text for cell in table.row(row)][1:] for row in range(len(wanted))] == wanted


# ---- what is drawn in other ways than with one ruling above, one below the heads and one at the end


def test_a_head_of_several_lines_and_names_over_two(tmp_path: Path) -> None:
    made = Sheet()
    for y in (80, 124, 202):
        made.stroke(72, y, 420, y)
    made.text(140, 106, "项目").text(264, 98, "一般公共预算").text(282, 114, "财政拨款").text(
        366, 106, "合计"
    )
    made.text(77, 142, "行政运行").right(335, 142, "12.50").right(415, 142, "13.50")
    made.text(77, 164, "机关事业单位基本养老保险缴").text(77, 180, "费支出")
    made.right(335, 172, "1.50").right(415, 172, "2.50")
    made.text(77, 197, "合计").right(335, 197, "14.00").right(415, 197, "16.00")
    (table,) = tables(tmp_path / "w.pdf", made)
    assert [[cell.text for cell in table.row(row)] for row in range(table.shape[0])] == [
        ["项目", "一般公共预算财政拨款", "合计"],
        ["行政运行", "12.50", "13.50"],
        ["机关事业单位基本养老保险缴费支出", "1.50", "2.50"],
        ["合计", "14.00", "16.00"],
    ]


def test_a_table_whose_last_ruling_is_on_the_next_page(tmp_path: Path) -> None:
    made = (
        Sheet()
        .stroke(72, 700, 400, 700)
        .stroke(72, 722, 400, 722)
        .text(120, 715, "项目")
        .text(320, 715, "金额")
    )
    for index in range(4):
        made.text(77, 738 + 20 * index, f"项目{'甲乙丙丁'[index]}").right(
            395, 738 + 20 * index, f"{index}2.50"
        )
    (table,) = tables(tmp_path / "o.pdf", made)
    assert table.shape == (5, 2)


def test_prose_between_rulings_is_no_table(tmp_path: Path) -> None:
    made = Sheet().stroke(72, 60, 520, 60).stroke(72, 780, 520, 780)
    for index in range(5):
        made.text(72, 100 + 20 * index, "本年支出合计一千二百万元，比上年增加三百万元，增长百分之二十")
    assert tables(tmp_path / "p.pdf", made) == []


def test_two_tables_with_rulings_of_one_width_and_a_title_between(tmp_path: Path) -> None:
    made = Sheet()
    for top in (100, 300):
        for y in (top, top + 22, top + 82):
            made.stroke(72, y, 400, y)
        made.text(120, top + 15, "项目").text(320, top + 15, "金额")
        for index in range(3):
            made.text(77, top + 38 + 20 * index, "办公费").right(395, top + 38 + 20 * index, f"{index}2.50")
    made.text(190, 270, "第二张表").text(330, 290, "单位：万元")
    assert [table.shape for table in tables(tmp_path / "2.pdf", made)] == [(4, 2), (4, 2)]


def test_one_row_of_many_figures_below_its_heads(tmp_path: Path) -> None:
    """Heads and one row: no column of three figures, but too many pieces for a sentence."""
    made = Sheet()
    for index, head in enumerate(("合计", "出国费", "购置费", "运行费", "接待费")):
        made.text(80 + 90 * index, 100, head).right(120 + 90 * index, 124, f"{index}.50")
    (table,) = tables(tmp_path / "m.pdf", made)
    assert [cell.text for cell in table.row(1)] == ["0.50", "1.50", "2.50", "3.50", "4.50"]
    pair = (
        Sheet().text(80, 100, "合计").text(200, 100, "接待费").right(120, 124, "1.50").right(230, 124, "2.50")
    )
    assert tables(tmp_path / "n.pdf", pair) == []
