"""How pieces stand together: spreads, contents, what is kept on one page."""

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
    SIGNED,
    TABLE,
    UNITS,
    Chart,
    Piece,
    Publication,
)
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.writers.arrange import entries, pitch, spreads, text
from tests.writers.publications import RING, fengtai, long


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


def test_a_line_that_ends_open_stays_with_what_follows() -> None:
    texts = ("1. 项目概况", "某局负责本项工作。", "2. 项目资金", "全年执行49万元。", "另有结余。")
    made = Publication("某局", "决算", 2024, [Piece(Paragraph(each)) for each in texts])
    assert [spread.keep for spread in spreads(made)] == [True, False, True, True, False]


def test_a_short_table_in_the_text_is_kept_whole_and_a_form_begins_a_page() -> None:
    made = told(PART, SECTION, BODY, CAPTION, TABLE, CAPTION, TABLE)
    made.pieces[-1].labels = {(0, 0): "row"}
    short, form = [spread for spread in spreads(made) if spread.table]
    assert (short.whole, short.fresh) == (True, False)
    assert (form.whole, form.fresh) == (False, True)


@pytest.mark.parametrize("role", [BODY, SIGNED])
def test_a_signature_stays_with_what_is_signed(role: str) -> None:
    said = [
        ("通知", PART),
        ("请按期办理，并书面反馈结果。" * 4, BODY),
        ("请收到后回复。" * 9, BODY),
        ("某办", role),
    ]
    made = spreads(Publication("某办", "通知", 2026, [Piece(Paragraph(text), kind) for text, kind in said]))
    assert [spread.keep for spread in made][1:3] == [False, True]
