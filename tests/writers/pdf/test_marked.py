"""Marks lie on the figures, the pages stay as they are, and what must not be marked is refused untouched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings

from mingzhang.facts.finding import Severity
from mingzhang.facts.place import Place
from mingzhang.facts.report import Paragraph, Report
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.pdf.reader import read_pdf
from mingzhang.writers.mark import Mark
from mingzhang.writers.pdf.marked import write_marked_pdf
from mingzhang.writers.written import UnwritableError
from tests.readers.office import DAMAGE, damaged
from tests.readers.pdf.drawing import Sheet, pdf, written

WHEN = datetime(2025, 3, 1, 9, 5)
SENTENCE, FIGURE = "本年收入合计100.00万元，占总收入的91.37%。", "91.37%"


def mark(
    number: int,
    *places: Place,
    lines: tuple[str, ...] = ("占比不对（N-03）", "应为：93.17%"),
    severity: Severity = Severity.ERROR,
) -> Mark:
    return Mark(number, severity, list(lines), list(places), "93.17%")


def found(path: Path) -> tuple[Report, Place]:
    """The report and the place of the figure on its first page."""
    report = read_pdf(path, Limits())
    paragraph = next(p for p in report.paragraphs() if FIGURE in p.text)
    start = paragraph.text.index(FIGURE)
    return report, paragraph.place(start, start + len(FIGURE))


def marked(path: Path, *marks: Mark, turns: Sequence[int] = ()) -> Path:
    out = path.with_name("out.pdf")
    write_marked_pdf(path, marks, turns, "某局 2024 年度 部门决算", out, WHEN, True)
    return out


def notes(path: Path, kind: str = "/Highlight") -> list[tuple[int, list[float], str]]:
    with pikepdf.open(path) as document:
        return [
            (number, [float(v) for v in note.Rect], str(note.get("/Contents", "")))
            for number, page in enumerate(document.pages, 1)
            for note in page.obj.get("/Annots", [])
            if str(note.Subtype) == kind
        ]


def characters(path: Path, text: str) -> tuple[float, float, float, float]:
    """The box of a text in user space, as PDFium knows it without our reader."""
    document = pypdfium2.PdfDocument(path)
    try:
        page = document[0].get_textpage()
        start, count = page.search(text).get_next()
        boxes = [page.get_charbox(i) for i in range(start, start + count)]
    finally:
        document.close()
    a, b, c, d = zip(*boxes, strict=True)
    return min(a), min(b), max(c), max(d)


def sheet(rotate: int = 0, sideways: bool = False) -> Sheet:
    return (
        Sheet(rotate=rotate, sideways=sideways).text(72, 100, SENTENCE).text(72, 140, "支出合计100.00万元。")
    )


@pytest.mark.parametrize("crop", [None, [30, 40, 580, 800]])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("sideways", [False, True])
def test_the_box_lies_on_the_figure_however_the_page_is_turned(
    tmp_path: Path, rotate: int, sideways: bool, crop: list[int] | None
) -> None:
    path = written(tmp_path / "a.pdf", sheet(rotate, sideways))
    if crop:
        with pikepdf.open(path, allow_overwriting_input=True) as document:
            document.pages[0].obj.CropBox = pikepdf.Array(crop)
            document.save(path)
    report, place = found(path)
    ((page, rect, _),) = notes(marked(path, mark(1, place), turns=report.turns))
    inner = characters(path, FIGURE)
    assert page == 1
    assert all(abs(a - b) < 6 for a, b in zip(rect, inner, strict=True)), (rect, inner)


def test_the_tint_leaves_the_figures_readable(tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", sheet())
    report, place = found(path)
    document = pypdfium2.PdfDocument(marked(path, mark(1, place), turns=report.turns))
    try:
        image = document[0].render(scale=2).to_pil().convert("RGB")
    finally:
        document.close()
    x0, y0, x1, y1 = (round(2 * v) for v in place.bbox or ())
    pixels = [image.getpixel((x, y)) for x in range(x0, x1) for y in range(y0, y1)]
    assert any(max(p) < 90 for p in pixels), "the figures have gone"
    assert sum(p[0] > 240 and 150 < p[1] < 230 for p in pixels) > len(pixels) / 3, "no tint"
    assert image.getpixel((x1 + 40, y0 + 80)) == (255, 255, 255)


def test_pages_and_their_text_stay_as_they_are(tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", sheet(), Sheet().text(72, 90, "第二页"))
    report, place = found(path)
    out = marked(path, mark(1, place), turns=report.turns)
    with pikepdf.open(path) as before, pikepdf.open(out) as after:
        assert len(after.pages) == len(before.pages) + 1
        for old, new in zip(before.pages, after.pages, strict=False):
            assert old.Contents.read_bytes() == new.Contents.read_bytes()
            assert old.obj.MediaBox == new.obj.MediaBox
    again = read_pdf(out, Limits())
    kept = [block for block in again.blocks if (block.page or 0) <= 2]
    assert [b.text for b in kept if isinstance(b, Paragraph)] == [b.text for b in report.paragraphs()]
    assert any("明账检查结果" in block.text for block in again.paragraphs() if block.page == 3)


def test_notes_say_everything_and_links_lead_both_ways(tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", sheet())
    report, place = found(path)
    out = marked(path, mark(1, place), turns=report.turns)
    ((_, _, words),) = notes(out)
    assert "占比不对（N-03）" in words and "应为：93.17%" in words and "1 错误" in words
    with pikepdf.open(out) as document:
        first, last = document.pages[0].obj, document.pages[-1].obj
        to_index = next(n for n in first.Annots if str(n.Subtype) == "/Link")
        to_place = next(n for n in last.Annots if str(n.Subtype) == "/Link")
        assert to_index.Dest[0].objgen == last.objgen and to_place.Dest[0].objgen == first.objgen
        assert str(document.Root.Outlines.Last.Title) == "明账检查结果"
        note = next(n for n in first.Annots if str(n.Subtype) == "/Highlight")
        assert str(note.T) == "明账" and note.Popup.Parent.objgen == note.objgen
        assert str(note.M) == "D:20250301090500"


def test_several_findings_on_one_figure_each_have_box_and_number(tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", sheet())
    report, place = found(path)
    out = marked(path, *(mark(i, place) for i in range(1, 8)), turns=report.turns)
    assert len(notes(out)) == 7
    with pikepdf.open(out) as document:
        boxes = [n.AP.N.read_bytes() for n in document.pages[0].obj.Annots if str(n.Subtype) == "/Highlight"]
    assert sum(b" re f" in drawing for drawing in boxes) == 1, "a tint over a tint darkens the figures"
    numbers = [rect for _, rect, _ in notes(out, "/Stamp")]
    for i, a in enumerate(numbers):
        for b in numbers[:i]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], "numbers overlap"


def test_words_over_two_lines_are_marked_line_by_line(tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", sheet())
    lines = ((300.0, 90.0, 500.0, 102.0), (72.0, 104.0, 120.0, 116.0))
    place = Place(page=1, bbox=(72.0, 90.0, 500.0, 116.0), boxes=lines, span=(0, 9))
    with pikepdf.open(marked(path, mark(1, place))) as document:
        (note,) = [n for n in document.pages[0].obj.Annots if str(n.Subtype) == "/Highlight"]
        quads = [float(v) for v in note.QuadPoints]
        assert len(quads) == 16 and quads[:2] == [298.8, 753.2] and quads[8:10] == [70.8, 739.2]
        assert note.AP.N.read_bytes().count(b" re f") == 2


def test_other_places_of_a_finding_are_framed(tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", sheet())
    report, place = found(path)
    other = next(p for p in report.paragraphs() if "支出" in p.text).place(4, 10)
    out = marked(path, mark(3, place, other, place), turns=report.turns)
    ((page, _, words),) = notes(out, "/Square")
    assert page == 1 and words.startswith("【3 相关】")


def test_cells_nest_and_places_without_box_or_page_do_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", sheet())
    cell = Place(page=1, bbox=(100, 200, 180, 215), table="收入表", printed="6.20")
    odd = [
        Place(),
        Place(page=1),
        Place(page=99, bbox=(0, 0, 9, 9)),
        Place(page=1, bbox=(5, 5, 5, 5), span=(0, 1)),
    ]
    out = marked(path, mark(1, cell), mark(2, cell), *(mark(i, p) for i, p in enumerate(odd, 3)))
    rects = [rect for _, rect, _ in notes(out, "/Square")]
    assert rects[0] == [101, 628, 179, 641]
    assert rects[1] == [102.8, 629.8, 177.2, 639.2]


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", sheet())
    report, place = found(path)
    words = ") /OpenAction << /S /JavaScript /JS (x) >> \x00\x1b\u202e 甲\U0001f600 " + "长" * 5000
    out = marked(path, mark(1, place, lines=(words,)), turns=report.turns)
    with pikepdf.open(out, attempt_recovery=False) as document:
        assert "/OpenAction" not in document.Root and not document.get_warnings()
    assert "甲\U0001f600" in notes(out)[0][2] and "\x00" not in notes(out)[0][2]


def test_bookmarks_and_notes_of_the_document_stay(tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", sheet())
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        with document.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("第一部分", 0))
        document.pages[0].obj.Annots = pikepdf.Array(
            [pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="原有")]
        )
        document.save(path)
    out = marked(path, mark(1, found(path)[1]))
    assert [words for *_, words in notes(out, "/Text")] == ["原有"]
    with pikepdf.open(out) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root] == ["第一部分", "明账检查结果"]


def refused(path: Path) -> str:
    before, out = path.read_bytes(), path.with_name("none.pdf")
    with pytest.raises(UnwritableError) as fault:
        write_marked_pdf(path, [], [], "", out, WHEN, False)
    assert path.read_bytes() == before and not out.exists() and "\n" not in str(fault.value)
    return fault.value.reason


def test_encrypted_files_are_refused(tmp_path: Path) -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(user="甲", owner="乙"))
        document.save(tmp_path / "b.pdf", encryption=pikepdf.Encryption(user="", owner="乙"))
    assert "密码" in refused(tmp_path / "a.pdf")
    assert "权限" in refused(tmp_path / "b.pdf")


@pytest.mark.parametrize("way", ["flag", "field", "nested", "certified"])
def test_signed_files_are_refused(tmp_path: Path, way: str) -> None:
    field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, V=pikepdf.Dictionary(Type=pikepdf.Name.Sig))
    with pikepdf.new() as document:
        document.add_blank_page()
        if way == "certified":
            document.Root.Perms = pikepdf.Dictionary(DocMDP=field.V)
        else:
            kids = [pikepdf.Dictionary(Kids=pikepdf.Array([field]))] if way == "nested" else [field]
            document.Root.AcroForm = pikepdf.Dictionary(
                SigFlags=3 if way == "flag" else 0, Fields=pikepdf.Array([] if way == "flag" else kids)
            )
        document.save(tmp_path / "a.pdf")
    assert "签名" in refused(tmp_path / "a.pdf")


def test_damaged_files_are_refused(tmp_path: Path) -> None:
    whole = pdf(sheet())
    for name, data in {
        "cut": whole[: len(whole) // 2],
        "no": b"%PDF-1.4 nothing",
        "moved": b"x" * 40 + whole,
    }.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
        if name != "moved":
            assert "损坏" in refused(tmp_path / f"{name}.pdf")


@settings(suppress_health_check=list(HealthCheck))
@given(DAMAGE)
def test_damage_gives_one_sentence_or_a_sound_file(tmp_path: Path, places: list[tuple[int, int]]) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(damaged(pdf(sheet()), places))
    before = path.read_bytes()
    try:
        report, place = found(path)
        out = marked(path, mark(1, place), turns=report.turns)
    except (UnreadableError, UnwritableError, StopIteration) as fault:
        assert "\n" not in str(fault)
    else:
        with pikepdf.open(out) as document:
            assert len(document.pages) == (report.pages or 0) + 1
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", ["/Highlight", "/Stamp", "/Link"])
def test_every_note_stamp_and_link_says_what_it_is(tmp_path: Path, kind: str) -> None:
    """A screen reader reads the contents; without them it says “stamp”."""
    path = written(tmp_path / "a.pdf", sheet())
    out = marked(path, mark(1, found(path)[1]))
    said = [words for _, _, words in notes(out, kind)]
    assert said and all("1" in words for words in said)
