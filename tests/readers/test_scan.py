"""Scans: rulings by line masks, characters as runs, and no recognition where the extra is not installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mingzhang.facts.report import Doubt
from mingzhang.readers import picture, read_report, scan
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.page import PageContent, Run
from mingzhang.readers.scan import Character, rulings, runs, straightened
from tests.readers.office import refusal

PICTURE = b"\xff\xd8\xff\xe0" + b"\0" * 50


def page(angle: float = 0.0) -> Any:
    """A page at 200 dots per inch with a table of two by two."""
    cv2, numpy = pytest.importorskip("cv2"), pytest.importorskip("numpy")
    image = numpy.full((1000, 1400, 3), 255, numpy.uint8)
    for y in (300, 400, 500):
        cv2.line(image, (200, y), (1200, y), (0, 0, 0), 3)
    for x in (200, 700, 1200):
        cv2.line(image, (x, 300), (x, 500), (0, 0, 0), 3)
    for x, y, text in ((260, 370, "2024"), (760, 370, "2025"), (260, 470, "1,234.50"), (760, 470, "6.20")):
        cv2.putText(image, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 1.6, (0, 0, 0), 3, cv2.LINE_AA)
    return scan._turned(cv2, image, angle, 255) if angle else image


def line(text: str, *gaps: float) -> list[Character]:
    marks, at = [], 0.0
    for index, character in enumerate(text):
        at += gaps[index] if index < len(gaps) else 0.0
        marks.append(Character(character, at, 0.0, at + 10.0, 12.0, 1.0))
        at += 10.0
    return marks


def test_characters_close_together_are_one_run() -> None:
    assert [run.text for run in runs(line("收入合计"), [])] == ["收入合计"]
    assert [run.text for run in runs(line("收入合计", 0, 0, 40), [])] == ["收入", "合计"]
    assert [run.text for run in runs(line("收入 合计"), [(20.0, -9.0, 99.0)])] == ["收入", "合计"]
    run = next(runs(line("12"), []))
    assert run.xs == [0.0, 10.0, 20.0] and 0 < run.base < 12


def test_a_picture_is_refused_with_a_hint_without_the_extra(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(PICTURE)
    assert "pip install 'mingzhang[ocr]'" in refusal(read_report, file)


def test_the_pages_of_a_picture_become_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Image:
        shape = (1169, 827, 3)

    content = PageContent(
        595.0, 842.0, [Run("收入6.20万元。", [float(x) for x in range(60, 160, 10)], 100.0, 10.0)]
    )
    doubt = Doubt(1, (80.0, 90.0, 90.0, 102.0), 0.4)
    monkeypatch.setattr(scan, "available", lambda: True)
    monkeypatch.setattr(picture, "_images", lambda path, watch: iter([Image()]))
    monkeypatch.setattr(picture, "scanned", lambda image, dots, number: (content, [doubt]))
    file = tmp_path / "a.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)
    report = read_report(file)
    assert [q.text for q in report.paragraphs()] == ["收入6.20万元。"] and report.doubts == [doubt]
    assert report.notes == [picture.NOTE] and report.pages == 1


@pytest.mark.parametrize("angle", [0.0, 1.2, -2.0])
def test_rulings_are_found_on_turned_pages(recognition: None, angle: float) -> None:
    rows, columns = rulings(straightened(page(angle)), 200)
    assert (len(rows), len(columns)) == (3, 3)
    assert all(abs(end - start - 1000 * 0.36) < 8 for _, start, end in rows)


def test_a_table_on_a_picture_is_read(recognition: None, tmp_path: Path) -> None:
    cv2 = pytest.importorskip("cv2")
    file = tmp_path / "a.png"
    cv2.imwrite(str(file), page(0.8))
    report = read_report(file)
    assert [[c.text for c in table.cells] for table in report.tables()] == [
        ["2024", "2025", "1,234.50", "6.20"]
    ]


def test_a_damaged_picture_is_refused(recognition: None, tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(PICTURE)
    assert "图片打不开" in refusal(read_report, file, Limits())
