"""Reports as data, and where the characters of a paragraph stand."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.report import QUOTE, Cell, Line, Paragraph, Report, Table, joined

words = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)
pages = st.none() | st.integers(1, 50)
points = st.integers(0, 900).map(float)


@st.composite
def paragraphs(draw: st.DrawFn, low: int = 0) -> Paragraph:
    """Paragraphs broken into visual lines of random length, over one or several pages."""
    text = draw(st.text("数字万元，。1234.5 ", min_size=low, max_size=40))
    lines: list[Line] = []
    start, page = 0, draw(st.integers(1, 9))
    drawn = draw(st.booleans())
    while drawn and start < len(text):
        size = draw(st.integers(1, 12))
        size = min(size, len(text) - start)
        top = draw(points)
        xs = tuple(70.0 + 10 * number for number in range(size + 1))
        lines.append(Line(start, page, top, top + 12, xs))
        start += size
        page += draw(st.integers(0, 4)) // 4
    kind = draw(st.sampled_from(["text", "footnote", "textbox", "header", "contents"]))
    first = lines[0].page if lines else draw(pages)
    cuts = sorted(draw(st.sets(st.integers(1, max(1, len(text) - 1)), max_size=3)) & set(range(1, len(text))))
    ends = [0, *cuts, len(text)] if text else []
    sources = [(a, b, draw(st.integers(0, 99))) for a, b in pairwise(ends)]
    return Paragraph(text, first, lines, draw(st.integers(0, 6)), kind, draw(pages), sources)


cells = st.builds(
    Cell,
    text=words,
    row=st.integers(0, 5),
    column=st.integers(0, 5),
    rowspan=st.integers(1, 3),
    colspan=st.integers(1, 3),
    page=pages,
    bbox=st.none() | st.tuples(points, points, points, points),
    line=pages,
    error=st.none() | st.sampled_from(["#REF!", "#DIV/0!"]),
    source=st.none() | st.lists(st.tuples(*[st.integers(0, 99)] * 3), min_size=1, max_size=3).map(tuple),
)
tables = st.builds(Table, st.lists(cells, max_size=6), page=pages, name=words, ruled=st.booleans())
reports = st.builds(
    Report,
    file=words,
    format=st.sampled_from(["pdf", "docx", "txt"]),
    blocks=st.lists(paragraphs() | tables, max_size=4),
    sha256=words,
    pages=pages,
    unread_pages=st.lists(st.integers(1, 9), max_size=3),
    notes=st.lists(words, max_size=2),
)


@given(reports)
def test_a_report_survives_json(report: Report) -> None:
    data = json.loads(json.dumps(report.to_json(), ensure_ascii=False))
    assert Report.from_json(data) == report


def test_another_schema_is_refused() -> None:
    data = Report("a.txt", "txt").to_json()
    for schema in (None, "mingzhang/report/2", "mingzhang/check/1"):
        with pytest.raises(ValueError, match="mingzhang/report/1"):
            Report.from_json(data | {"schema": schema})


def test_paragraphs_and_tables_in_reading_order() -> None:
    one, two, grid = Paragraph("一"), Paragraph("二"), Table([])
    report = Report("a.txt", "txt", [one, grid, two])
    assert list(report.paragraphs()) == [one, two]
    assert list(report.tables()) == [grid]


# -- places of characters ---------------------------------------------------------------------------------


@given(paragraphs(low=1), st.data())
def test_a_quote_is_short_and_holds_what_it_quotes(paragraph: Paragraph, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(paragraph.text) - 1))
    end = data.draw(st.integers(start + 1, len(paragraph.text)))
    place = paragraph.place(start, end)
    assert place.span == (start, end)
    assert place.printed == paragraph.text[start:end]
    assert len(place.quote) <= QUOTE
    assert place.quote in paragraph.text
    assert place.printed.strip() in place.quote


@pytest.mark.parametrize("length", [1, 30, 59, 60, 61, 200])
def test_long_spans_are_cut(length: int) -> None:
    text = "前" * 100 + "数" * length + "后" * 100
    place = Paragraph(text).place(100, 100 + length)
    assert len(place.quote) == QUOTE
    assert place.quote.count("数") == min(length, QUOTE)
    assert place.printed == "数" * length


@given(paragraphs(low=1), st.data())
def test_the_box_of_one_character_is_its_own(paragraph: Paragraph, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(paragraph.text) - 1))
    place = paragraph.place(at, at + 1)
    if not paragraph.lines:
        assert place.bbox is None
        assert place.page == paragraph.page
        return
    line = next(ln for ln in paragraph.lines if ln.start <= at < ln.start + len(ln.xs) - 1)
    offset = at - line.start
    assert place.bbox == (line.xs[offset], line.y0, line.xs[offset + 1], line.y1)
    assert place.page == line.page


def test_a_span_over_two_lines_has_one_box_and_one_over_two_pages_stays_on_the_first() -> None:
    lines = [
        Line(0, 1, 100.0, 112.0, (70.0, 80.0, 90.0)),
        Line(2, 1, 120.0, 132.0, (50.0, 60.0, 70.0)),
        Line(4, 2, 40.0, 52.0, (10.0, 20.0, 30.0)),
    ]
    paragraph = Paragraph("甲乙丙丁戊己", 1, lines)
    assert paragraph.place(1, 3).bbox == (50.0, 100.0, 90.0, 132.0)
    assert paragraph.place(3, 6).bbox == (60.0, 120.0, 70.0, 132.0)
    crossing = paragraph.place(3, 6)
    assert crossing.page == 1
    assert paragraph.place(4, 5).page == 2


def test_line_numbers_count_line_ends() -> None:
    paragraph = Paragraph("一\n二\n三", line=7)
    assert [paragraph.place(at, at + 1).line for at in (0, 2, 4)] == [7, 8, 9]
    assert Paragraph("一").place(0, 1).line is None


@given(st.lists(paragraphs(low=1).filter(lambda p: p.lines), min_size=1, max_size=3), st.data())
def test_joining_keeps_every_character_where_it_stands(parts: list[Paragraph], data: st.DataObject) -> None:
    whole = joined(parts)
    assert whole.text == "".join(part.text for part in parts)
    index = data.draw(st.integers(0, len(parts) - 1))
    at = data.draw(st.integers(0, len(parts[index].text) - 1))
    offset = sum(len(part.text) for part in parts[:index])
    there = whole.place(offset + at, offset + at + 1)
    here = parts[index].place(at, at + 1)
    assert (there.page, there.bbox, there.printed) == (here.page, here.bbox, here.printed)
    assert there.source == here.source


@given(paragraphs(low=1), st.data())
def test_every_character_has_one_source_and_one_line(paragraph: Paragraph, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(paragraph.text) - 1))
    place = paragraph.place(start, data.draw(st.integers(start + 1, len(paragraph.text))))
    lengths = [last - first for _, first, last in place.source or ()]
    assert sum(lengths) == len(place.printed) and all(length > 0 for length in lengths)
    if place.boxes:
        x0s, y0s, x1s, y1s = zip(*place.boxes, strict=True)
        assert len(place.boxes) > 1
        assert place.bbox == (min(x0s), min(y0s), max(x1s), max(y1s))


# -- grids ------------------------------------------------------------------------------------------------


def test_merged_cells_cover_their_span_once() -> None:
    head, deep = Cell("项目", 0, 0, rowspan=2, colspan=2), Cell("决算数", 0, 2)
    table = Table([head, deep, Cell("1.00", 1, 2), Cell("x", 3, 0)])
    assert table.shape == (4, 3)
    assert all(table.at(row, column) is head for row in (0, 1) for column in (0, 1))
    assert table.row(0) == [head, deep]
    assert table.row(1)[0] is head
    assert table.row(2) == []
    assert table.at(2, 0) is None


def test_an_empty_table_has_no_shape() -> None:
    assert Table([]).shape == (0, 0)


def test_the_place_of_a_cell_is_trimmed() -> None:
    cell = Cell("  6.20\n", 1, 1, page=3, bbox=(1.0, 2.0, 3.0, 4.0), line=9)
    place = cell.place()
    assert (place.printed, place.quote, place.page, place.line) == ("6.20", "6.20", 3, 9)
    assert len(Cell("长" * 90, 0, 0).place().quote) == QUOTE


@pytest.mark.parametrize("printed", ["57.43", "57.8", "2.27%", "1,234.56", "退休"])
def test_quotations_end_with_a_clause_and_never_inside_a_figure(printed: str) -> None:
    text = (
        "某年当年执行数为57.43万元，次年预算安排57.8万元，比上年执行数减少2.27%。主要原因是：退休实有人数减少，"
        "其余各项都没有变化，也没有人员调整，核定数1,234.56万元，与上年持平，没有其他需要说明的事项了。"
    )
    start = text.index(printed)
    place = Paragraph(text).place(start, start + len(printed))
    before, _, after = text.partition(place.quote)
    assert (
        printed in place.quote
        and (not before or before[-1] in "，。：")
        and (not after or place.quote[-1] in "，。：")
    )


def test_a_quotation_without_a_clause_leaves_a_cut_figure_out() -> None:
    text = "支出" * 20 + "1234567.89" + "支出" * 40 + "7654321.01" * 3
    start = text.index("支出7654")
    assert Paragraph(text).place(start, start + 2).quote.endswith("支出")
    start = text.index("567.89") + 30
    assert Paragraph(text).place(start, start + 2).quote.startswith("支出")
