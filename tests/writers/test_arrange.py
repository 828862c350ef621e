"""How pieces stand together: spreads, contents, alignments, measures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.publication import (
    BODY,
    CAPTION,
    CHART,
    NOTE,
    NUMBER,
    PART,
    SECTION,
    TABLE,
    UNITS,
    Chart,
    Piece,
    Publication,
)
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.writers.arrange import (
    LANDSCAPE,
    PORTRAIT,
    SIZES,
    SMALLEST,
    Spread,
    alignments,
    entries,
    measured,
    pitch,
    rows,
    spreads,
    text,
)
from tests.writers.publications import RING, fengtai, long, publications, tables, wide_table


def told(*roles: str, wide: bool = False) -> Publication:
    """A publication of pieces of these roles."""
    table = Table([Cell("项目", 0, 0), Cell("1.00", 1, 0)])
    blocks: dict[str, Table | Chart] = {TABLE: table, CHART: RING}
    pieces = [
        Piece(blocks.get(role) or Paragraph(f"{role}{n}"), role, wide=wide) for n, role in enumerate(roles)
    ]
    return Publication("某局", "决算", 2024, pieces)


def shape(made: Publication) -> list[tuple[str, ...]]:
    return [tuple(piece.role for piece in spread.pieces) for spread in spreads(made)]


# -- what goes together -----------------------------------------------------------------------------------


@pytest.mark.parametrize("made", [fengtai(), long()])
def test_no_piece_is_lost_or_moved(made: Publication) -> None:
    assert [id(p) for spread in spreads(made) for p in spread.pieces] == [id(p) for p in made.pieces]


@given(
    st.lists(st.sampled_from([PART, SECTION, BODY, CAPTION, NUMBER, UNITS, NOTE, TABLE, CHART]), max_size=12)
)
def test_no_piece_is_lost_in_any_order(roles: list[str]) -> None:
    made = told(*roles)
    assert [id(p) for spread in spreads(made) for p in spread.pieces] == [id(p) for p in made.pieces]
    assert all(sum(p.role == TABLE for p in spread.pieces) <= 1 for spread in spreads(made))


def test_a_table_keeps_what_stands_around_it() -> None:
    made = told(BODY, SECTION, CAPTION, NUMBER, UNITS, TABLE, NOTE, NOTE, BODY, NOTE)
    assert shape(made) == [(BODY,), (SECTION, CAPTION, NUMBER, UNITS, TABLE, NOTE, NOTE), (BODY,), (NOTE,)]


def test_a_caption_without_table_stands_alone() -> None:
    assert shape(told(CAPTION, CHART, CAPTION, PART, BODY)) == [
        (CAPTION,),
        (CHART,),
        (CAPTION,),
        (PART,),
        (BODY,),
    ]


def test_parts_and_listed_tables_begin_pages_and_so_does_what_follows_them() -> None:
    made = told(PART, CAPTION, TABLE, CAPTION, TABLE, PART, SECTION, BODY, CAPTION, TABLE, BODY)
    assert [spread.fresh for spread in spreads(made)] == [True, True, True, False, False, False, False]
    assert [spread.listed for spread in spreads(made)] == [True, True, False, False, False, False, False]


def test_a_wide_table_has_pages_of_its_own() -> None:
    found = spreads(told(PART, SECTION, BODY, CAPTION, TABLE, BODY, wide=True))
    assert [(s.wide, s.fresh) for s in found if s.table] == [(True, True)]
    assert found[-1].fresh


def test_the_contents_list_tables_only_where_a_part_has_no_sections() -> None:
    made = told(PART, CAPTION, TABLE, PART, SECTION, BODY, CAPTION, TABLE)
    assert [(level, piece.role) for level, piece in entries(made)] == [
        (1, PART),
        (2, CAPTION),
        (1, PART),
        (2, SECTION),
    ]


def test_long_contents_close_up_and_short_ones_stand_loosely() -> None:
    assert pitch(0) == pitch(5) > pitch(30) > pitch(100) == 18


def test_charts_and_tables_have_no_text() -> None:
    assert text(Piece(RING, CHART)) == "" and text(Piece(Paragraph("收\x00入"))) == "收入"


# -- cells ------------------------------------------------------------------------------------------------


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


def test_a_merged_name_is_centred_and_a_merged_figure_is_not() -> None:
    table = Table([Cell("项目", 0, 0), Cell("数", 0, 1), Cell("合计", 1, 0, 1, 2), Cell("9.00", 2, 0, 1, 2)])
    found = alignments(Piece(table, TABLE))
    assert (found[1, 0], found[2, 0]) == ("center", "right")


# -- measures ---------------------------------------------------------------------------------------------


@given(publications())
def test_columns_fill_the_page_and_are_never_empty(made: Publication) -> None:
    for spread in spreads(made):
        if spread.table is not None:
            found = measured(spread)
            assert abs(sum(found.widths) - (LANDSCAPE if spread.wide else PORTRAIT)) < 0.01
            assert all(width > found.size for width in found.widths) and found.size in SIZES


def test_figures_never_break_while_any_type_lets_them() -> None:
    spread = Spread([Piece(wide_table(5), TABLE, heads=2, wide=True)], wide=True)
    found = measured(spread)
    longest = max(len(cell.text) for cell in wide_table(5).cells if cell.column == 8)
    assert found.widths[8] >= found.size * (longest / 2 + 0.9)


def test_a_table_a_little_too_long_is_set_smaller_and_a_long_one_is_not() -> None:
    def measure(lines: int) -> tuple[float, float]:
        cells = [Cell("项目", 0, 0), Cell("数", 0, 1)]
        cells += [c for row in range(1, lines) for c in (Cell("甲", row, 0), Cell("1.00", row, 1))]
        found = measured(Spread([Piece(Table(cells), TABLE)]))
        return found.size, found.padding

    short, tight, small, endless = (measure(lines) for lines in (20, 34, 44, 200))
    assert short == (10.5, 0.6)
    assert tight[0] == 10.5 and tight[1] < 0.6
    assert SMALLEST <= small[0] < 10.5
    assert endless[0] == 10.5


def test_many_columns_get_the_type_that_lets_them_stand() -> None:
    cells = [Cell(f"栏{k}", 0, k) for k in range(20)] + [Cell("1,234,567.89", 1, k) for k in range(20)]
    found = measured(Spread([Piece(Table(cells), TABLE)]))
    assert found.size == SIZES[-1] and all(width > 0 for width in found.widths)
