"""Measures of tables: type, widths, pages, upright or lying."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from PIL import ImageFont

from mingzhang.facts.publication import CAPTION, NOTE, TABLE, Piece, Publication, table_piece
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.formats import fonts
from mingzhang.writers.arrange import spreads
from mingzhang.writers.measure import (
    DENSEST,
    HEIGHTS,
    LANDSCAPE,
    PORTRAIT,
    SIZES,
    SMALLEST,
    WHOLE,
    lies,
    measured,
)
from mingzhang.writers.words import ems
from tests.writers.publications import publications, wide_table


@given(publications())
def test_columns_fill_the_page_and_are_never_empty(made: Publication) -> None:
    for spread in spreads(made):
        if spread.table is not None:
            found = spread.measure
            assert abs(sum(found.widths) - (LANDSCAPE if spread.wide else PORTRAIT)) < 0.01
            assert all(width > found.size for width in found.widths) and found.size in SIZES


def test_figures_never_break_while_any_type_lets_them() -> None:
    found = measured([Piece(wide_table(5), TABLE, heads=2, wide=True)], wide=True)
    longest = max(len(cell.text) for cell in wide_table(5).cells if cell.column == 8)
    assert found.widths[8] >= found.size * (longest / 2 + 0.9)


def test_a_table_a_little_too_long_is_set_smaller_and_a_long_one_is_not() -> None:
    def measure(lines: int) -> tuple[float, float]:
        cells = [Cell("项目", 0, 0), Cell("数", 0, 1)]
        cells += [c for row in range(1, lines) for c in (Cell("甲", row, 0), Cell("1.00", row, 1))]
        found = measured([Piece(Table(cells), TABLE)])
        return found.size, found.padding

    short, tight, small, endless = (measure(lines) for lines in (20, 34, 44, 200))
    assert short == (10.5, 0.6)
    assert tight[0] == 10.5 and tight[1] < 0.6
    assert SMALLEST <= small[0] < 10.5
    assert endless[0] == 10.5


def test_a_long_table_whose_names_all_break_is_set_smaller_where_that_saves_pages() -> None:
    heads = ("单位", *(f"按期\n反馈{k}" for k in range(8)), "按期率")
    rows = [("某某区人力资源和社会保障局", *"33000000", "66.67%")] * 76
    found = measured([table_piece("办理情况", [heads, *rows])])
    assert 9 <= found.size < 10.5 and found.pages == 3 and found.padding >= 0.45


def test_a_date_is_not_broken() -> None:
    rows = [("事项", "期限")] + [("按期完成" * 30, "2026年11月13日")] * 3
    found = measured([table_piece("事项", rows)])
    assert found.widths[1] >= found.size * (ems("2026年11月13日") + 0.9)


def test_a_table_in_the_text_is_not_made_small_for_the_sake_of_one_page() -> None:
    rows = [("序号", "过程"), *((str(k), "按比例计分未达到指标值" * 9) for k in range(16))]
    pieces = [table_piece("计分过程", rows)]
    assert measured(pieces).pages == 1 and measured(pieces).size < 10.5
    assert measured(pieces, fresh=False).size == 10.5
    short = measured([table_piece("计分过程", rows[:4])], fresh=False)
    assert short.height <= HEIGHTS[False] / WHOLE and short.padding == 0.6


def test_many_columns_get_the_type_that_lets_them_stand() -> None:
    cells = [Cell(f"栏{k}", 0, k) for k in range(20)] + [Cell("1,234,567.89", 1, k) for k in range(20)]
    found = measured([Piece(Table(cells), TABLE)])
    assert found.size == SIZES[-1] and all(width > 0 for width in found.widths)


def two_sided(lines: int) -> list[Piece]:
    """A table of eight columns and so many lines, which asks to lie, with a note below it."""
    heads = (
        "项目",
        "行次",
        "决算数",
        "项目",
        "行次",
        "合计",
        "一般",
        "基金",
    )
    cells = [Cell(text, 0, column) for column, text in enumerate(heads)]
    for row in range(1, lines):
        texts = ("", str(row), "", "十八、某某事务支出", str(row + lines), "41.27", "41.27", "0.00")
        cells += [Cell(text, row, column) for column, text in enumerate(texts)]
    note = Piece(Paragraph("注：本表金额由元换算为万元，部分合计数与分项之和略有尾差。"), NOTE)
    return [Piece(Paragraph("某表"), CAPTION), Piece(Table(cells), TABLE, wide=True), note]


def test_a_wide_table_stands_upright_where_only_so_one_page_holds_it() -> None:
    assert lies(two_sided(12))
    assert not lies(two_sided(40))
    assert lies(two_sided(200))
    assert measured(two_sided(40)).pages == 1 and measured(two_sided(40)).size >= DENSEST


@pytest.mark.parametrize("lines", range(14, 60))
def test_notes_never_stand_on_a_page_without_rows(lines: int) -> None:
    pieces = two_sided(lines)
    pieces[1] = replace(pieces[1], wide=False)
    found = measured(pieces)
    row = found.size * (1 + 2 * found.padding)  # no cell of these tables breaks below the heads
    left = lines - 1 - int((HEIGHTS[False] - 30) // row - 1)  # rows but the head, less those on page 1
    each = int(HEIGHTS[False] // row - 1)
    last = left - each * (found.pages - 2)
    assert found.pages == 1 or 2 < last <= each


def test_no_figure_is_wider_than_its_column_in_any_of_our_faces() -> None:
    """Measured by the letters of the fonts themselves."""
    folder = Path(fonts.folder(fonts.READING) or "")
    faces = [ImageFont.truetype(str(path), 1000) for path in sorted(folder.glob("*.otf"))]
    assert len(faces) == 2
    texts = ("1,234,567,890.12", "-0.01", "99.06%", "100.00%", "2013202", "12,444.44", "0.00")
    cells = [Cell("数", 0, column) for column in range(len(texts))]
    cells += [Cell(text, 1, column) for column, text in enumerate(texts)]
    found = measured([Piece(Table(cells), TABLE)])
    for text, width in zip(texts, found.widths, strict=True):
        needed = max(face.getlength(text) for face in faces) / 1000 + 0.8  # em, with the margins of a cell
        assert needed * found.size <= width + 0.001, text


def test_amounts_with_their_unit_do_not_break_either() -> None:
    cells = [Cell("指标值", 0, 0), Cell("说明", 0, 1), Cell("≥1234567.89万元", 1, 0), Cell("略" * 200, 1, 1)]
    found = measured([Piece(Table(cells), TABLE)])
    assert found.widths[0] / found.size > ems("1234567.89")


def test_a_column_of_much_text_is_wider() -> None:
    cells = [Cell("指标", 0, 0), Cell("偏差原因", 0, 1), Cell("甲" * 15, 1, 0), Cell("略" * 120, 1, 1)]
    first, second = measured([Piece(Table(cells), TABLE)]).widths
    assert second > 2 * first


def test_dates_one_above_the_other_keep_to_their_lines() -> None:
    rows = [("期限", "说明"), ("2026年11月13日\n—", "按比例计分未达到指标值" * 30)]
    found = measured([table_piece("验收", rows)])
    assert found.widths[0] >= found.size * (ems("2026年11月13日") + 0.9)
