"""Copies for use: edges gone, paper white, empty pages known, nothing made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from mingzhang.readers.archival import brightened, image_file, is_blank, leaves, without_edges
from mingzhang.readers.limits import Limits, UnreadableError

numpy = pytest.importorskip("numpy")
pytest.importorskip("cv2", reason="the extra ocr is not installed")


def sheet(shade: int = 235) -> Any:
    made = numpy.full((1170, 830, 3), shade, numpy.uint8)
    made[200:230, 100:700] = 30
    return made


def test_black_edges_go_and_letters_stay() -> None:
    image = sheet()
    image[:40], image[:, -25:] = 5, 8
    clean, count = without_edges(image)
    assert count == 71 and clean[10, 400].min() == 255 and clean[210, 400].max() == 30
    assert without_edges(sheet())[1] == 0


def test_a_dark_picture_is_not_taken_for_an_edge() -> None:
    image = sheet()
    image[:700] = 20
    assert without_edges(image)[1] == 0


def test_grey_paper_becomes_white_and_black_stays_black() -> None:
    made = brightened(sheet(180))
    assert made[900, 400].min() >= 245 and made[210, 400].max() < 50
    assert brightened(sheet(250)) is not None and (brightened(sheet(250)) == sheet(250)).all()


def test_an_empty_page_is_known_by_its_ink() -> None:
    assert is_blank(numpy.full((1170, 830, 3), 200, numpy.uint8)) and not is_blank(sheet())


@pytest.mark.parametrize(
    ("ending", "named"), [("tif", "TIFF"), ("jpg", "JPEG"), ("jp2", "JPEG 2000"), ("png", "PNG")]
)
def test_a_file_says_what_it_is(tmp_path: Path, ending: str, named: str) -> None:
    path = tmp_path / f"a.{ending}"
    Image.new("RGB", (60, 80), "white").save(path, dpi=(300, 300))
    found = image_file(path, Limits())
    assert (found.format, found.wide, found.high, found.pages) == (named, 60, 80, 1)
    assert [page.shape for page in leaves(path, found, Limits())] == [(80, 60, 3)]


def test_what_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    for data in (b"", b"II*\0", b"%PDF-1.4 torn"):
        path.write_bytes(data)
        with pytest.raises(UnreadableError, match="打不开"):
            image_file(path, Limits())
