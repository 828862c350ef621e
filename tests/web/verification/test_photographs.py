"""Photographs are read apart, kept under their hashes, and told what they lack."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from mingzhang.verification.draw import FIRST
from mingzhang.web.verification.moves import FieldMoveError
from mingzhang.web.verification.photographs import MOST, attach, judge_photos, photographs
from tests.readers.test_photograph import EAST, NORTH, photo
from tests.web.conftest import District
from tests.web.verification.campaigns import draw, found, prepared, upload, visit
from tests.web.verification.here import read_here

__all__ = ["read_here"]
pytestmark = pytest.mark.usefixtures("read_here")
PLACED = {1: "N", 2: NORTH, 3: "E", 4: EAST, 18: "WGS-84"}


def picture(tmp_path: Path, name: str = "1.jpg", **more: object) -> bytes:
    return photo(tmp_path / name, **more).read_bytes()  # type: ignore[arg-type]


def test_time_and_place_come_from_the_file_in_both_data(district: District, tmp_path: Path) -> None:
    made, told = photographs([upload("现场.jpg", picture(tmp_path, gps=PLACED))])
    (one,) = made
    assert not told and one.name == "现场.jpg" and one.taken is not None
    assert f"{timezone.localtime(one.taken):%Y-%m-%d %H:%M}" == "2026-10-09 09:30"
    assert "WGS-84" in one.place and "GCJ-02" in one.place
    assert one.small is not None and b"Exif" not in one.small.read()


def test_what_is_no_photograph_is_told_and_the_others_are_kept(district: District, tmp_path: Path) -> None:
    files = [upload("假.jpg", b"no picture"), upload("真.jpg", picture(tmp_path))]
    made, told = photographs(files)
    assert [one.name for one in made] == ["真.jpg"]
    assert "“假.jpg”" in told[0] and "不是能读取的照片" in told[0]


def test_two_photographs_of_one_name_are_two(district: District, tmp_path: Path) -> None:
    files = [upload("1.jpg", picture(tmp_path)), upload("1.jpg", picture(tmp_path, "2.jpg", gps=PLACED))]
    made, _ = photographs(files)
    assert [bool(one.place) for one in made] == [False, True]


def test_too_many_are_refused_before_anything_is_read(district: District) -> None:
    with pytest.raises(FieldMoveError, match=f"最多上传 {MOST} 张"):
        photographs([upload("1.jpg")] * (MOST + 1))


def test_a_photograph_is_put_once_and_judged(district: District, tmp_path: Path) -> None:
    (point, _) = draw(district, prepared(district), FIRST, district.department)
    visit(point, found("1", "合格"))
    check = point.checks.get()
    for _ in range(2):
        made, _ = photographs([upload("1.jpg", picture(tmp_path, gps=PLACED))])
        attach(check, made)
    judge_photos(check)
    (kept,) = check.photos.all()
    assert check.position == kept.place and "不是核验日期" in kept.told[0]
