"""The text under the picture is read back by our own reader, where it stands."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from mingzhang.readers.pdf.lines import visual_lines
from mingzhang.readers.pdf.page import PdfPages
from mingzhang.writers.pdf import pdfa
from mingzhang.writers.pdf.searchable import SearchablePage, write_searchable


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (60, 84), "white").save(stream, "JPEG")
    return stream.getvalue()


def written(*marks: tuple[str, list[float], float, float]) -> PdfPages:
    stream = io.BytesIO()
    write_searchable([SearchablePage(picture(), (60, 84), 595.0, 842.0, marks)], stream, "件")
    return PdfPages(stream.getvalue())


def test_text_is_found_where_it_stands_and_not_seen() -> None:
    edges = [72.0, 90.0, 108.0, 126.0]
    pages = written(("危房改", edges, 100.0, 16.0), ("12.5", [300.0, 308, 316, 320, 328], 400.0, 16.0))
    content = pages.read(0)
    assert content is not None
    one, two = visual_lines(content.runs, 1)
    assert (one.text, two.text) == ("危房改", "12.5")
    assert abs(one.x0 - 72) < 1 and abs(one.x1 - 126) < 1 and abs(one.base - 100) < 2
    assert pages.image(0, 36).min() > 200  # nothing is painted


def test_rare_characters_and_empty_words_do_no_harm() -> None:
    content = written(
        ("𠮷", [72.0, 90.0], 100.0, 16.0), ("", [5.0], 9.0, 9.0), ("窄", [5.0, 5.0], 9.0, 9.0)
    ).read(0)
    assert content is not None


PROGRAM = "#!/bin/sh\n"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which no program is, until one is written there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(machine: Path, name: str, script: str) -> None:
    (machine / name).write_text(PROGRAM + script, encoding="utf-8")
    (machine / name).chmod(0o755)


def test_nothing_is_called_pdfa_without_the_programs(machine: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"1")
    assert "不称为 PDF/A：本机没有" in pdfa.line(tmp_path) and pdfa.into_pdfa(file).kind == pdfa.PLAIN
    put(machine, "ocrmypdf", "exit 3\n")
    put(machine, "gs", "")
    assert pdfa.into_pdfa(file).kind == pdfa.PLAIN and file.read_bytes() == b"1"
    assert "不称为 PDF/A：OCRmyPDF 没有转成" in pdfa.line(tmp_path)


def test_a_copy_is_called_what_it_calls_itself(machine: Path, tmp_path: Path) -> None:
    for number in range(3):
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            if number:
                with pdf.open_metadata() as about:
                    about["pdfaid:part"], about["pdfaid:conformance"] = "2", "B"
            pdf.save(tmp_path / f"{number}.pdf")
    assert pdfa.line(tmp_path).startswith(
        "利用件 2 件转为 PDF/A-2b，本机没有 veraPDF，未检验；1 件是可检索的 PDF"
    )
    (tmp_path / "0.pdf").unlink()
    put(machine, "verapdf", "")
    assert pdfa.line(tmp_path) == "利用件由 OCRmyPDF 和 Ghostscript 转为 PDF/A-2b，由 veraPDF 检验。"


def test_what_was_converted_is_validated_where_that_is_there(machine: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"1")
    put(machine, "gs", "")
    put(machine, "ocrmypdf", 'for last; do :; done; echo new > "$last"\n')
    put(machine, "verapdf", "echo FAIL\n")
    assert pdfa.into_pdfa(file).valid is False and file.read_bytes() == b"1"
    put(machine, "verapdf", "echo PASS a.pdf\n")
    assert pdfa.into_pdfa(file) == pdfa.Conformity(pdfa.MADE, True)
    assert file.read_bytes() == b"new\n"
