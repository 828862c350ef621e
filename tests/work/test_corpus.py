"""Many documents as a corpus: however a run goes, the same rows; only what changed is checked again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")
from mingzhang.corpus.shelf import CorpusError, Shelf
from mingzhang.work import corpus as module
from mingzhang.work import memory
from mingzhang.work.corpus import PAGE, grow
from mingzhang.work.corpus_document import Errand
from mingzhang.work.corpus_engines import pool
from mingzhang.work.waive import waiver_file
from tests.corpus.made import contents, documents, here, made, rows_of, text


class Watched:
    """An engine that is this process, remembers what it was given and may end early."""

    def __init__(self, most: int = 1000, backwards: bool = False) -> None:
        self.names: list[str] = []
        self._most, self._backwards = most, backwards

    def __call__(self, errands: Any, options: dict[str, Any]) -> Iterator[tuple[Errand, bytes]]:
        for errand in reversed(errands) if self._backwards else errands:
            if len(self.names) == self._most:
                raise KeyboardInterrupt
            self.names.append(errand.name)
            yield errand, rows_of(errand, options)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return documents(tmp_path_factory.mktemp("各单位"))


@pytest.fixture(scope="module")
def whole(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus of the folder."""
    out = tmp_path_factory.mktemp("库")
    growth = made(folder, out)
    assert (growth.checked, growth.kept, growth.gone, growth.lost) == (6, 0, 0, 2)
    assert "这次检查 6 份" in str(growth) and "没能读的 1 份" in str(growth)
    return out


def bytes_of(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def test_one_bad_file_is_a_row_with_its_sentence(whole: Path) -> None:
    states = {row[2]: row[4:6] for row in contents(whole)["documents"]}
    assert states["坏.pdf"][0] == "unreadable" and states["坏.pdf"][1].startswith("坏.pdf：")
    assert states["普陀/通知.txt"][0] == "not_understood" and states["丰台/2023.txt"] == ("checked", None)
    assert (whole / PAGE).read_text(encoding="utf-8").count("坏.pdf") >= 1


@pytest.mark.parametrize("held", [1, 4])
def test_order_and_size_of_batches_do_not_tell(
    folder: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    monkeypatch.setattr(module, "HELD", held)
    made(folder, tmp_path, Watched(backwards=True))
    assert bytes_of(tmp_path) == bytes_of(whole)


@pytest.mark.parametrize("most", [0, 3, 5])
def test_an_interrupted_run_goes_on_where_it_was(
    folder: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(module, "HELD", 2)
    with pytest.raises(KeyboardInterrupt):
        made(folder, tmp_path, Watched(most))
    second = Watched()
    growth = made(folder, tmp_path, second)
    assert growth.kept == most and len(second.names) == 6 - most, "whatever was examined stays"
    assert bytes_of(tmp_path) == bytes_of(whole)


NAMES: list[str | bytes] = [
    b"\xff\xfe.txt",
    "换\n行.txt",
    "引'号\".txt",
    "长" * 80 + ".txt",
    "a" * 240 + ".txt",
    "\x1b[31m红.txt",
]


@pytest.mark.skipif(os.name == "nt", reason="this system has no such names")
def test_any_name_that_a_file_can_have_is_one_of_the_corpus(tmp_path: Path) -> None:
    folder = tmp_path / "文"
    folder.mkdir()
    for name in [os.fsdecode(name) for name in NAMES]:
        (folder / name).write_text(text(), encoding="utf-8")
    grow(folder, tmp_path / "库", {}, pool(2))
    found = {row[2] for row in contents(tmp_path / "库")["documents"]}
    assert found == {r"\xff\xfe.txt", *(name for name in NAMES if isinstance(name, str))}
    engine = Watched()
    assert grow(folder, tmp_path / "库", {}, engine).kept == len(NAMES) and engine.names == []


def test_what_did_not_change_is_not_checked_again(folder: Path, whole: Path) -> None:
    before = bytes_of(whole)
    engine = Watched()
    growth = made(folder, whole, engine)
    assert (growth.checked, growth.kept, engine.names) == (0, 6, []) and bytes_of(whole) == before


def test_one_changed_file_costs_one_file_and_a_removed_one_goes(tmp_path: Path) -> None:
    folder, out = documents(tmp_path / "文"), tmp_path / "库"
    made(folder, out)
    (folder / "丰台/2023.txt").write_text(text(), encoding="utf-8")
    (folder / "普陀/2023.txt").unlink()
    engine = Watched()
    growth = made(folder, out, engine)
    assert engine.names == ["丰台/2023.txt"] and (growth.kept, growth.gone) == (4, 1)
    assert "已去掉的 1 份" in str(growth)
    made(folder, tmp_path / "新库")
    assert contents(out) == contents(tmp_path / "新库")
    assert not list(out.glob("*/place=310107")), "nothing of it is left"


def _explained(path: Path) -> None:
    waiver_file(path).write_text("# 没有说明\n", encoding="utf-8")


def _elsewhere(path: Path) -> None:
    path.rename(path.with_name("改名.txt"))


@pytest.mark.parametrize("change", [_explained, _elsewhere])
def test_what_stands_beside_a_file_counts_and_so_does_its_name(tmp_path: Path, change: Any) -> None:
    folder, out = tmp_path / "文", tmp_path / "库"
    folder.mkdir()
    (folder / "一.txt").write_text(text(), encoding="utf-8")
    (folder / "二.txt").write_text(text(), encoding="utf-8")
    made(folder, out)
    change(folder / "一.txt")
    engine = Watched()
    made(folder, out, engine)
    assert engine.names == ["改名.txt" if change is _elsewhere else "一.txt"]


def test_another_edition_of_the_program_checks_everything_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(folder, tmp_path)
    monkeypatch.setattr(memory, "SCHEMA", "mingzhang/check/3")
    engine = Watched()
    made(folder, tmp_path, engine)
    assert len(engine.names) == 6


def test_the_corpus_is_none_of_its_own_documents(tmp_path: Path) -> None:
    folder = documents(tmp_path)
    made(folder, folder / "库")
    engine = Watched()
    growth = made(folder, folder / "库", engine)
    assert growth.kept == 6 and engine.names == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="没有这个文件夹"):
        grow(tmp_path / "无", tmp_path / "库", {}, here)
    assert not (tmp_path / "库").exists()


def test_an_empty_folder_makes_an_empty_corpus(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    growth = made(tmp_path / "空", tmp_path / "库")
    assert str(growth) == "共 0 份文件：这次检查 0 份，没有变的 0 份。"
    assert Shelf(tmp_path / "库").parts == [] and (tmp_path / "库" / PAGE).exists()


def test_the_steps_are_told(folder: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    grow(folder, tmp_path, {}, here, lambda done, all_of_them: told.append((done, all_of_them)))
    assert told == [(n, 6) for n in range(1, 7)]


SLOW = """
import sys
from pathlib import Path
from mingzhang.work import corpus
from mingzhang.work.corpus_engines import pool
corpus.grow(Path(sys.argv[1]), Path(sys.argv[2]), {}, pool(1))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills in another way")
def test_a_killed_run_of_real_processes_is_gone_on_with(folder: Path, whole: Path, tmp_path: Path) -> None:
    run = subprocess.Popen([sys.executable, "-c", SLOW, folder, tmp_path], start_new_session=True)
    until = time.monotonic() + 60
    while run.poll() is None and time.monotonic() < until:  # killed as soon as something is kept
        if any(path.stat().st_size for path in tmp_path.glob(".aside/*")):
            break
        time.sleep(0.005)
    run.kill()
    run.wait()
    while time.monotonic() < until:  # the processes of its pool end with it
        try:
            os.killpg(run.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.01)
    else:
        pytest.fail("processes of the pool are left")
    growth = made(folder, tmp_path)
    assert growth.kept, "what was written is whole"
    assert contents(tmp_path) == contents(whole)
    assert not (tmp_path / ".aside").exists()
