"""Places are found again where they came from, in every format."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.place import Place
from mingzhang.facts.report import Cell, Paragraph, Report, Table
from mingzhang.work.check import check_file
from mingzhang.work.examples import grid
from mingzhang.writers.spots import Spot, Spots
from tests.conftest import ROOT


def word(*blocks: Paragraph | Table) -> Report:
    return Report("a.docx", "docx", list(blocks))


def test_equal_sentences_are_told_apart_by_the_heading_above() -> None:
    same = "本年合计6.20万元。"
    report = word(Paragraph("一、收入"), Paragraph(same), Paragraph("二、支出"), Paragraph(same))
    for block, section in ((1, "第三部分 一、收入"), (3, "第三部分 二、支出")):
        place = report.blocks[block].place(4, 10).naming(section=section)  # type: ignore[union-attr]
        assert Spots(report).find(place) == Spot(block, None, (4, 10))


def test_equal_sentences_of_a_text_file_are_told_apart_by_the_line() -> None:
    report = Report("a.txt", "txt", [Paragraph("合计1.00万元", line=n) for n in (1, 2, 5)])
    for index, paragraph in enumerate(report.paragraphs()):
        assert Spots(report).find(paragraph.place(2, 6)) == Spot(index, None, (2, 6))


def test_equal_cells_are_told_apart_by_table_row_and_column() -> None:
    rows = (("项目", "本年", "上年"), ("基本支出", "1.00", "1.00"), ("项目支出", "1.00", "2.00"))
    report = word(Paragraph("收入决算表"), grid(*rows), Paragraph("支出决算表"), grid(*rows))
    spots = Spots(report)
    for table, block in (("收入决算表", 1), ("支出决算表", 3)):
        for row in (1, 2):
            for column in (1, 2):
                place = Place(
                    table=table, row=rows[row][0], column=rows[0][column], printed=rows[row][column]
                )
                assert spots.find(place) == Spot(block, (row, column))


def test_a_longer_name_of_a_table_is_another_table() -> None:
    rows = (("项目", "合计"), ("总计", "3.00"))
    report = word(
        Paragraph("一般公共预算财政拨款支出决算表"), grid(*rows), Paragraph("支出决算表"), grid(*rows)
    )
    place = Place(table="支出决算表", row="总计", column="合计", printed="3.00")
    assert Spots(report).find(place) == Spot(3, (1, 1))


def test_an_empty_cell_is_found_by_its_names() -> None:
    table = grid(("指标", "实际完成值", "得分"), ("成本指标", "", "5"), ("质量指标", "", "5"))
    place = Place(table="自评表1“购置”", row="质量指标 合格", column="实际完成值")
    assert Spots(word(Paragraph("购置"), table)).find(place) == Spot(1, (2, 1))


def test_boxes_decide_on_a_page() -> None:
    cells = [Cell("1.00", n, 0, page=1, bbox=(0.0, 10.0 * n, 9.0, 10.0 * n + 9)) for n in range(3)]
    report = Report("a.pdf", "pdf", [Table(cells, page=1)])
    assert Spots(report).find(cells[1].place()) == Spot(0, (1, 0))


def test_a_place_without_words_or_of_another_document_is_nowhere() -> None:
    report = word(Paragraph("收入"), grid(("1.00",)))
    assert Spots(report).find(Place()) is None
    assert Spots(report).find(Place(quote="支出9.99", printed="9.99", span=(2, 6))) is None


def test_words_put_together_from_several_lines_are_found_in_the_first() -> None:
    place = Place(quote="占年初预算的98%", printed="98%", span=(105, 108))
    assert Spots(word(Paragraph("甲"), Paragraph("支出占年初预算的98%。"))).find(place) == Spot(
        1, None, (8, 11)
    )


@given(
    st.lists(st.text("甲乙1.0万元", min_size=1, max_size=12), min_size=1, max_size=6, unique=True), st.data()
)
def test_any_words_are_found_again(texts: list[str], data: st.DataObject) -> None:
    report = word(*map(Paragraph, texts))
    index = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts[index]) - 1))
    end = data.draw(st.integers(start + 1, len(texts[index])))
    paragraph = report.blocks[index]
    assert isinstance(paragraph, Paragraph)
    spot = Spots(report).find(paragraph.place(start, end))
    assert spot is not None and spot.cell is None
    found = report.blocks[spot.block]
    assert isinstance(found, Paragraph) and found.text[slice(*spot.span)] == texts[index][start:end]


@pytest.mark.parametrize("name", ["fengtai-2020-faults.docx"])
def test_every_place_of_an_example_is_found_with_its_words(name: str) -> None:
    checked = check_file(ROOT / "examples" / name)
    report = checked.document.report
    _found_all(report, [place for f in checked.findings for place in f.places])


def test_every_place_of_real_documents_is_found(shared: Path) -> None:
    for path in sorted((shared / "data/real").glob("*account*")):
        checked = check_file(path)
        _found_all(checked.document.report, [place for f in checked.findings for place in f.places])


def _found_all(report: Report, places: list[Place]) -> None:
    spots = Spots(report)
    for place in places:
        spot = spots.find(place)
        assert spot is not None, place
        block = report.blocks[spot.block]
        if spot.cell is None:
            assert isinstance(block, Paragraph) and block.text[slice(*spot.span)] == place.printed
        else:
            assert isinstance(block, Table)
            cell = block.at(*spot.cell)
            assert cell is not None and cell.text.strip() == place.printed.strip()
