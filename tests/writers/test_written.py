"""Files appear whole or not at all; nothing is overwritten unasked."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.writers import written as module
from mingzhang.writers.written import UnwritableError, made_folder, writable, written, written_together


def test_what_is_written_stands_there(tmp_path: Path) -> None:
    with written(tmp_path / "清单.xlsx") as stream:
        stream.write(b"abc")
        assert not (tmp_path / "清单.xlsx").exists(), "not before it is whole"
    assert (tmp_path / "清单.xlsx").read_bytes() == b"abc"
    assert [p.name for p in tmp_path.iterdir()] == ["清单.xlsx"]


def test_an_existing_file_stays_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(b"old")
    with (
        pytest.raises(UnwritableError, match=r"清单.xlsx：文件已存在，确要覆盖请加 --force，未写出。"),
        written(path) as stream,
    ):
        stream.write(b"new")
    assert path.read_bytes() == b"old"
    with written(path, force=True) as stream:
        stream.write(b"new")
    assert path.read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_appears_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    with pytest.raises(UnwritableError, match="文件已存在"), written(path) as stream:
        stream.write(b"new")
        path.write_bytes(b"of somebody else")
    assert path.read_bytes() == b"of somebody else"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("force", [False, True])
def test_when_the_work_fails_nothing_is_left(tmp_path: Path, force: bool) -> None:
    path = tmp_path / "a.html"
    if force:
        path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), written(path, force) as stream:
        stream.write(b"half")
        raise ZeroDivisionError
    assert [p.read_bytes() for p in tmp_path.iterdir()] == ([b"old"] if force else [])


def test_a_full_disk_is_told_in_one_sentence(tmp_path: Path) -> None:
    with (
        pytest.raises(UnwritableError, match=r"写入时出错（磁盘已满），未写出。$"),
        written(tmp_path / "a"),
    ):
        raise OSError(28, os.strerror(28))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "reason"),
    [("无/a.html", "文件夹“.*无”不存在"), (".", "这是一个文件夹"), ("a\0b", "文件名无法使用")],
)
def test_places_where_no_file_can_be(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(UnwritableError, match=reason):
        writable(tmp_path / name, force=True)


def test_a_dangling_link_is_a_file_that_exists(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "nowhere")
    with pytest.raises(UnwritableError, match="已存在"):
        writable(tmp_path / "a")


def test_file_systems_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "no links")

    monkeypatch.setattr(module.os, "link", refuse)  # type: ignore[attr-defined]
    with written(tmp_path / "a") as stream:
        stream.write(b"1")
    assert (tmp_path / "a").read_bytes() == b"1"
    with pytest.raises(UnwritableError, match="已存在"), written(tmp_path / "a"):
        pass


def test_the_file_is_readable_as_other_files_are(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    with written(tmp_path / "a"):
        pass
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a", "plain")}
    assert len(modes) == 1


@given(st.binary(max_size=200))
def test_bytes_are_kept(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("w") / "a"
    with written(path) as stream:
        stream.write(data)
    assert path.read_bytes() == data


# -- several files as one ---------------------------------------------------------------------------------


def fill(places: list[Path]) -> None:
    for place in places:
        place.write_bytes(place.name.encode())


def test_files_of_a_set_appear_together(tmp_path: Path) -> None:
    targets = [tmp_path / "甲.txt", tmp_path / "乙.txt"]
    with written_together(targets) as places:
        fill(places)
        assert not any(target.exists() for target in targets)
    assert [target.read_text(encoding="utf-8") for target in targets] == ["甲.txt", "乙.txt"]
    assert len(list(tmp_path.iterdir())) == 2


def test_a_failure_in_the_block_leaves_nothing_of_a_set(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), written_together([tmp_path / "甲.txt", tmp_path / "乙.txt"]) as places:
        fill(places)
        raise RuntimeError
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("force", [False, True])
def test_what_cannot_be_put_in_its_place_takes_the_others_back(tmp_path: Path, force: bool) -> None:
    """The second name is taken by a folder while the files are being made."""
    targets = [tmp_path / "甲.txt", tmp_path / "乙.txt"]
    if force:
        targets[0].write_text("旧", encoding="utf-8")
    with pytest.raises(UnwritableError), written_together(targets, force) as places:
        fill(places)
        targets[1].mkdir()
    assert targets[1].is_dir()
    assert targets[0].exists() == force
    if force:
        assert targets[0].read_text(encoding="utf-8") == "旧"


def test_an_empty_set_is_no_set() -> None:
    with written_together([]) as places:
        assert places == []


def test_a_folder_is_made_or_told_in_one_sentence(tmp_path: Path) -> None:
    folder = made_folder(tmp_path / "绩效" / "2024")
    assert folder.is_dir() and made_folder(folder) == folder
    (tmp_path / "占用").write_bytes(b"")
    with pytest.raises(UnwritableError, match="占用：不能建立这个文件夹，未写出"):
        made_folder(tmp_path / "占用")
