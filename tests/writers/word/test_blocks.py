"""Paragraphs and tables as WordprocessingML."""

from __future__ import annotations

from lxml import etree

from mingzhang.facts.publication import NOTE, TABLE, Piece
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.formats.ooxml import W
from mingzhang.writers.arrange import Spread
from mingzhang.writers.word.blocks import paragraph, run, table


def grid(made: Table, **kinds: object) -> list[list[tuple[str, str, str]]]:
    """Row by row: text, columns spanned, vertical merge."""
    xml = table(Spread([Piece(made, TABLE, **kinds)]), "full")  # type: ignore[arg-type]
    return [[_cell(cell) for cell in row.findall(f"{W}tc")] for row in xml.findall(f"{W}tr")]


def _cell(cell: etree._Element) -> tuple[str, str, str]:
    span, merge = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
    down = "" if merge is None else merge.get(f"{W}val", "goes on")
    return (
        "".join(t.text or "" for t in cell.iter(f"{W}t")),
        "1" if span is None else span.get(f"{W}val", ""),
        down,
    )


def test_lines_and_tabs_keep_their_meaning() -> None:
    made = paragraph("BodyText", [run("甲\n乙\t丙 ")])
    kinds = [node.tag.removeprefix(W) for node in made.iterfind(f"{W}r/*")]
    assert kinds == ["rPr", "t", "br", "t", "tab", "t"]
    assert [node.text for node in made.iter(f"{W}t")] == ["甲", "乙", "丙 "]


def test_merges_both_ways() -> None:
    made = Table([Cell("块", 0, 0, 2, 2), Cell("甲", 0, 2), Cell("乙", 1, 2), Cell("丙", 2, 0, 1, 3)])
    assert grid(made) == [
        [("块", "2", "restart"), ("甲", "1", "")],
        [("", "2", "goes on"), ("乙", "1", "")],
        [("丙", "3", "")],
    ]


def test_a_hole_in_the_grid_is_an_empty_cell() -> None:
    assert grid(Table([Cell("甲", 0, 0), Cell("乙", 1, 1)])) == [
        [("甲", "1", ""), ("", "1", "")],
        [("", "1", ""), ("乙", "1", "")],
    ]


def test_totals_are_set_in_another_face() -> None:
    made = Table([Cell("项目", 0, 0), Cell("合计", 1, 0)])
    xml = table(Spread([Piece(made, TABLE, strong=frozenset([1]))]), "full")
    faces = [fonts.get(f"{W}eastAsia") for fonts in xml.iter(f"{W}rFonts")]
    assert faces == [None, "黑体"]


def test_three_lines_rule_off_the_head() -> None:
    made = Table([Cell("项目", 0, 0), Cell("甲", 1, 0)])
    xml = table(Spread([Piece(made, TABLE, heads=1)]), "three-line")
    ruled = [cell.find(f"{W}tcPr/{W}tcBorders/{W}bottom") is not None for cell in xml.iter(f"{W}tc")]
    assert ruled == [True, False]


def test_the_table_is_named_for_those_who_cannot_see_it() -> None:
    made = Table([Cell("项目", 0, 0)])
    xml = table(Spread([Piece(made, TABLE, name='收入"表"')]), "full")
    caption = xml.find(f"{W}tblPr/{W}tblCaption")
    assert caption is not None and caption.get(f"{W}val") == '收入"表"'


def long_table(lines: int) -> Piece:
    cells = [Cell("项目", 0, 0), Cell("决算数", 0, 1)]
    cells += [c for row in range(1, lines) for c in (Cell("甲", row, 0), Cell("1,234.50", row, 1))]
    return Piece(Table(cells), TABLE)


def kept(xml: etree._Element) -> list[bool]:
    """Row by row whether it stays with the next."""
    return [row.find(f".//{W}keepNext") is not None for row in xml.iter(f"{W}tr")]


def test_figures_do_not_wrap_and_words_do() -> None:
    xml = table(Spread([long_table(3)]), "full")
    wrapping = [cell.find(f"{W}tcPr/{W}noWrap") is None for cell in xml.iter(f"{W}tc")]
    assert wrapping == [True, True, True, False, True, False]


def test_the_widths_of_the_cells_are_those_of_the_columns() -> None:
    xml = table(Spread([long_table(3)]), "full")
    columns = [int(col.get(f"{W}w", "")) for col in xml.iter(f"{W}gridCol")]
    cells = [int(width.get(f"{W}w", "")) for width in xml.iter(f"{W}tcW")]
    assert cells == columns * 3
    total = xml.find(f"{W}tblPr/{W}tblW")
    assert total is not None and int(total.get(f"{W}w", "")) == sum(columns)


def test_a_short_table_in_the_text_stays_on_one_page_and_a_long_one_keeps_its_heads() -> None:
    assert kept(table(Spread([long_table(5)], whole=True), "full")) == [True] * 4 + [False]
    assert kept(table(Spread([long_table(5)]), "full")) == [True] + [False] * 4


def test_the_last_rows_stay_with_the_note_below() -> None:
    noted = Spread([long_table(9), Piece(Paragraph("注：略。"), NOTE)])
    assert kept(table(noted, "full")) == [True] + [False] * 5 + [True] * 3
