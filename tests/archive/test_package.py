"""A package is whole or not there, and whatever was changed in it is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mingzhang.archive.package import PackageError, package_differences, package_faults, write_package

DAY = date(2026, 12, 1)


def package(folder: Path, name: str = "包", text: bytes = b"1") -> Path:
    source = folder / "原.tif"
    source.write_bytes(text)
    write_package(
        folder / name,
        {"原图/甲 1.tif": source},
        {"目录/100%.xml": b"<a/>"},
        {"External-Identifier": "0123"},
        DAY,
    )
    return folder / name


def test_a_package_is_sound_as_it_was_written(tmp_path: Path) -> None:
    made = package(tmp_path)
    assert list(package_faults(made)) == []
    assert "Payload-Oxum: 5.2" in (made / "bag-info.txt").read_text(encoding="utf-8")


def test_the_reference_finds_it_sound_too(tmp_path: Path) -> None:
    bagit = pytest.importorskip("bagit")
    assert bagit.Bag(str(package(tmp_path))).is_valid()


def test_every_change_is_told(tmp_path: Path) -> None:
    made = package(tmp_path)
    (made / "data/原图/甲 1.tif").write_bytes(b"2")
    (made / "data/目录/100%.xml").unlink()
    (made / "data/多.txt").write_bytes(b"")
    (made / "bag-info.txt").write_text("", encoding="utf-8")
    told = "\n".join(map(str, package_faults(made)))
    assert told.count("SHA-256") == 2 and "不见了" in told and "不在清单里" in told


def test_what_is_no_package_or_stands_in_the_way_is_one_sentence(tmp_path: Path) -> None:
    made = package(tmp_path)
    with pytest.raises(PackageError, match="已存在"):
        package(tmp_path)
    assert list(package_faults(made)) == []
    with pytest.raises(PackageError, match="不是移交包"):
        list(package_faults(tmp_path))


def test_a_manifest_leads_nowhere_else(tmp_path: Path) -> None:
    made = package(tmp_path)
    with (made / "manifest-sha256.txt").open("a", encoding="utf-8") as stream:
        stream.write(f"{'0' * 64}  ../原.tif\n")
    assert any("之外" in fault.message for fault in package_faults(made))


def test_what_comes_back_is_compared_with_what_went(tmp_path: Path) -> None:
    one, other = package(tmp_path), package(tmp_path, "归还", b"2")
    assert [fault.message for fault in package_differences(other, one)] == ["与移交时的内容不同"]
    assert list(package_differences(one, one)) == []
