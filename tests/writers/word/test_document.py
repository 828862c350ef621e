"""Word documents: what is written reads back, opens filled, and keeps to the form of Office files."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from hypothesis import given, settings
from lxml import etree

from mingzhang.facts.publication import CAPTION, PART, SECTION, TABLE, TITLE, Piece, Publication
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.formats.ooxml import W
from mingzhang.writers.arrange import entries
from mingzhang.writers.pdf.document import pages_of
from mingzhang.writers.word.document import write_docx
from tests.writers.publications import fengtai, long, publications, random_account
from tests.writers.roundtrip import meant, read_back, said, without


def parts(publication: Publication) -> dict[str, bytes]:
    stream = io.BytesIO()
    write_docx(publication, stream)
    with zipfile.ZipFile(stream) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    return parts(long())


@pytest.fixture(scope="module")
def document(written: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(written["word/document.xml"])


@pytest.mark.parametrize("made", [fengtai(), long(), random_account(1), random_account(2)])
def test_a_composed_account_reads_back(made: Publication, tmp_path: Path) -> None:
    report = read_back(write_docx, made, tmp_path / "a.docx")
    assert without(said(report.blocks), "目录") == meant(made)


@settings(max_examples=25)
@given(publications())
def test_any_publication_reads_back(made: Publication) -> None:
    with TemporaryDirectory() as folder:
        report = read_back(write_docx, made, Path(folder) / "a.docx")
    assert without(said(report.blocks), "目录") == meant(made)


def test_headings_read_back_with_their_levels(tmp_path: Path) -> None:
    report = read_back(write_docx, fengtai(), tmp_path / "a.docx")
    levels = {block.text: block.level for block in report.paragraphs()}
    assert levels["第一部分 2020年度部门决算报表"] == 1
    assert levels["一、部门基本情况"] == 2
    assert levels["（一）收入决算说明"] == 3
    assert levels["收入支出决算总表"] == 2, "a table that the contents list is a heading to Word"


def test_the_contents_open_filled(document: etree._Element) -> None:
    """One field from the first entry to the last, each entry with its page and a link to its heading."""
    made = long()
    lines = [p for p in document.iter(f"{W}p") if "PAGEREF" in "".join(p.itertext())]
    shown = ["".join(t.text or "" for t in line.iter(f"{W}t")) for line in lines]
    expected = [
        f"{piece.block.text}{page}"  # type: ignore[union-attr]
        for (_, piece), page in zip(entries(made), pages_of(made), strict=True)
    ]
    assert shown == expected
    kinds = [f.get(f"{W}fldCharType") for line in lines for f in line.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("end") == kinds.count("separate") == len(lines) + 1
    assert kinds[0] == "begin" and kinds[-1] == "end"
    targets = {link.get(f"{W}anchor") for link in document.iter(f"{W}hyperlink")}
    assert targets == {mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")}


def test_nothing_asks_word_to_renew_fields_on_opening(written: dict[str, bytes]) -> None:
    assert b"updateFields" not in written["word/settings.xml"]
    assert b"dirty" not in written["word/document.xml"]


def test_it_opens_with_python_docx_and_turns_wide_tables(written: dict[str, bytes]) -> None:
    stream = io.BytesIO()
    write_docx(long(), stream)
    word = Document(stream)
    assert word.core_properties.title == "北京市丰台区人民政府办公室2020年度部门决算（草案）"
    assert word.core_properties.language == "zh-CN"
    turned = [section.orientation for section in word.sections]
    assert WD_ORIENT.LANDSCAPE in turned and turned[-1] == WD_ORIENT.PORTRAIT
    assert len(word.tables) == len(long().tables())
    assert len(word.inline_shapes) == 3 + sum(p.role == "chart" for p in fengtai().pieces)


def test_every_part_is_declared_and_every_relation_leads_somewhere(written: dict[str, bytes]) -> None:
    types = etree.fromstring(written["[Content_Types].xml"])
    declared = {part.get("PartName", "")[1:] for part in types if part.get("PartName")}
    assert declared <= set(written)
    related = etree.fromstring(written["word/_rels/document.xml.rels"])
    assert {f"word/{part.get('Target')}" for part in related} <= set(written)
    used = set(re.findall(rb'r:(?:id|embed)="(\w+)"', written["word/document.xml"]))
    assert used <= {part.get("Id", "").encode() for part in related}


def test_pictures_have_words_for_those_who_cannot_see(document: etree._Element) -> None:
    described = [node.get("descr") for node in document.iter() if node.tag.endswith("}docPr")]
    assert described and all(described)


def test_head_rows_repeat_and_rows_stay_whole(document: etree._Element) -> None:
    for table, piece in zip(document.iter(f"{W}tbl"), long().tables(), strict=True):
        rows = table.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [
            number < piece.heads for number in range(len(rows))
        ]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_every_row_fills_the_grid(document: etree._Element) -> None:
    """Cells and spans add up to the columns, or Word calls the file damaged."""
    for table in document.iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
            assert sum(1 if span is None else int(span.get(f"{W}val", "")) for span in spans) == columns


def test_a_table_is_followed_by_a_paragraph(document: etree._Element) -> None:
    """Two tables in a row would run into one."""
    body = document.find(f"{W}body")
    assert body is not None
    tags = [child.tag for child in body]
    assert all(after == f"{W}p" for tag, after in pairwise(tags) if tag == f"{W}tbl")


def test_figures_are_right_and_names_left(document: etree._Element) -> None:
    places = {}
    for cell in document.iter(f"{W}tc"):
        text = "".join(t.text or "" for t in cell.iter(f"{W}t"))
        place = cell.find(f"{W}p/{W}pPr/{W}jc")
        places[text] = None if place is None else place.get(f"{W}val")
    assert (places["1799.94"], places["2010301"], places["行政运行"]) == ("right", "left", "left")


def test_three_lines_have_no_upright_rules() -> None:
    made = fengtai()
    made.grid = "three-line"
    borders = next(etree.fromstring(parts(made)["word/document.xml"]).iter(f"{W}tblBorders"))
    assert [child.tag.removeprefix(W) for child in borders] == ["top", "bottom"]


def test_cover_and_contents_carry_no_page_number(document: etree._Element) -> None:
    sections = list(document.iter(f"{W}sectPr"))
    numbered = [section.find(f"{W}footerReference") is not None for section in sections]
    assert numbered[:2] == [False, False] and all(numbered[2:])
    starts = [section.find(f"{W}pgNumType") for section in sections]
    assert [start is not None for start in starts] == [number == 2 for number in range(len(sections))]


def test_the_same_publication_gives_the_same_bytes() -> None:
    assert parts(fengtai()) == parts(fengtai())


def test_a_publication_without_cover_contents_or_tables() -> None:
    made = Publication(
        "某局", "说明", 2024, [Piece(Paragraph("一、收入"), SECTION), Piece(Paragraph("无。"))]
    )
    assert "一、收入" in parts(made)["word/document.xml"].decode()
    empty = Publication("某局", "空", 2024)
    assert "sectPr" in parts(empty)["word/document.xml"].decode()


def test_a_wide_table_first_and_last() -> None:
    table = Table([Cell("项目", 0, 0), Cell("数", 0, 1), Cell("甲", 1, 0), Cell("1", 1, 1)])
    made = Publication("某局", "表", 2024, [
        Piece(Paragraph("表"), TITLE), Piece(Paragraph("第一部分 表"), PART), Piece(Paragraph("甲表"), CAPTION),
        Piece(table, TABLE, wide=True, name="甲"),
    ])  # fmt: skip
    xml = etree.fromstring(parts(made)["word/document.xml"])
    sizes = [size.get(f"{W}orient") for size in xml.iter(f"{W}pgSz")]
    assert sizes == [None, "landscape"]
