"""Lines to the contents of cells: where a line falls apart, and which lines belong to one cell."""

from __future__ import annotations

import pytest

from mingzhang.readers.pdf.lines import VisualLine
from mingzhang.readers.pdf.page import Run
from mingzhang.readers.pdf.pieces import CellLines, blocks, is_figure, levels, pieces, row_pitch
from tests.readers.pdf.test_lines import run

EM = 12.0


def line(*runs: Run) -> VisualLine:
    return VisualLine(
        " ".join(r.text for r in runs), [runs[0].xs[0], runs[-1].xs[-1]], 100, EM, 1, list(runs)
    )


def texts(found: list[CellLines]) -> list[list[str]]:
    return [["".join(r.text for r in part) for part in block.lines] for block in found]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("1,234.50", True),
        ("-3", True),
        ("12.5%", True),
        ("—", True),
        ("（3）", True),
        ("一、", False),
        ("3万", False),
    ],
)
def test_what_a_figure_is(text: str, whole: bool) -> None:
    assert is_figure([run(text, 72)]) is whole


def test_a_line_falls_apart_at_wide_white_sooner_beside_figures() -> None:
    assert len(pieces(line(run("收入", 72), run("合计", 72 + 24 + 8)))) == 1
    assert len(pieces(line(run("收入", 72), run("合计", 72 + 24 + 9)))) == 2
    assert len(pieces(line(run("收入", 72), run("12", 72 + 24 + 7)))) == 2
    assert len(pieces(line(run("共", 72), run("12", 72 + 12 + 3)))) == 1


def test_an_entry_of_the_contents_has_no_pieces() -> None:
    assert pieces(line(run("一、概况", 72), run("........", 130), run("3", 200))) == []


def test_the_pitch_is_that_of_lines_that_begin_rows() -> None:
    rows = [[[run("办公费", 72, y)], [run("1.50", 200, y)]] for y in (100, 120, 140, 180)]
    between = [[[run("支出", 72, 153)]]]
    assert row_pitch([*rows[:3], *between, rows[3]], EM) == 20
    assert row_pitch([[[run(f"{n}、支出", 72, 100 + 18 * k)]] for k, n in enumerate("一二三")], EM) == 18
    assert row_pitch([[[run("支出", 72, 100)]]], EM) is None


def test_lines_of_one_cell_are_nearer_than_rows() -> None:
    found = blocks(
        [[[run("社会保障和就业", 72, 100)]], [[run("支出", 72, 114)]], [[run("卫生", 72, 138)]]], EM, 24.0
    )
    assert texts(found) == [["社会保障和就业", "支出"], ["卫生"]]


def test_a_line_that_is_not_full_is_a_cell_of_its_own() -> None:
    lines = [[[run("社会保障和就业支出", 72, 100)]], [[run("外交", 72, 118)]], [[run("国防", 72, 136)]]]
    assert texts(blocks(lines, EM, 24.0)) == [["社会保障和就业支出", "外交"], ["国防"]]
    assert texts(blocks(lines[1:], EM, 24.0)) == [["外交", "国防"]]
    assert texts(blocks(lines, EM, 18.0)) == [["社会保障和就业支出"], ["外交"], ["国防"]]


def test_numbered_names_and_figures_begin_cells() -> None:
    lines = [[[run("一、外交支出", 72, 100)]], [[run("二、国防支出", 72, 114)]]]
    assert len(blocks(lines, EM, 24.0)) == 2
    assert len(blocks([[[run("12.50", 72, 100)]], [[run("13.50", 72, 114)]]], EM, 24.0)) == 2


def test_a_digit_alone_on_the_second_line_of_a_name_belongs_to_it() -> None:
    assert texts(blocks([[[run("专项业务费", 72, 100)]], [[run("3", 72, 114)]]], EM, 24.0)) == [
        ["专项业务费", "3"]
    ]


def test_a_head_in_the_middle_of_another_s_lines_is_put_together() -> None:
    lines = [[[run("对附属单位补助", 72, 100)]], [[run("支出", 102, 114)]], [[run("元", 72, 128)]]]
    assert texts(blocks(lines, EM, 24.0))[0] == ["对附属单位补助", "支出"]


def test_blocks_of_several_lines_stand_at_the_height_of_their_row() -> None:
    amount = CellLines([[run("1.50", 200, 107)]])
    centred = CellLines([[run("社会保障", 72, 100)], [run("支出", 72, 114)]])
    topped = CellLines([[run("社会保障", 72, 107)], [run("支出", 72, 121)]])
    lower = CellLines([[run("国防", 72, 140)]])
    for tall in (centred, topped):
        assert [len(level) for level in levels([amount, tall, lower], EM)] == [2, 1]
