"""What one filled cell says, and the codes of a year."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.period import InForce
from mingzhang.facts.place import Place
from mingzhang.language.table.notation import Code
from mingzhang.language.workbook.cell import CodeBook, WrongCellError, figure_of, text_of
from mingzhang.language.workbook.form import InputColumn, Key

AMOUNT = InputColumn("金额", fact="{row}", negative=True)
COUNT = InputColumn("人数", fact="{row}", kind="count", unit="人")


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from(["元", "万元"]))
def test_amounts_are_exact(value: Decimal, money: str) -> None:
    scale = 1 if money == "元" else 10_000
    for text in (f"{value:f}", f"{value:,f}", f"{value.normalize():f}"):
        try:
            figure = figure_of(text, AMOUNT, money, Place())
        except WrongCellError as fault:
            assert "位数太多" in str(fault) and abs(value) * scale >= 10**13
        else:
            assert figure.value == value * scale and figure.unit == figure.shown == "元"
            assert figure.half == Decimal("0.005") and figure.text == f"{value * scale:.2f}"


@given(st.integers(0, 10**6))
def test_counts_are_exact(value: int) -> None:
    for text in (str(value), f"{value}.0", f"{value}人"):
        figure = figure_of(text, COUNT, "元", Place())
        assert (figure.text, figure.unit, figure.half) == (str(value), "人", 0)


@pytest.mark.parametrize("text", ["2020/1/5", "2020-01-05", "1月5日", "2020年1月", "12:30", "2020年1月5日"])
def test_dates_are_no_amounts(text: str) -> None:
    with pytest.raises(WrongCellError, match="是日期，应填金额（元）"):
        figure_of(text, AMOUNT, "元", Place())


@pytest.mark.parametrize("text", ["—", "-", "/", "无", "……"])
def test_a_dash_is_neither_zero_nor_empty(text: str) -> None:
    with pytest.raises(WrongCellError, match="没有的填 0，还没有核实的留空"):
        figure_of(text, AMOUNT, "元", Place())


def test_decimals_by_unit() -> None:
    assert figure_of("0.000001", AMOUNT, "万元", Place()).text == "0.01"
    with pytest.raises(WrongCellError, match="有 7 位小数，以万元为单位最多 6 位"):
        figure_of("0.0000001", AMOUNT, "万元", Place())
    score = InputColumn("得分", fact="{row}", kind="count", unit="分", decimals=2)
    assert figure_of("93.5", score, "元", Place()).text == "93.50"
    with pytest.raises(WrongCellError, match="最多 2 位小数"):
        figure_of("93.555", score, "元", Place())


def test_brackets_are_a_minus() -> None:
    assert figure_of("（12.30）", AMOUNT, "元", Place()).value == Decimal("-12.3")
    with pytest.raises(WrongCellError, match="是负数"):
        figure_of("（12.30）", InputColumn("金额", fact="{row}"), "元", Place())


def test_texts_keep_their_words() -> None:
    assert text_of(" 保障 运转 ", InputColumn("用途", word="{row}", kind="text")) == "保障 运转"
    assert (
        text_of("万 元", InputColumn("单位", word="{row}", kind="choice", choices=("元", "万元"))) == "万元"
    )


BOOK = CodeBook(
    "支出功能分类科目",
    {
        "201": (Code("201", "一般公共服务支出", True),),
        "20124": (
            Code("20124", "宗教事务", False, period=InForce(until=2018), note="2019 起并入 20134 统战事务"),
        ),
        "2012401": (Code("2012401", "行政运行", False, InForce(until=2018)),),
        "20134": (Code("20134", "统战事务", True),),
        "2013401": (Code("2013401", "行政运行", True),),
        "2013404": (Code("2013404", "宗教事务", False, InForce(2019)),),
    },
    2020,
)
ITEM = Key("科目编码", "functional", (7,))


@pytest.mark.parametrize(
    "text", ["2013401", "２０１３４０１", "2013401.0", "2013401 行政运行", "2013401行政运行"]
)
def test_ways_to_write_a_code(text: str) -> None:
    assert BOOK.read(text, ITEM) == ("2013401", "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2012401", "只用到 2018 年度（2019 起并入 20134 统战事务），请改填 2013401"),
        ("20134", "是款级科目编码，这里要填七位数字的项级科目编码"),
        ("2013499", "不在 2020 年度的支出功能分类科目里；确有此科目的，在编码后写上名称"),
        ("9990101 某某", "“9990101”不在 2020 年度的支出功能分类科目里$"),
        ("宗教事务", "不是科目编码，应填七位数字的项级科目编码；“宗教事务”的编码是 2013404"),
        ("行政运行支出", "不是科目编码，应填七位数字的项级科目编码$"),
        ("20", "不是科目编码"),
    ],
)
def test_codes_that_cannot_be_taken(text: str, reason: str) -> None:
    with pytest.raises(WrongCellError, match=reason):
        BOOK.read(text, ITEM)


def test_without_a_year_every_known_code_is_taken() -> None:
    book = CodeBook(BOOK.title, BOOK.codes, None)
    assert book.read("2012401", ITEM) == ("2012401", "")
    with pytest.raises(WrongCellError, match="“2013499”不在支出功能分类科目里"):
        book.read("2013499", ITEM)
