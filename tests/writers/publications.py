"""Publications to be written in tests: a composed account with roles, charts and a wide table; random ones."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from examples import account
from mingzhang.facts.publication import (
    BODY,
    CAPTION,
    CHART,
    CONTENTS,
    DATE,
    NOTE,
    NUMBER,
    PART,
    SECTION,
    SUBSECTION,
    TABLE,
    TITLE,
    UNIT,
    UNITS,
    Chart,
    Piece,
    Publication,
)
from mingzhang.facts.report import Cell, Paragraph, Report, Table
from mingzhang.work.compose import compose
from tests.accounts import TERMS, Account

RING = Chart(
    "ring",
    "支出构成",
    ("基本支出", "项目支出", "上缴上级支出"),
    (("金额", (Fraction(147770, 100), Fraction(30239, 100), Fraction(0))),),
    "万元",
    "本年支出中，基本支出 1477.70 万元，项目支出 302.39 万元。",
)
BARS = Chart(
    "bars",
    "支出预决算对比",
    ("一般公共服务支出", "社会保障和就业支出", "住房保障支出"),
    (
        ("年初预算", (Fraction(1500), Fraction(120), None)),
        ("支出决算", (Fraction(142610, 100), Fraction(13167, 100), Fraction(22139, 100))),
    ),
    "万元",
    "一般公共服务支出决算 1426.10 万元，低于年初预算 1500.00 万元。",
)
LINES = Chart(
    "lines",
    "收入、支出三年变化",
    ("2018年", "2019年", "2020年"),
    (
        ("本年收入", (Fraction(1900), Fraction(203839, 100), Fraction(180158, 100))),
        ("本年支出", (None, Fraction(1990), Fraction(178009, 100))),
    ),
    "万元",
    "本年收入 2020 年为 1801.58 万元，比上年减少。",
)
WIDE = ("合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")


def fengtai() -> Publication:
    """The example account as a publication."""
    report = compose(account.account(), account.UNIT, account.YEAR, "110106", account.TERMS)
    return publication(report, account.UNIT, account.YEAR)


def random_account(seed: int) -> Publication:
    """A random account as a publication."""
    made = Account(seed)
    return publication(compose(made.facts, "某局", made.year, "000000", TERMS), "某局", made.year)


def publication(report: Report, unit: str, year: int) -> Publication:
    """A composed report with roles, three charts, a wide table with merged heads, a note and a date."""
    whole = Publication(unit, f"{year}年度部门决算", year)
    number = 0
    for order, block in enumerate(report.blocks):
        following = report.blocks[order + 1 : order + 2]
        if isinstance(block, Table):
            number += 1
            name = report.blocks[order - 2]
            assert isinstance(name, Paragraph)
            whole.pieces.append(Piece(block, TABLE, name=name.text, strong=_totals(block)))
            whole.pieces.append(Piece(Paragraph(f"注：本表反映{unit}本年度的收支情况。"), NOTE))
            continue
        role = _role(block.text, order, following)
        if role == CAPTION:
            whole.pieces.append(Piece(block, role))
            whole.pieces.append(Piece(Paragraph(f"公开{number + 1:02}表"), NUMBER))
            continue
        if block.text.startswith("第三部分"):
            whole.pieces += _wide(unit, number + 1)
        whole.pieces.append(Piece(block, role))
        if role == TITLE:
            whole.pieces += [Piece(Paragraph(f"{year + 1}年9月"), DATE), Piece(Paragraph("目录"), CONTENTS)]
        whole.pieces += [
            Piece(chart, CHART) for mark, chart in _CHARTS.items() if block.text.startswith(mark)
        ]
    return whole


_CHARTS = {"三、支出决算": RING, "四、财政拨款": BARS, "一、收入支出": LINES}


def _role(text: str, order: int, following: list[Paragraph | Table]) -> str:
    if order < 2:
        return (UNIT, TITLE)[order]
    if text.startswith("第") and "部分 " in text[:6]:
        return PART
    if text.startswith("编制单位"):
        return UNITS
    if following and isinstance(following[0], Paragraph) and following[0].text.startswith("编制单位"):
        return CAPTION
    return SECTION if text[0] in "一二三四五六七八九十" and "、" in text[:4] and len(text) < 40 else BODY


def _totals(table: Table) -> frozenset[int]:
    marks = ("合计", "总计")
    return frozenset(c.row for c in table.cells if c.row and c.text.strip().endswith(marks))


def amount(cents: int) -> str:
    """An amount in 元, kept in 分, with thousands."""
    return f"{Decimal(cents) / 100:,.2f}"


def wide_table(lines: int = 40) -> Table:
    """A table with two head rows, merged cells in head and foot, and more rows than a page holds."""
    cells = [Cell("项目", 0, 0, 1, 2), Cell("科目编码", 1, 0), Cell("科目名称", 1, 1)]
    cells += [Cell(name, 0, column, 2) for column, name in enumerate(WIDE, 2)]
    for row in range(2, lines + 2):
        cells.append(Cell(str(2010000 + row), row, 0))
        cells.append(Cell("机关事业单位基本养老保险缴费支出" if row % 7 == 0 else "行政运行", row, 1))
        cells += [Cell(amount(row * column * 123450), row, column) for column in range(2, 9)]
    cells.append(Cell("合计", lines + 2, 0, 1, 2))
    for column in range(2, 9):
        total = sum(row * column * 123450 for row in range(2, lines + 2))
        cells.append(Cell(amount(total), lines + 2, column))
    return Table(cells)


def _wide(unit: str, number: int) -> list[Piece]:
    table = wide_table()
    last = table.shape[0] - 1
    sums = {
        (last, column): tuple((1, "收入明细表", (row, column)) for row in range(2, last))
        for column in range(2, 9)
    }
    return [
        Piece(Paragraph("收入明细表"), CAPTION),
        Piece(Paragraph(f"公开{number:02}表"), NUMBER),
        Piece(Paragraph(f"编制单位：{unit}　金额单位：万元"), UNITS),
        Piece(
            table, TABLE, heads=2, wide=True, strong=frozenset([last]), name="收入明细表", sums=sums
        ),
    ]


# -- random publications ----------------------------------------------------------------------------------

_WORDS = st.text("年度部门决算收支情况说明甲乙丙&<>\"'\\#$*_[]@{}-=/~`+|", min_size=1, max_size=12)
_AMOUNT = st.integers(-(10**9), 10**9).map(lambda cents: amount(cents))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A small table whose head may have merged cells."""
    width, height = draw(st.integers(2, 5)), draw(st.integers(2, 6))
    merged = draw(st.booleans()) and width > 2
    cells = [Cell("项目", 0, 0, 2)]
    if merged:
        cells.append(Cell("其中" + draw(_WORDS), 0, 1, 1, width - 1))
    else:
        cells += [Cell("栏" + draw(_WORDS), 0, column) for column in range(1, width)]
    cells += [Cell(f"第{column}栏", 1, column) for column in range(1, width)]
    for row in range(2, height + 2):
        cells.append(Cell("行" + draw(_WORDS) + str(row), row, 0))
        cells += [Cell(draw(_AMOUNT), row, column) for column in range(1, width)]
    return Table(cells)


@st.composite
def publications(draw: st.DrawFn) -> Publication:
    """A small publication with awkward characters, one or two parts, and a table in each."""
    whole = Publication("某局", "2024年度部门决算", 2024, grid=draw(st.sampled_from(["full", "full"])))
    whole.pieces += [Piece(Paragraph("某局"), UNIT), Piece(Paragraph("2024年度部门决算"), TITLE)]
    whole.pieces.append(Piece(Paragraph("目录"), CONTENTS))
    for part in range(draw(st.integers(1, 2))):
        whole.pieces.append(Piece(Paragraph(f"第{'一二'[part]}部分 {draw(_WORDS)}"), PART))
        whole.pieces.append(Piece(Paragraph(f"一、{draw(_WORDS)}"), SECTION))
        whole.pieces.append(Piece(Paragraph(f"（一）{draw(_WORDS)}"), SUBSECTION))
        whole.pieces.append(Piece(Paragraph(f"{draw(_WORDS)}共{draw(_AMOUNT)}万元。"), BODY))
        whole.pieces.append(Piece(Paragraph(f"表名{part}"), CAPTION))
        whole.pieces.append(Piece(Paragraph("金额单位：万元"), UNITS))
        table = draw(tables())
        wide = draw(st.booleans())
        whole.pieces.append(Piece(table, TABLE, heads=2, wide=wide, name=f"表{part}"))
        whole.pieces.append(Piece(Paragraph(f"注：{draw(_WORDS)}。"), NOTE))
    return whole
