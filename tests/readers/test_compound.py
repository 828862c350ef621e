"""A container that would lead a reader astray is refused before any library sees it."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingzhang.readers.compound import check_compound
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.watch import Watch
from tests.conftest import ROOT
from tests.readers.legacy import ole_file

GALLERY = ROOT / "tests/reports/sources"
TABLE, DIRECTORY = 512, 1024  # where the table of sectors and the directory of the small file stand


def refused(path: Path) -> str:
    try:
        check_compound(path, Watch(path, Limits()))
    except UnreadableError as fault:
        return fault.reason
    return ""


def changed(path: Path, at: int, number: int) -> Path:
    data = bytearray(ole_file(path, "Workbook", b"\x09\x08" * 3000).read_bytes())
    struct.pack_into("<I", data, at, number)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "path",
    [*GALLERY.glob("*.doc"), *GALLERY.glob("*.xls"), *GALLERY.glob("*.wps"), *GALLERY.glob("*.et"),
     ROOT / "tests/readers/word/files/account.doc"],
    ids=lambda path: path.name,
)  # fmt: skip
def test_files_of_office_programs_pass(path: Path) -> None:
    assert not refused(path)


def test_a_small_container_passes(tmp_path: Path) -> None:
    assert not refused(ole_file(tmp_path / "a.xls", "Workbook", b"\x09\x08" * 3000))


@pytest.mark.parametrize(
    ("at", "number", "what"),
    [
        (TABLE + 4 * 3, 2, "成环"),
        (TABLE + 4 * 3, 90_000, "越界"),
        (TABLE + 4 * 1, 1, "成环"),
        (DIRECTORY + 128 + 116, 70_000, "越界"),
        (DIRECTORY + 128 + 120, 1 << 31, "比文件还大"),
        (DIRECTORY + 128 + 120, 7_000, "不完整"),
        (44, 1 << 20, "扇区数多于"),
        (72, 1 << 20, "扇区数多于"),
        (68, 5_000, "扇区表成环或越界"),
        (30, 40, "文件头不对"),
    ],
)
def test_what_leads_astray_is_refused(tmp_path: Path, at: int, number: int, what: str) -> None:
    assert what in refused(changed(tmp_path / "a.xls", at, number))


def test_a_stump_is_refused(tmp_path: Path) -> None:
    path = ole_file(tmp_path / "a.xls", "Workbook", b"")
    path.write_bytes(path.read_bytes()[:60])
    assert "不完整" in refused(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.integers(24, 1500), st.integers(0, 255)), min_size=1, max_size=8))
def test_whatever_is_damaged_there_is_an_answer(tmp_path: Path, places: list[tuple[int, int]]) -> None:
    data = bytearray(ole_file(tmp_path / "a.xls", "Workbook", b"\x09\x08" * 3000).read_bytes())
    for at, byte in places:
        data[at] = byte
    (tmp_path / "a.xls").write_bytes(data)
    refused(tmp_path / "a.xls")
