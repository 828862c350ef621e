"""Cells of tables to be written: where they begin, which are figures, how they are aligned."""

from __future__ import annotations

from hypothesis import given

from mingzhang.facts.publication import TABLE, Piece
from mingzhang.facts.report import Cell, Table
from mingzhang.writers.cells import alignments, amounts, rows
from tests.writers.publications import tables


@given(tables())
def test_every_cell_begins_once(table: Table) -> None:
    begun = [cell for row in rows(table) for _, cell in row if cell is not None]
    assert sorted(map(id, begun)) == sorted(map(id, table.cells))


def test_codes_and_running_numbers_are_no_amounts() -> None:
    cells = [Cell(head, 0, k) for k, head in enumerate(("编码", "款", "行次", "名称", "金额", "辆"))]
    for row, texts in enumerate(
        (("201", "06", "1", "甲", "1.00", "3"), ("208", "05", "2", "乙", "—", "12")), 1
    ):
        cells += [Cell(words, row, column) for column, words in enumerate(texts)]
    found = alignments(Piece(Table(cells), TABLE))
    assert [found[1, column] for column in range(6)] == ["left", "left", "center", "left", "right", "right"]
    assert found[2, 4] == "right" and {found[0, column] for column in range(6)} == {"center"}


def test_a_column_of_counts_is_no_column_of_codes_whatever_its_figures() -> None:
    heads = (("编码", "项目", "核验", "核验", "2024年"), ("", "", "点位数", "问题数", ""))
    rows = (
        ("201", "甲", "240", "1", "310"),
        ("208", "乙", "131", "2", "452"),
        ("", "合计", "371", "3", "762"),
    )
    cells = [Cell(text, r, c) for r, texts in enumerate((*heads, *rows)) for c, text in enumerate(texts)]
    piece = Piece(Table(cells), TABLE, heads=2)
    assert [alignments(piece)[2, c] for c in range(5)] == ["left", "left", "right", "right", "right"]
    assert amounts(piece) == {(row, column) for row in (2, 3, 4) for column in (2, 3, 4)}


def test_without_heads_the_figures_alone_tell_codes() -> None:
    cells = [
        Cell(text, row, c) for row in range(2) for c, text in enumerate((f"20{row}", f"{row + 1}", "6.20"))
    ]
    found = alignments(Piece(Table(cells), TABLE, heads=0))
    assert [found[1, column] for column in range(3)] == ["left", "center", "right"]


def test_figures_in_a_column_of_words_stand_as_the_words() -> None:
    rows = (
        ("指标", "完成值", "得分"),
        ("甲", "22次", "9.17"),
        ("乙", "96%", "—"),
        ("丙", "满意290份", "5.00"),
    )
    cells = [Cell(text, r, c) for r, texts in enumerate(rows) for c, text in enumerate(texts)]
    found = alignments(Piece(Table(cells), TABLE))
    assert {found[row, 1] for row in (1, 2, 3)} == {"left"} and {found[row, 2] for row in (1, 2, 3)} == {
        "right"
    }


def test_what_is_written_over_several_columns_of_a_form_stands_left() -> None:
    cells = [Cell("事项内容", 0, 0), Cell("开展检查", 0, 1, colspan=3)]
    assert alignments(Piece(Table(cells), TABLE, heads=0, labels={(0, 0): "row"}))[0, 1] == "left"
    assert alignments(Piece(Table(cells), TABLE, heads=0))[0, 1] == "center"


def test_heads_and_figures_of_a_form_are_centred() -> None:
    cells = [Cell("得分", 0, 0), Cell("9.50", 0, 1), Cell("达成预期", 1, 0), Cell("8", 1, 1)]
    found = alignments(Piece(Table(cells), TABLE, heads=0, labels={(0, 0): "row"}))
    assert [found[at] for at in ((0, 0), (0, 1), (1, 0), (1, 1))] == ["center", "center", "left", "center"]


def test_names_of_totals_are_centred_and_of_balances_not() -> None:
    table = Table([Cell("项目", 0, 0), Cell("本年收入合计", 1, 0), Cell("年初结转和结余", 2, 0)])
    found = alignments(Piece(table, TABLE))
    assert (found[1, 0], found[2, 0]) == ("center", "left")


def test_a_merged_name_is_centred_and_a_merged_figure_is_not() -> None:
    table = Table([Cell("项目", 0, 0), Cell("数", 0, 1), Cell("合计", 1, 0, 1, 2), Cell("9.00", 2, 0, 1, 2)])
    found = alignments(Piece(table, TABLE))
    assert (found[1, 0], found[2, 0]) == ("center", "right")
