"""Figures in running text: any amount written in any style is read back with the same value."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.number import SCALES, printed
from mingzhang.facts.report import Paragraph
from mingzhang.language.text.figures import AMOUNT, BARE, COUNT, PERCENT, Figure, figures
from mingzhang.language.text.spelling import flatten

WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


def read(text: str) -> list[Figure]:
    return list(figures(flatten(text).text))


@st.composite
def digits(draw: st.DrawFn) -> tuple[str, Fraction]:
    """A figure as authors type it: thousands commas or not, half or full width, blanks inside."""
    places = draw(st.integers(0, 6))
    whole, rest = draw(st.integers(0, 10**9)), draw(st.integers(0, 10**places - 1))
    text = f"{whole:,}" if draw(st.booleans()) else str(whole)
    text += f".{rest:0{places}d}" if places else ""
    value = Fraction(whole) + Fraction(rest, 10**places)
    if draw(st.booleans()):
        text = text.translate(WIDE)
    blank = draw(st.sampled_from(["", "", " ", "\u3000", "\n", "\u00a0"]))
    return blank.join(text), value


@given(
    digits(),
    st.sampled_from(["元", "万元", "亿元", "千元", "百万元", "万", "亿", "万 元", "亿\n元", " 元"]),
    st.sampled_from(["本年收入合计", "支出决算为", "2023年度收入总计", "占", "其中：", "（"]),
    st.sampled_from(["，比上年", "。", "；", "）", "", "的主要原因", "、"]),
)
def test_an_amount_in_any_style(figure: tuple[str, Fraction], unit: str, before: str, after: str) -> None:
    text, value = figure
    (found,) = read(f"{before}{text}{unit}{after}")
    assert found.kind == AMOUNT
    amount = printed(found.digits, found.unit)
    assert amount.value == value * SCALES["".join(unit.split())]


@given(
    digits(),
    st.sampled_from(["%", "％", "﹪", " %", "个百分点", "百分点", "‰"]),
    st.sampled_from(["", "-", "－"]),
)
def test_a_percentage_in_any_style(figure: tuple[str, Fraction], unit: str, sign: str) -> None:
    text, value = figure
    (found,) = read(f"比上年增长{sign}{text}{unit}。")
    assert found.kind == PERCENT
    assert printed(found.digits, found.unit).value == (-value if sign else value)
    assert found.unit in ("%", "百分点", "‰")


@given(
    st.integers(0, 99999),
    st.sampled_from(["个", "人次", "批次", "辆", "台", "套", "家", "项", "人", "批", "亩"]),
)
def test_a_count(number: int, unit: str) -> None:
    (found,) = read(f"共计{number}{unit}。")
    assert (found.kind, found.digits, found.unit) == (COUNT, str(number), unit)


@given(digits())
def test_the_span_is_the_printed_figure(figure: tuple[str, Fraction]) -> None:
    text, _ = figure
    paragraph = Paragraph(f"收入 合计 {text} 万 元，增长")
    flat = flatten(paragraph.text)
    (found,) = figures(flat.text)
    value = found.printed(paragraph, flat, "二、收入")
    assert value.place.span is not None
    assert paragraph.text[value.place.span[0] : value.place.span[1]] == f"{text} 万 元"
    assert value.place.section == "二、收入"
    assert value.shown == "万元"


@pytest.mark.parametrize(
    "text",
    [
        "2023年度部门决算",
        "截至2023年12月31日",
        "2016—2020年",
        "第5届第3次会议",
        "财预〔2016〕143号",
        "上午9：30",
        "1.收入决算情况",
        "。2、支出决算情况",
        "（1）公务接待",
        "201类（01项）",
        "A1类表Z05",
        "十二五时期",
        "（12）",
    ],
)
def test_dates_ordinals_and_numbers_of_papers_are_no_figures(text: str) -> None:
    assert [f for f in read(text) if f.kind != BARE] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("车辆0辆，占0。", [(COUNT, "0", "辆"), (BARE, "0", "")]),
        ("各是4125.49,4143.91万元", [(AMOUNT, "4125.49", "万元"), (AMOUNT, "4143.91", "万元")]),
        ("各减少1.20、3.40万元", [(AMOUNT, "1.20", "万元"), (AMOUNT, "3.40", "万元")]),
        ("下降18.87；", [(BARE, "18.87", "")]),
        ("支出58.22，完成", [(BARE, "58.22", "")]),
        ("0万，", [(AMOUNT, "0", "万元")]),
        ("3万人", [(COUNT, "3", "万人")]),
        ("13亿人", [(BARE, "13", "")]),
        ("1.14万元，增长1.14%", [(AMOUNT, "1.14", "万元"), (PERCENT, "1.14", "%")]),
        ("7批次、49人次", [(COUNT, "7", "批次"), (COUNT, "49", "人次")]),
        ("2022年-3.00万元", [(AMOUNT, "3.00", "万元")]),
        ("1-3台", [(COUNT, "3", "台")]),
    ],
)
def test_what_stands_there(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(f.kind, f.digits, f.unit) for f in read(text)] == expected


def test_a_pair_has_one_unit() -> None:
    first, second = read("总计各是4125.49和4143.91万元")
    assert first.unit == second.unit == "万元"
    assert flatten("总计各是4125.49和4143.91万元").text[first.start : first.end] == "4125.49"


def test_only_neighbours_lend_a_unit() -> None:
    first, second = read("收入5，支出为3.00万元")
    assert (first.kind, second.kind) == (BARE, AMOUNT)


def test_a_long_run_of_digits_is_no_figure() -> None:
    assert not list(figures("编号" + "7" * 4400 + "元"))
