"""Pictures: refused without the extra, read page by page with it, and told in words where nothing is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mingzhang.facts.page_scan import PageScan
from mingzhang.facts.progress import listening
from mingzhang.facts.report import Doubt
from mingzhang.readers import picture, read_report, scan
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.page import PageContent, Run
from mingzhang.readers.scan import ScannedPage, crew
from mingzhang.readers.watch import Watch
from tests.readers.office import refusal

PICTURE = b"\xff\xd8\xff\xe0" + b"\0" * 50
LIES = PageScan(1, (1.0, 0, 0, 0, 1.0, 0, 0, 0, 1.0), 595, 842, 1.0, figures=20)


def test_a_picture_is_refused_with_a_hint_without_the_extra(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(PICTURE)
    assert "pip install 'mingzhang[ocr]'" in refusal(read_report, file)


def test_the_pages_of_a_picture_become_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    xs = [float(x) for x in range(60, 160, 10)]
    content = PageContent(595.0, 842.0, [Run("收入6.20万元。", xs, 100.0, 10.0)], scanned=True)
    doubt = Doubt(1, (80.0, 90.0, 90.0, 102.0), 0.4)
    monkeypatch.setattr(scan, "available", lambda: True)
    monkeypatch.setattr(picture, "frames", lambda path, watch: iter([object()]))
    monkeypatch.setattr(crew, "scanned", lambda *_: ScannedPage(content, [doubt], [LIES]))
    file = tmp_path / "a.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)
    report = read_report(file)
    assert [q.text for q in report.paragraphs()] == ["收入6.20万元。"] and report.doubts == [doubt]
    assert report.notes == [picture.NOTE] and report.pages == 1 and report.scans == [LIES]


def test_the_pages_are_counted_as_they_are_recognised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also of several files: one that cannot be opened is a page that is not read."""
    images: Any = pytest.importorskip("PIL.Image")
    content = PageContent(595.0, 842.0, [], scanned=True)
    monkeypatch.setattr(crew, "scanned", lambda *_: ScannedPage(content, [], [LIES]))
    one = images.new("RGB", (40, 30), "white")
    one.save(tmp_path / "a.tif", save_all=True, append_images=[one])
    (tmp_path / "b.png").write_bytes(b"\x89PNG")
    one.save(tmp_path / "c.png")
    said: list[tuple[str, int, int]] = []
    with listening(lambda *each: said.append(each)):
        picture.read_pages([tmp_path / name for name in ("a.tif", "b.png", "c.png")], Limits())
    assert said == [("识别，页", number, 4) for number in (1, 2, 4)]


def test_a_damaged_picture_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("PIL")
    monkeypatch.setattr(scan, "available", lambda: True)
    file = tmp_path / "a.jpg"
    file.write_bytes(PICTURE)
    assert "图片打不开" in refusal(read_report, file, Limits())


def test_a_table_on_a_picture_is_read(recognition: None, tmp_path: Path) -> None:
    cv2: Any = pytest.importorskip("cv2")
    numpy: Any = pytest.importorskip("numpy")
    image = numpy.full((1169, 1654, 3), 255, numpy.uint8)
    for y in (200, 300, 400):
        cv2.line(image, (200, y), (1200, y), (0, 0, 0), 2)
    for x in (200, 700, 1200):
        cv2.line(image, (x, 200), (x, 400), (0, 0, 0), 2)
    for x, y, text in ((260, 265, "2024"), (760, 265, "2025"), (260, 365, "1,234.50"), (760, 365, "6.20")):
        cv2.putText(image, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (0, 0, 0), 3, cv2.LINE_AA)
    file = tmp_path / "a.png"
    cv2.imwrite(str(file), image)
    report = read_report(file)
    assert [[c.text for c in table.cells] for table in report.tables()] == [
        ["2024", "2025", "1,234.50", "6.20"]
    ]


def test_what_was_recognised_in_time_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    xs = [float(x) for x in range(60, 160, 10)]
    content = PageContent(595.0, 842.0, [Run("收入6.20万元。", xs, 100.0, 10.0)], scanned=True)
    monkeypatch.setattr(picture, "frames", lambda path, watch: iter([object()] * 3))
    monkeypatch.setattr(picture, "RESERVED", 2.0)
    monkeypatch.setattr(crew, "scanned", lambda *_: ScannedPage(content, [], [LIES]))
    report = picture.read_picture(tmp_path / "a.tif", Limits())
    assert report.pages == 3 and report.unread_pages == [2, 3] and len(list(report.paragraphs())) == 1
    assert "后 2 页没有识别" in report.notes[-1]


@pytest.mark.parametrize("suffix", ["png", "jpg", "tif"])
def test_of_a_fine_picture_no_more_dots_are_kept_than_are_worth_reading(suffix: str, tmp_path: Path) -> None:
    images: Any = pytest.importorskip("PIL.Image")
    file = tmp_path / f"a.{suffix}"
    images.new("1" if suffix == "tif" else "RGB", (2 * scan.MOST + 200, 500), 1).save(file)
    (image,) = picture.frames(file, Watch(file, Limits()))
    assert image.shape == (250, scan.MOST + 100, 3)


def test_a_picture_that_was_held_sideways_is_put_upright(tmp_path: Path) -> None:
    images: Any = pytest.importorskip("PIL.Image")
    pytest.importorskip("numpy")
    camera = images.Exif()
    camera[0x0112] = 6
    file = tmp_path / "a.jpg"
    images.new("RGB", (40, 30)).save(file, exif=camera)
    assert [image.shape for image in picture.frames(file, Watch(file, Limits()))] == [(40, 30, 3)]
