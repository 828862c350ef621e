"""What a PDF holds besides its pages: layers, form fields, attached files, lost content, stray bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from mingzhang.facts.report import Report
from mingzhang.readers import scan
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.page import PdfPages
from mingzhang.readers.pdf.reader import read_pdf
from mingzhang.readers.scan.engine import using
from tests.readers.office import refusal
from tests.readers.pdf.drawing import IDENTITY, Sheet, pdf
from tests.readers.scan.drawn import Told

GRID = Sheet().ruled([60, 160, 260], [80, 110, 140]).text(70, 100, "支出").text(70, 130, "收入")


def changed(path: Path, change: Callable[[Any], None], *sheets: Sheet) -> Path:
    """A file whose parts were changed by ``change``."""
    with pikepdf.open(io.BytesIO(pdf(*sheets))) as file:
        change(file)
        file.save(path / "a.pdf")
    return path / "a.pdf"


def read(path: Path) -> Report:
    return read_pdf(path, Limits())


def text(report: Report) -> str:
    return "".join(paragraph.text for paragraph in report.paragraphs())


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ({"/OFF": True}, False),
        ({"/BaseState": Name.OFF}, False),
        ({}, True),
        ({"/BaseState": Name.OFF, "/ON": True}, True),
    ],
)
@pytest.mark.parametrize("member", [False, True])
def test_a_layer_that_is_off_is_not_read(
    tmp_path: Path, state: dict[str, Any], shown: bool, member: bool
) -> None:
    sheet = Sheet().text(72, 100, "合计5.10万元。")
    sheet.operators += ["/OC /L BDC", *Sheet().text(72, 130, "草稿9.90万元。").operators, "EMC"]

    def layered(file: Any) -> None:
        layer = file.make_indirect(Dictionary(Type=Name.OCG, Name=String("草稿")))
        usual = {key: Array([layer]) if value is True else value for key, value in state.items()}
        file.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(usual))
        named = Dictionary(Type=Name.OCMD, OCGs=layer) if member else layer
        file.pages[0].Resources.Properties = Dictionary(L=named)

    assert text(read(changed(tmp_path, layered, sheet))) == "合计5.10万元。" + "草稿9.90万元。" * shown


@pytest.mark.parametrize("drawn", [True, False])
def test_form_fields_are_read_and_doubtful(tmp_path: Path, drawn: bool) -> None:
    def filled(file: Any) -> None:
        field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), V=String("7.35"))
        field.Rect = Array([170, 842 - 106, 250, 842 - 86])
        field.F = 4
        if drawn:
            font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            look = file.make_stream(b"BT /H 12 Tf 2 5 Td (7.35) Tj ET")
            look.Subtype, look.BBox = Name.Form, Array([0, 0, 80, 20])
            look.Resources = Dictionary(Font=Dictionary(H=font))
            field.AP = Dictionary(N=look)
        field = file.make_indirect(field)
        file.pages[0].Annots = Array([field])
        file.Root.AcroForm = Dictionary(Fields=Array([field]))

    report = read(changed(tmp_path, filled, GRID))
    (table,) = report.tables()
    assert [cell.text for cell in table.cells] == ["支出", "7.35", "收入", ""]
    assert report.confidence(table.cells[1].place()) < 1 and "表单域" in report.notes[0]


@pytest.mark.parametrize(("kind", "doubtful"), [("FreeText", True), ("Stamp", True), ("Square", False)])
def test_a_remark_over_a_figure_makes_it_doubtful(tmp_path: Path, kind: str, doubtful: bool) -> None:
    def remarked(file: Any) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([100, 735, 200, 755]))
        file.pages[0].Annots = Array([file.make_indirect(note)])

    report = read(
        changed(tmp_path, remarked, Sheet().text(72, 100, "支出12.30万元").text(72, 200, "收入8.10万元"))
    )
    assert len(report.doubts) == doubtful
    assert any("批注或印章" in note for note in report.notes) == doubtful


def test_attached_files_are_told(tmp_path: Path) -> None:
    def attached(file: Any) -> None:
        file.attachments["附表.pdf"] = pdf(Sheet())

    report = read(changed(tmp_path, attached, Sheet().text(72, 100, "见附件。")))
    assert report.notes == ["文件里附有 1 个文件（附表.pdf），没有读取；请取出来另行检查。"]


@pytest.mark.parametrize("behind", [b"<html>" + b"x" * 9000, b"\0" * 9000, b"\n" * 5])
def test_bytes_behind_the_end_change_nothing(tmp_path: Path, behind: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(Sheet().text(72, 100, "合计5.10万元。")) + behind)
    assert text(read(path)) == "合计5.10万元。"


def test_an_end_that_is_missing_is_no_end(tmp_path: Path) -> None:
    whole = pdf(Sheet().text(72, 100, "合计5.10万元。"))
    path = tmp_path / "a.pdf"
    path.write_bytes(whole + b"9 0 obj<<>>endobj\n" + b"8 0 obj<<>>endobj\n" * 300)
    assert "不完整" in refusal(read_pdf, path)


def test_a_page_whose_content_is_lost_is_unread_not_blank(tmp_path: Path) -> None:
    first, second = Sheet().text(72, 100, "合计5.10万元。"), Sheet().text(72, 100, "另有8.20万元。")
    data = (
        pdf(first, second, Sheet()).replace(b"8 0 obj", b"8 0 xbj").replace(b"startxref\n", b"startxref\n1")
    )
    (tmp_path / "a.pdf").write_bytes(data)
    report = read(tmp_path / "a.pdf")
    assert 2 in report.unread_pages and 1 not in report.unread_pages and "第 2" in report.notes[0]


def test_a_blank_page_of_a_sound_file_is_blank(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(Sheet().text(72, 100, "合计。"), Sheet()))
    report = read(tmp_path / "a.pdf")
    assert not report.unread_pages and not report.notes


def test_codes_without_characters_are_unread_and_never_blank(tmp_path: Path) -> None:
    """A font that does not say what its codes stand for gives no text, whatever its codes look like."""
    sheet = Sheet().ruled([60, 160, 260], [80, 110, 140]).text(70, 100, "支出").text(180, 100, "12.30")
    data = pdf(sheet, encoding=IDENTITY)
    assert "12.30" in [cell.text for table in _report(tmp_path, data).tables() for cell in table.cells]
    lost = data.replace(b"/ToUnicode", b"/NoUnicode").replace(b"/Ordering(GB1)", b"/Ordering(XYZ)")
    report = _report(tmp_path, lost)
    assert report.unread_pages == [1] and "没有对应的字符" in report.notes[0]
    assert all("\ufffd" in cell.text for table in report.tables() for cell in table.row(0))


@pytest.mark.parametrize("dark", [255, 40])
def test_a_page_whose_texts_show_nothing_is_lost_though_somebody_recognises(
    dark: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lost letters leave a blank, or rulings alone: what recognition finds there is no page read."""
    numpy = pytest.importorskip("numpy")
    sheet = Sheet().ruled([60, 160, 260], [80, 110, 140]).text(70, 100, "支出").text(180, 100, "12.30")
    lost = pdf(sheet, encoding=IDENTITY).replace(b"/ToUnicode", b"/NoUnicode")
    lost = lost.replace(b"/Ordering(GB1)", b"/Ordering(XYZ)")
    without = _report(tmp_path, lost)
    page = numpy.full((700, 500, 3), 255, numpy.uint8)
    page[100:104, 50:450] = dark
    monkeypatch.setattr(scan, "available", lambda: True)
    monkeypatch.setattr(PdfPages, "image", lambda *_: page)
    if dark < 255:
        pytest.importorskip("cv2")
    with using(Told()):
        seen = _report(tmp_path, lost)
    assert seen.unread_pages == without.unread_pages == [1] and seen.notes == without.notes


def _report(folder: Path, data: bytes) -> Report:
    (folder / "a.pdf").write_bytes(data)
    return read(folder / "a.pdf")


def test_a_dynamic_form_is_told(tmp_path: Path) -> None:
    def dynamic(file: Any) -> None:
        file.Root.NeedsRendering = True
        program = file.make_stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
        file.Root.AcroForm = Dictionary(Fields=Array([]), XFA=file.make_indirect(program))

    report = read(changed(tmp_path, dynamic, Sheet().text(72, 100, "请稍候。")))
    assert any("XFA" in note for note in report.notes)
