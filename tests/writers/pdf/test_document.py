"""PDFs: what is written reads back; tags, contents, bookmarks, fonts, pages."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings

from mingzhang.facts.publication import CONTENTS, PART, SUBSECTION, Chart, Piece, Publication
from mingzhang.facts.report import Paragraph
from mingzhang.writers.arrange import entries, text
from mingzhang.writers.pdf.document import pages_of, write_pdf
from tests.writers.publications import fengtai, long, publications, random_account
from tests.writers.roundtrip import closed_up, joined, meant, read_back, said, squeezed


def pdf_of(publication: Publication) -> bytes:
    stream = io.BytesIO()
    write_pdf(publication, stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def data() -> bytes:
    return pdf_of(long())


@pytest.mark.parametrize("made", [fengtai(), long(), random_account(1), random_account(2)])
def test_a_composed_account_reads_back(made: Publication, tmp_path: Path) -> None:
    """All tables with their merged cells, over pages too; the text but for where paragraphs end."""
    report = read_back(write_pdf, made, tmp_path / "a.pdf")
    assert joined(said(report.blocks)) == joined(meant(made))
    assert not report.notes and not report.unread_pages


@settings(max_examples=15)
@given(publications())
def test_figures_and_cells_of_any_publication_read_back(made: Publication) -> None:
    with TemporaryDirectory() as folder:
        report = read_back(write_pdf, made, Path(folder) / "a.pdf")
    tables = [each for each in said(report.blocks) if not isinstance(each, str)]
    assert tables == [each for each in meant(made) if not isinstance(each, str)]
    whole = squeezed("".join(each for each in said(report.blocks) if isinstance(each, str)))
    for piece in made.pieces:
        if piece.role == "body":
            assert squeezed(text(piece)) in whole


@pytest.mark.parametrize("made", [fengtai(), long(), random_account(1), random_account(3)])
def test_an_account_in_three_line_tables_reads_back(made: Publication, tmp_path: Path) -> None:
    made.grid = "three-line"
    report = read_back(write_pdf, made, tmp_path / "a.pdf")
    assert closed_up(said(report.blocks)) == closed_up(meant(made))
    assert not any(table.ruled for table in report.tables())


@settings(max_examples=10)
@given(publications())
def test_no_text_of_any_three_line_table_is_lost(made: Publication) -> None:
    """Where rows hold no figure at all, nothing but a ruling could tell them apart: texts only, then."""
    made.grid = "three-line"
    with TemporaryDirectory() as folder:
        report = read_back(write_pdf, made, Path(folder) / "a.pdf")
    read = Counter("".join(_texts(said(report.blocks))))
    assert not Counter("".join(_texts(meant(made)))) - read


def _texts(blocks: Iterable[Any]) -> Iterator[str]:
    """Every text of paragraphs and cells, without blanks."""
    for block in blocks:
        cells = [block] if isinstance(block, str) else [cell[-1] for cell in block]
        yield from (squeezed(cell) for cell in cells)


def test_it_is_tagged_titled_and_chinese(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked) and "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang).startswith("zh")
        assert str(pdf.docinfo["/Title"]) == "北京市丰台区人民政府办公室2020年度部门决算（草案）"
        assert str(pdf.docinfo["/Author"]) == "北京市丰台区人民政府办公室"


def test_it_conforms_to_the_standard_of_accessible_pdf(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()


def test_headings_that_leave_out_a_level_are_set_without_the_claim() -> None:
    made = Publication(
        "某局", "说明", 2024, [Piece(Paragraph("（一）收入"), SUBSECTION), Piece(Paragraph("无。"))]
    )
    with pikepdf.open(io.BytesIO(pdf_of(made))) as pdf:
        assert b"pdfuaid" not in pdf.Root.Metadata.read_bytes()


def test_bookmarks_name_the_pages_of_the_contents(data: bytes) -> None:
    made = long()
    document = pypdfium2.PdfDocument(data)
    marks: dict[Any, Any] = {}
    for mark in document.get_toc():
        place = mark.get_dest()
        assert place is not None
        marks.setdefault(squeezed(mark.get_title()), place.get_index())
    for (_, piece), page in zip(entries(made), pages_of(made), strict=True):
        assert marks[squeezed(text(piece))] == page + 1, "two pages, cover and contents, come before page 1"


def test_pages_are_numbered_and_the_contents_print_the_numbers(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    words = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    assert "—" not in words[0] and "—1—" in squeezed(words[2])
    assert f"—{len(document) - 2}—" in squeezed(words[-1])
    contents = squeezed(words[1]).replace(".", "").replace("…", "")
    for (_, piece), page in zip(entries(long()), pages_of(long()), strict=True):
        assert f"{squeezed(text(piece))}{page}" in contents


def test_wide_tables_lie_and_repeat_their_heads(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    sizes = [document.get_page_size(number) for number in range(len(document))]
    lying = [number for number, (width, height) in enumerate(sizes) if width > height]
    words = {number: document[number].get_textpage().get_text_bounded() for number in lying}
    long_table = [
        number for number in lying if "附属单位上缴" in words[number] and "机关事业" in words[number]
    ]
    assert len(long_table) >= 3 and len(lying) < len(sizes)


def test_only_free_fonts_are_embedded_and_all_are(data: bytes) -> None:
    names = set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            fonts: dict[str, Any] = dict(page.Resources.get("/Font", {}))
            for font in fonts.values():
                inner = font.DescendantFonts[0]
                names.add(str(inner.BaseFont).partition("+")[2])
                assert {"/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys())
    assert names and all(name.startswith(("NotoSerifSC", "NotoSansCJKsc", "NotoSansSC")) for name in names)


def test_charts_are_pictures_with_words_beside_them(data: bytes) -> None:
    charts = [piece for piece in long().pieces if isinstance(piece.block, Chart)]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        told = [
            str(item.get("/Alt"))
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        ]
    assert {piece.block.told for piece in charts} <= set(told)  # type: ignore[union-attr]


def test_text_is_never_taken_for_markup(tmp_path: Path) -> None:
    awkward = '#panic("x") $x$ *b* _i_ `r` <l> @r = 标题 // 注 \\ " [a] {b} #image("/etc/passwd") - 列 + 1.'
    made = Publication("某局", "标题#1", 2024, [Piece(Paragraph(awkward))])
    report = read_back(write_pdf, made, tmp_path / "a.pdf")
    assert squeezed("".join(p.text for p in report.paragraphs())) == squeezed(awkward)


def test_control_characters_are_left_out(tmp_path: Path) -> None:
    made = Publication("某局", "决算", 2024, [Piece(Paragraph("合\x00计\u202e1万元，\ud800共1项。"))])
    report = read_back(write_pdf, made, tmp_path / "a.pdf")
    assert squeezed(next(report.paragraphs()).text) == "合计1万元，共1项。"


def test_the_same_publication_gives_the_same_bytes() -> None:
    assert pdf_of(fengtai()) == pdf_of(fengtai())


def test_an_empty_publication_is_one_page() -> None:
    assert len(pypdfium2.PdfDocument(pdf_of(Publication("某局", "空", 2024)))) >= 1
    assert pages_of(Publication("某局", "空", 2024)) == []


@pytest.mark.parametrize("made", [fengtai(), long(), random_account(4)])
def test_no_page_holds_one_line_only(made: Publication) -> None:
    for number, page in enumerate(pypdfium2.PdfDocument(pdf_of(made)), 1):
        lines = [line for line in page.get_textpage().get_text_range().split("\r\n") if line[:1] != "—"]
        assert len(lines) != 1, (number, lines)  # none where the page has charts only


def test_the_last_line_of_a_part_takes_the_paragraph_before_it_along() -> None:
    body = [Piece(Paragraph(f"第{k}项工作已经完成。")) for k in range(23)]
    pieces = [Piece(Paragraph("第一部分 概况"), PART), *body, Piece(Paragraph("第二部分 说明"), PART)]
    made = Publication("某局", "决算", 2024, [*pieces, Piece(Paragraph("没有。"))])
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf_of(made))]
    assert len(pages) == 3
    assert "第 21 项" in pages[1] and "第 22 项" in pages[1]


def test_a_long_heading_breaks_where_words_end_and_the_contents_have_it_whole() -> None:
    title = "第一部分 某某壮族自治区示例县科学技术局概况"
    pieces = [Piece(Paragraph("目录"), CONTENTS), Piece(Paragraph(title), PART), Piece(Paragraph("略。"))]
    made = Publication("某局", "决算", 2024, pieces)
    contents, first = (p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(pdf_of(made)))
    assert f"{title}.." in contents.replace("\r\n", "").replace(" .", ".")
    assert "第一部分 某某壮族自治区\r\n示例县科学技术局概况\r\n" in first
