"""The time and place that a camera wrote; what it did not write stays unknown."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.photograph import read_photograph

NORTH, EAST = (39, 54, IFDRational(4303, 100)), (116, 22, IFDRational(4014, 100))


def photo(path: Path, gps: dict[int, object] | None = None, taken: str = "2026:10:09 09:30:00") -> Path:
    """A small picture with what a camera writes."""
    picture, written = Image.new("RGB", (8, 8), "grey"), Image.Exif()
    if taken:
        written.get_ifd(0x8769)[0x9003] = taken
    written.get_ifd(0x8825).update(gps or {})
    picture.save(path, exif=written)
    return path


def test_time_place_and_datum_are_read(tmp_path: Path) -> None:
    found = read_photograph(photo(tmp_path / "1.jpg", {1: "N", 2: NORTH, 3: "E", 4: EAST, 18: "WGS-84"}))
    assert found.taken == datetime(2026, 10, 9, 9, 30)
    assert (found.latitude, found.longitude) == (Decimal("39.911953"), Decimal("116.377817"))
    assert found.datum == "WGS-84" and found.placed and len(found.sha256) == 64 and found.name == "1.jpg"


def test_south_and_west_are_negative(tmp_path: Path) -> None:
    found = read_photograph(photo(tmp_path / "1.jpg", {1: "S", 2: (1, 30, 0), 3: "W", 4: (2, 0, 36)}))
    assert (found.latitude, found.longitude) == (Decimal("-1.500000"), Decimal("-2.010000"))


@pytest.mark.parametrize(
    "gps",
    [
        {},
        {1: "N", 2: NORTH},
        {1: "X", 2: NORTH, 3: "E", 4: EAST},
        {1: "N", 2: (139, 0, 0), 3: "E", 4: EAST},
        {1: "N", 2: (0, 0, 0), 3: "E", 4: (0, 0, 0)},  # a camera that has not found its place yet
        {1: "N", 2: (IFDRational(1, 0), 0, 0), 3: "E", 4: EAST},
    ],
)
def test_what_is_no_place_is_unknown(gps: dict[int, object], tmp_path: Path) -> None:
    found = read_photograph(photo(tmp_path / "1.jpg", gps))
    assert not found.placed and found.taken is not None


@pytest.mark.parametrize("taken", ["", "0000:00:00 00:00:00", "昨天"])
def test_what_is_no_time_is_unknown(taken: str, tmp_path: Path) -> None:
    assert read_photograph(photo(tmp_path / "1.jpg", taken=taken)).taken is None


def test_a_picture_without_anything_is_still_a_photograph(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "1.png")
    found = read_photograph(tmp_path / "1.png")
    assert found.taken is None and not found.placed


def test_what_is_no_photograph_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_bytes(b"\xff\xd8\xff\xe0 broken")
    for path in (tmp_path / "1.jpg", tmp_path / "没有.jpg"):
        with pytest.raises(UnreadableError) as told:
            read_photograph(path)
        assert str(told.value).endswith("。") and "\n" not in str(told.value)
    with pytest.raises(UnreadableError, match="照片太大"):
        read_photograph(photo(tmp_path / "2.jpg"), Limits(file_bytes=10))
