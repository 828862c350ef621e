"""Copies for use: edges gone, paper white, empty pages known, nothing made up."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from PIL import Image

from mingzhang.readers.archival import brightened, image_file, is_blank, leaf, without_edges
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
    page = leaf(path, 0, Limits())
    assert page.image.shape == (80, 60, 3) and page.dots == found.dots


def test_what_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    for data in (b"", b"II*\0", b"%PDF-1.4 torn"):
        path.write_bytes(data)
        with pytest.raises(UnreadableError, match="打不开"):
            image_file(path, Limits())


def test_a_page_says_its_fineness_after_it_was_made_smaller(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    Image.new("1", (6_900, 400), 1).save(path, dpi=(600, 600))
    page = leaf(path, 0, Limits())
    assert page.image.shape == (200, 3_450, 3) and round(page.dots or 0) == 300


def test_a_camera_held_on_its_side_and_fine_levels_of_grey_are_read(tmp_path: Path) -> None:
    path, exif = tmp_path / "a.jpg", Image.Exif()
    exif[0x0112] = 6
    Image.new("L", (90, 60), 250).save(path, exif=exif)
    assert leaf(path, 0, Limits()).image.shape == (90, 60, 3)
    fine = numpy.full((60, 90), 60_000, numpy.uint16)
    fine[10:20] = 2_000
    Image.fromarray(fine).save(path := tmp_path / "b.tif")
    image = leaf(path, 0, Limits()).image
    assert image[30, 5, 0] > 200 and image[15, 5, 0] < 20


def test_a_later_page_is_decoded_alone(tmp_path: Path) -> None:
    one, two = (Image.new("L", (40, 30 + n), 200 + n) for n in range(2))
    one.save(path := tmp_path / "a.tif", save_all=True, append_images=[two])
    assert [leaf(path, n, Limits()).image.shape[0] for n in range(2)] == [30, 31]
    with pytest.raises(UnreadableError, match="打不开"):
        leaf(path, 2, Limits())


@pytest.mark.parametrize("ending", ["tif", "jpg", "jp2", "png", "pdf"])
def test_a_file_with_any_byte_changed_or_cut_is_a_page_or_one_sentence(tmp_path: Path, ending: str) -> None:
    path, source = tmp_path / f"a.{ending}", Random(f"损坏{ending}")
    Image.new("RGB", (60, 40), "white").save(path)
    whole = path.read_bytes()
    for _ in range(60):
        torn = bytearray(whole[: source.randint(8, len(whole))])
        for _ in range(3):
            torn[source.randrange(len(torn))] = source.randrange(256)
        path.write_bytes(torn)
        try:
            assert leaf(path, 0, Limits()).image.shape[2] == 3
        except UnreadableError as refusal:
            assert refusal.reason
