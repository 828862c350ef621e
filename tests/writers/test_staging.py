"""What a killed run leaves: a whole set is finished, anything else removed, nobody else's work is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mingzhang.writers import staging
from mingzhang.writers.staging import PREFIX, Staging, sweep
from mingzhang.writers.written import UnwritableError, written, written_together
from tests.conftest import ROOT

NAMES = ("甲.txt", "乙.txt", "丙.txt")


@pytest.fixture(autouse=True)
def _unswept() -> Iterator[None]:
    staging._swept.clear()
    yield
    staging._swept.clear()


def killed(folder: Path, moved: int | None, force: bool = True, names: tuple[str, ...] = NAMES) -> Path:
    """What a run leaves that is killed after so many files were put in place; ``None`` before its journal."""
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from mingzhang.writers import staging, written\n"
        "folder, moved, force = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == 'True'\n"
        "left = [moved]\n"
        "real = staging._into_place\n"
        "def place(*words):\n"
        "    if left[0] == 0:\n"
        "        os.kill(os.getpid(), 9)\n"
        "    left[0] -= 1\n"
        "    real(*words)\n"
        "staging._into_place = place\n"
        f"with written.written_together([folder / name for name in {names}], force) as places:\n"
        "    for path in places:\n"
        "        path.write_text('新')\n"
        "    if moved < 0:\n"
        "        os.kill(os.getpid(), 9)\n"
    )
    words = [sys.executable, "-c", code, str(folder), str(-1 if moved is None else moved), str(force)]
    done = subprocess.run(words, cwd=ROOT / "src", check=False)
    assert done.returncode == -9
    (left,) = (folder / names[0]).parent.glob(f"{PREFIX}*")
    return left


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("moved", [0, 1, 2])
@pytest.mark.parametrize("old", [True, False])
def test_a_set_that_was_whole_is_finished_by_the_next_run(tmp_path: Path, moved: int, old: bool) -> None:
    for name in NAMES if old else ():
        (tmp_path / name).write_text("旧", encoding="utf-8")
    killed(tmp_path, moved, force=old)
    with written(tmp_path / "丁.txt") as stream:
        stream.write("丁".encode())
    assert texts(tmp_path) == {"丁.txt": "丁"} | dict.fromkeys(sorted(NAMES), "新")


@pytest.mark.parametrize("old", [True, False])
def test_a_set_that_was_not_whole_is_removed(tmp_path: Path, old: bool) -> None:
    for name in NAMES if old else ():
        (tmp_path / name).write_text("旧", encoding="utf-8")
    killed(tmp_path, None)
    sweep(tmp_path)
    assert texts(tmp_path) == (dict.fromkeys(sorted(NAMES), "旧") if old else {})


def test_what_somebody_changed_since_is_never_replaced(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).write_text("旧", encoding="utf-8")
    killed(tmp_path, 1)
    (tmp_path / "丙.txt").write_text("手工改的", encoding="utf-8")
    sweep(tmp_path)
    assert texts(tmp_path) == {"丙.txt": "手工改的", "乙.txt": "新", "甲.txt": "新"}


def test_who_is_still_working_is_left_alone(tmp_path: Path) -> None:
    stage = Staging(tmp_path)
    staging._swept.clear()
    sweep(tmp_path)
    assert stage.folder.is_dir()
    stage.close()
    assert not list(tmp_path.iterdir())


def test_a_folder_made_just_now_is_left_alone_and_an_old_one_is_not(tmp_path: Path) -> None:
    folder = tmp_path / f"{PREFIX}a"
    folder.mkdir()
    sweep(tmp_path)
    assert folder.is_dir()
    os.utime(folder, (time.time() - 3600,) * 2)
    staging._swept.clear()
    sweep(tmp_path)
    assert not folder.exists()


@pytest.mark.parametrize("journal", ["", "[]", "{", '{"moves": [1]}', '{"moves": [{"from": "a"}]}'])
def test_a_damaged_journal_harms_nobody(tmp_path: Path, journal: str) -> None:
    left = killed(tmp_path, 0, force=False)
    (left / f"{PREFIX}journal").write_text(journal, encoding="utf-8")
    sweep(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_journal_reaches_nothing_outside_its_folder(tmp_path: Path) -> None:
    inside = tmp_path / "里"
    inside.mkdir()
    (tmp_path / "外.txt").write_text("旧", encoding="utf-8")
    left = killed(inside, 0, force=False)
    path = left / f"{PREFIX}journal"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["moves"][0]["to"] = "../外.txt"
    path.write_text(json.dumps(told), encoding="utf-8")
    sweep(inside)
    assert (tmp_path / "外.txt").read_text(encoding="utf-8") == "旧"


def test_files_of_several_folders_change_together(tmp_path: Path) -> None:
    """The name in the second folder is taken while the files are being made."""
    for name in ("一", "二"):
        (tmp_path / name).mkdir()
    (tmp_path / "一" / "甲.txt").write_text("旧", encoding="utf-8")
    targets = [tmp_path / "一" / "甲.txt", tmp_path / "二" / "乙.txt"]
    with pytest.raises(UnwritableError), written_together(targets, force=True) as places:
        for place in places:
            place.write_text("新", encoding="utf-8")
        targets[1].mkdir()
    assert texts(tmp_path / "一") == {"甲.txt": "旧"}
    assert [path.name for path in (tmp_path / "二").iterdir()] == ["乙.txt"]


SEVERAL = ("一/甲.txt", "一/乙.txt", "二/丙.txt", "三/丁.txt")


@pytest.mark.parametrize("found", ["一", "二", "三"])
@pytest.mark.parametrize("moved", [None, 0, 1, 2, 3])
def test_a_set_over_several_folders_is_finished_or_removed_by_who_finds_one(
    tmp_path: Path, moved: int | None, found: str
) -> None:
    for name in ("一", "二", "三"):
        (tmp_path / name).mkdir()
    for name in SEVERAL:
        (tmp_path / name).write_text("旧", encoding="utf-8")
    killed(tmp_path, moved, names=SEVERAL)
    sweep(tmp_path / found)
    said = {(tmp_path / name).read_text(encoding="utf-8") for name in SEVERAL}
    assert said == {"旧" if moved is None else "新"}
    for name in ("一", "二", "三"):
        sweep(tmp_path / name)
        assert not list((tmp_path / name).glob(f"{PREFIX}*"))
    assert {(tmp_path / name).read_text(encoding="utf-8") for name in SEVERAL} == said


def test_a_set_that_was_moved_with_its_folder_is_finished(tmp_path: Path) -> None:
    (tmp_path / "一").mkdir()
    killed(tmp_path / "一", 1, force=False)
    (tmp_path / "一").rename(tmp_path / "二")
    sweep(tmp_path / "二")
    assert texts(tmp_path / "二") == dict.fromkeys(sorted(NAMES), "新")


def test_names_of_our_own_files_may_be_asked_for(tmp_path: Path) -> None:
    names = ("lock", "journal", "prepared", "0")
    with written_together([tmp_path / name for name in names]) as places:
        for place in places:
            place.write_text(place.name, encoding="utf-8")
    assert texts(tmp_path) == {name: name for name in sorted(names)}


@pytest.mark.parametrize("links", [True, False])
def test_without_locks_age_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    monkeypatch.setattr(staging, "fcntl", None)
    left = killed(tmp_path, 1, force=False)
    sweep(tmp_path)
    assert left.is_dir()
    os.utime(left, (time.time() - 200_000,) * 2)
    if not links:
        monkeypatch.setattr(os, "link", _refused)
    staging._swept.clear()
    sweep(tmp_path)
    assert texts(tmp_path) == dict.fromkeys(sorted(NAMES), "新")


def _refused(*_: object) -> None:
    raise PermissionError(1, "no links")
