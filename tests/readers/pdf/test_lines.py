"""Runs to lines: baselines, blanks of the layout, numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.readers.pdf.lines import (
    VisualLine,
    between_lines,
    cell_text,
    first_word_width,
    numbers_apart,
    visual_lines,
)
from mingzhang.readers.pdf.page import Run


def run(text: str, x: float, base: float = 100.0, em: float = 12.0) -> Run:
    xs = [x]
    for char in text:
        xs.append(xs[-1] + (em / 2 if char.isascii() else em))
    return Run(text, xs, base, em)


def line(*runs: Run) -> str:
    (found,) = visual_lines(runs, 1)
    assert len(found.xs) == len(found.text) + 1
    assert found.xs == sorted(found.xs)
    return found.text


def test_figures_a_little_higher_belong_to_the_line() -> None:
    assert (
        line(run("收入合计", 72, 100), run("12.35", 120, 96.5), run("万元", 150, 100.4))
        == "收入合计12.35万元"
    )


def test_lines_are_told_apart_and_come_in_order() -> None:
    lines = visual_lines([run("下", 72, 118), run("上", 72, 100), run("行", 84, 100)], 3)
    assert [(found.text, found.page) for found in lines] == [("上行", 3), ("下", 3)]


def test_a_raised_mark_stays_in_its_line() -> None:
    assert line(run("资产总额", 72, 100), run("①", 120, 95, 6)) == "资产总额①"
    assert (
        line(run("共", 72, 100), run("12", 84, 100), run("1", 96, 95, 6), run("万元", 99, 100)) == "共12¹万元"
    )


def test_letter_spacing_is_closed_up() -> None:
    spread = [run(char, 72 + 18 * i) for i, char in enumerate("预算安排")]
    assert line(*spread, run("37337407.64", 146), run("元", 218)) == "预算安排37337407.64元"
    assert line(run("目", 200), run("录", 260)) == "目录"


def test_a_letter_spaced_number_is_one_number() -> None:
    assert line(*[run(char, 72 + 10 * i) for i, char in enumerate("共计1234.56元")]) == "共计1234.56元"


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["年初预算为", "1560.05", "万元"], "年初预算为1560.05万元"),
        (["增加", "1,", "537.4", "万元"], "增加1,537.4万元"),
        (["12.25", "%"], "12.25%"),
        (["占", "１２．５％"], "占１２．５％"),
        (["World", "Bank", "贷款"], "World Bank贷款"),
        (["2,946.25", "2,940.05"], "2,946.25 2,940.05"),
        (["附件1", "2024年"], "附件1 2024年"),
        (["1.", "2024年度"], "1. 2024年度"),
    ],
)
def test_a_small_gap_is_a_blank_only_where_the_text_needs_one(pieces: list[str], text: str) -> None:
    x, runs = 72.0, []
    for piece in pieces:
        runs.append(run(piece, x))
        x = runs[-1].xs[-1] + 4
    assert line(*runs) == text


def test_what_touches_is_never_parted() -> None:
    assert line(run("62.", 72), run("29", 90), run("万元", 102)) == "62.29万元"


def test_a_wide_gap_parts_two_things() -> None:
    (found,) = visual_lines([run("编制单位", 72), run("单位：元", 400)], 1)
    assert found.text == "编制单位 单位：元" and found.wide


def test_what_is_printed_twice_for_boldness_is_read_once() -> None:
    assert line(run("合计", 72), run("合计", 72.4), run("12", 120)) == "合计 12"
    assert line(run("合计", 72), run("合计", 72.4)) == "合计"


def test_overlapping_runs_are_unpicked() -> None:
    assert line(run("本年度", 72, em=20), run("收", 75), run("入", 96)) in (
        "本收年入度",
        "本收入年度",
        "本收年度入",
    )


def test_one_enlarged_word_does_not_change_the_size_of_a_line() -> None:
    (found,) = visual_lines([run("大字", 72, em=16), run("其余各字都是小的", 110)], 1)
    assert found.em == 12


def test_cells_join_their_lines_without_blanks() -> None:
    assert cell_text([run("机关事业单位", 72), run("养老保险", 72, 114)], 1, 75) == "机关事业单位养老保险"
    assert cell_text([run("World", 72), run("Bank", 72, 114)], 1, 40) == "World Bank"


def test_a_number_too_long_for_its_cell_is_one_and_two_numbers_stay_two() -> None:
    assert cell_text([run("14,348,", 72), run("853.34", 72, 114)], 1, 45) == "14,348,853.34"
    assert cell_text([run("22", 72), run("20", 72, 114)], 1, 60) == "22 20"


@given(st.decimals(0, 10**9, places=2), st.decimals(0, 10**9, places=2))
def test_two_whole_amounts_never_become_one(left: object, right: object) -> None:
    assert numbers_apart(str(left), str(right))


def test_lines_of_one_text_join_without_blanks_except_words() -> None:
    assert between_lines("决算", "为12") == "" and between_lines("of", "the") == " "
    assert between_lines("", "x") == "" and between_lines("12", "34") == ""


@pytest.mark.parametrize(
    ("text", "width"), [("万元，", 12), ("12.5%；共", 42), ("（一）共", 36), ("元，占", 24), ("", 0)]
)
def test_the_first_word_takes_its_marks_along(text: str, width: float) -> None:
    made = run(text, 0)
    assert first_word_width(VisualLine(text, made.xs, 100, 12, 1)) == width


@pytest.mark.parametrize(
    ("above", "below", "wide", "text"),
    [
        ("1780.0", "9", 44.0, "1780.09"),
        ("1,234,", "567.80", 44.0, "1,234,567.80"),
        ("1,234", ",567.80", 40.0, "1,234,567.80"),
        ("123456", "7.89", 44.0, "1234567.89"),
        ("-1780.", "09%", 44.0, "-1780.09%"),
        ("22", "20", 44.0, "22 20"),
        ("1780.0", "9", 90.0, "1780.0 9"),
        ("12.50", "11.30", 36.0, "12.50 11.30"),
    ],
)
def test_a_number_broken_in_a_narrow_cell(above: str, below: str, wide: float, text: str) -> None:
    """One number if it fills its cell and the two lines make a well-formed one, otherwise two."""
    assert cell_text([run(above, 76, 100), run(below, 76, 114)], 1, wide) == text


@given(st.integers(1, 10**12), st.data())
def test_an_amount_broken_anywhere_is_the_same_amount(cents: int, data: st.DataObject) -> None:
    amount = f"{cents / 100:,.2f}" if cents < 10**11 else f"{cents // 100}.{cents % 100:02}"
    at = data.draw(st.integers(1, len(amount) - 1))
    above, below = amount[:at], amount[at:]
    wide = 6.0 * max(len(above), len(below)) + 12
    if len(above) >= len(below):
        assert cell_text([run(above, 76, 100), run(below, 76, 114)], 1, wide) == amount


def test_blanks_between_chinese_words() -> None:
    assert line(run("编制单位：某局", 72), run("金额单位：万元", 168)) == "编制单位：某局 金额单位：万元"
    assert line(run("第一部分", 72), run("概况", 123)) == "第一部分 概况"
    assert line(run("第一部分", 72), run("2024年度", 123)) == "第一部分 2024年度"
    assert (
        line(run("绩效评价结果应用管理纳", 72), run("入预算编制", 210)) == "绩效评价结果应用管理纳入预算编制"
    )
