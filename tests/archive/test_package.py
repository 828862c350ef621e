"""A package is whole or not there, and whatever was changed in it is told."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from random import Random

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


def test_a_manifest_that_is_no_text_is_told_and_not_a_crash(tmp_path: Path) -> None:
    made = package(tmp_path)
    (made / "manifest-sha256.txt").write_bytes(b"\xff\xfe\x00\xd8")
    told = {fault.file: fault.message for fault in package_faults(made)}
    assert "SHA-256" in told["manifest-sha256.txt"]
    assert told["data/原图/甲 1.tif"] == told["data/目录/100%.xml"] == "不在清单里"


@pytest.mark.parametrize("missing", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_a_manifest_that_is_gone_is_told(tmp_path: Path, missing: str) -> None:
    made = package(tmp_path)
    (made / missing).unlink()
    assert any(fault.file == missing and "不见了" in fault.message for fault in package_faults(made))


@pytest.mark.parametrize("name", ["data/" + "长" * 300, "data/甲\0乙"])
def test_a_name_that_no_file_can_have_is_one_fault(tmp_path: Path, name: str) -> None:
    made = package(tmp_path)
    with (made / "manifest-sha256.txt").open("a", encoding="utf-8") as stream:
        stream.write(f"{'0' * 64}  {name}\n")
    told = [fault for fault in package_faults(made) if fault.file == name]
    assert len(told) == 1 and told[0].message in ("文件读不出", "文件不见了")


def test_digits_of_a_hash_may_be_capitals(tmp_path: Path) -> None:
    made = package(tmp_path)
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        path = made / name
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("".join(f"{line[:64].upper()}{line[64:]}\n" for line in lines), encoding="utf-8")
    assert [fault.file for fault in package_faults(made)] == ["manifest-sha256.txt"]  # its own bytes changed


@pytest.mark.parametrize("mark", ["\u2028", "\x85", "\x0c", "\n", "\r", "%", "%0A", "  "])
def test_a_name_with_odd_marks_stays_one_name(tmp_path: Path, mark: str) -> None:
    folder = tmp_path / "包"
    write_package(folder, {}, {f"文字/甲{mark}乙.txt": b"1"}, {}, DAY)
    assert list(package_faults(folder)) == []
    assert list(package_differences(folder, folder)) == []


def test_what_is_said_of_a_package_stays_on_its_line(tmp_path: Path) -> None:
    write_package(tmp_path / "包", {}, {"a": b"12"}, {"Source-Organization": "某\n办公室 "}, DAY)
    assert (tmp_path / "包/bag-info.txt").read_text(encoding="utf-8").splitlines() == [
        "Bagging-Date: 2026-12-01",
        "Payload-Oxum: 2.1",
        "Source-Organization: 某 办公室",
    ]


def test_a_source_that_is_gone_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="未写出"):
        write_package(tmp_path / "包", {"甲.tif": tmp_path / "无.tif"}, {"乙": b"1"}, {}, DAY)
    assert list(tmp_path.iterdir()) == []


def test_a_source_that_changes_while_it_is_copied_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "甲.tif"
    source.write_bytes(b"1")
    monkeypatch.setattr(shutil, "copyfile", lambda _, target: Path(target).write_bytes(b"2"))
    with pytest.raises(PackageError, match="有改动"):
        write_package(tmp_path / "包", {"甲.tif": source}, {}, {}, DAY)
    assert list(tmp_path.iterdir()) == [source] and source.read_bytes() == b"1"


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    rest = tmp_path / "包.未完成" / "data"
    rest.mkdir(parents=True)
    (rest / "旧.tif").write_bytes(b"0")
    made = package(tmp_path)
    assert list(package_faults(made)) == [] and not rest.exists()
    assert not (made / "data/旧.tif").exists()


def test_files_that_went_and_did_not_come_back_are_told_both_ways(tmp_path: Path) -> None:
    write_package(tmp_path / "去", {}, {"甲": b"1", "乙": b"2"}, {}, DAY)
    write_package(tmp_path / "回", {}, {"甲": b"1", "丙": b"3"}, {}, DAY)
    told = {fault.file: fault.message for fault in package_differences(tmp_path / "回", tmp_path / "去")}
    assert told == {"data/乙": "移交时有，归还时没有", "data/丙": "移交时没有，归还时多出"}


def test_nothing_is_compared_with_what_is_no_package(tmp_path: Path) -> None:
    made = package(tmp_path)
    for one, other in ((made, tmp_path), (tmp_path, made)):
        with pytest.raises(PackageError, match="不是移交包"):
            list(package_differences(one, other))


def test_any_single_byte_of_any_file_is_guarded(tmp_path: Path) -> None:
    made, source = package(tmp_path), Random("一个字节")
    for path in sorted(each for each in made.rglob("*") if each.is_file()):
        whole = path.read_bytes()
        for at in source.sample(range(len(whole)), min(len(whole), 12)):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
            assert list(package_faults(made)), (path.name, at)
        path.write_bytes(whole)
    assert list(package_faults(made)) == []
