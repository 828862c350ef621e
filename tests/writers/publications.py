"""Publications to be written in tests: composed accounts with every kind of piece, and random ones."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

from examples import account as example
from mingzhang.disclosure.compose import FinalAccount, compose
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
from mingzhang.facts.report import Cell, Paragraph, Table
from tests.accounts import TERMS, WORDS, Account

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


@cache
def _example() -> Publication:
    return compose(FinalAccount(example.account(), example.UNIT, example.YEAR, example.PLACE, example.WORDS))


@cache
def _random(seed: int) -> Publication:
    made = Account(seed)
    return compose(FinalAccount(made.facts, "某局", made.year, words=WORDS, terms=TERMS))


def _own(composed: Publication) -> Publication:
    """What was composed once, for a test to change its pieces."""
    return replace(composed, pieces=[replace(piece) for piece in composed.pieces])


def fengtai() -> Publication:
    """The example account."""
    return _own(_example())


def random_account(seed: int) -> Publication:
    """A random account, by the national outline."""
    return _own(_random(seed))


def long(copies: int = 1) -> Publication:
    """The example account with a long wide table, a note of two lines, a date and every kind of chart."""
    whole = fengtai()
    whole.pieces.insert(2, Piece(Paragraph("2021年9月"), DATE))
    after = 1 + max(n for n, piece in enumerate(whole.pieces) if piece.role == TABLE)
    whole.pieces[after:after] = [piece for number in range(copies) for piece in _wide(number)]
    whole.pieces += [Piece(chart, CHART) for chart in (RING, BARS, LINES)]
    return whole


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


def _wide(number: int) -> list[Piece]:
    table, name = wide_table(), f"收入明细表{number + 1}"
    last = table.shape[0] - 1
    sums = {
        (last, column): tuple((1, name, (row, column)) for row in range(2, last)) for column in range(2, 9)
    }
    strong = frozenset([last])
    return [
        Piece(Paragraph(name), CAPTION),
        Piece(Paragraph(f"附表{number + 1}"), NUMBER),
        Piece(Paragraph("金额单位：元"), UNITS),
        Piece(table, TABLE, heads=2, wide=True, strong=strong, name=name, sums=sums),
        Piece(Paragraph("注：本表只为检验排版，" * 9), NOTE),
        Piece(Paragraph("2.第二条注。"), NOTE),
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
    whole = Publication("某局", "2024年度部门决算", 2024, grid="full")
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
