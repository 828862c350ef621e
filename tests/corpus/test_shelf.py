"""A corpus on disk: all of a change or nothing of it, whenever a run ends; order does not tell."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")
import pyarrow.parquet as pq

from mingzhang.corpus import shelf as module
from mingzhang.corpus.packed import VERSION_KEY
from mingzhang.corpus.schema import SCHEMA, table_kinds
from mingzhang.corpus.shelf import LIST, CorpusError, Shelf, written_to
from tests.corpus.made import record

NAMES = [
    record("a"),
    record("b"),
    record("c", place="310107"),
    record("d", year=2022),
    record("e", year=None),
]


def names(folder: Path) -> list[str]:
    shelf = Shelf(folder)
    return sorted(name for part in shelf.parts for (name,) in shelf.rows(part, "documents", "document"))


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_rows_stand_under_their_place_and_year(tmp_path: Path) -> None:
    with written_to(tmp_path / "库") as shelf:
        shelf.take(NAMES)
    folders = {
        path.parent.relative_to(tmp_path / "库").as_posix() for path in Shelf(tmp_path / "库").files("facts")
    }
    assert folders == {
        "facts/place=110106/year=2023",
        "facts/place=310107/year=2023",
        "facts/place=110106/year=2022",
        "facts/place=110106/year=__HIVE_DEFAULT_PARTITION__",
    }
    assert names(tmp_path / "库") == list("abcde")
    for path in Shelf(tmp_path / "库").files("documents"):
        assert pq.read_schema(path).metadata[VERSION_KEY].decode() == SCHEMA
    assert not [name for name in files(tmp_path / "库") if ".writing" in name or name.endswith(".new")]


def test_the_order_in_which_documents_come_does_not_tell(tmp_path: Path) -> None:
    made = []
    for number, order in enumerate(itertools.islice(itertools.permutations(NAMES), 0, 120, 37)):
        folder = tmp_path / str(number)
        with written_to(folder) as shelf:
            shelf.take(order[:2])
            shelf.take(order[2:])
            shelf.settle()
        made.append({name: (folder / name).read_bytes() for name in files(folder)})
    assert all(each == made[0] for each in made[1:])


def test_a_document_takes_the_place_of_its_former_self(tmp_path: Path) -> None:
    with written_to(tmp_path) as shelf:
        shelf.take(NAMES)
        shelf.take([record("a", "anew", place="310107")], gone=["d", "nobody"])
    with written_to(tmp_path) as shelf:
        assert shelf.keys == {"a": "anew", "b": "k", "c": "k", "e": "k"}
    assert names(tmp_path) == ["a", "b", "c", "e"]
    assert len([name for name in files(tmp_path) if name.startswith("facts/")]) == len(Shelf(tmp_path).parts)
    assert not (tmp_path / "facts/place=110106/year=2022").exists(), "what is empty goes"


class StoppedError(Exception):
    """Stands for the end of a process."""


@pytest.mark.parametrize("step", range(0, 24, 3))
def test_a_run_that_ends_anywhere_leaves_all_of_a_change_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    with written_to(tmp_path) as shelf:
        shelf.take(NAMES[:2])
    left = iter(range(step))
    steps: list[tuple[Any, str]] = [(os, "replace"), (Path, "unlink")]
    for owner, name in steps:
        monkeypatch.setattr(owner, name, dying(left, getattr(owner, name)))
    try:
        with written_to(tmp_path) as shelf:
            shelf.take([record("a", "anew"), record("z")], gone=["b"])
        after = True
    except StoppedError:
        after = False
    monkeypatch.undo()
    found = names(tmp_path)
    assert found == ["a", "z"] if after else found in (["a", "b"], ["a", "z"])
    with written_to(tmp_path) as shelf:  # the next run: what is in no list is gone
        live = {path.relative_to(tmp_path).as_posix() for t in table_kinds() for path in shelf.files(t)}
    assert files(tmp_path) - {LIST, ".lock", f"{LIST}.new"} == live


def dying(left: Iterator[int], work: Any) -> Any:
    """A step of the file system that the process does not come to any more, once there are none left."""

    def step(*given: Any, **named: Any) -> Any:
        if next(left, None) is None:
            raise StoppedError
        return work(*given, **named)

    return step


def test_small_parts_are_put_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    with written_to(tmp_path) as shelf:
        for name in "abcdefg":
            shelf.take([record(name)])
        shelf.settle()
        assert sorted(part.count for part in shelf.parts) == [1, 3, 3]
        shelf.take([record("b", "anew")])
        assert shelf.keys["b"] == "anew" and sum(part.count for part in shelf.parts) == 7
    assert names(tmp_path) == list("abcdefg")


def test_what_is_lost_or_damaged_is_not_known_any_more(tmp_path: Path) -> None:
    with written_to(tmp_path) as shelf:
        shelf.take(NAMES)
        lost, damaged = (part for part in shelf.parts if part.year in (2022, None))
    (tmp_path / lost.file("facts")).unlink()
    (tmp_path / damaged.file("documents")).write_bytes(b"PAR1")
    with pytest.raises(CorpusError, match="重新运行"):
        names(tmp_path)
    with written_to(tmp_path) as shelf:
        assert set(shelf.keys) == {"a", "b", "c"}


@pytest.mark.parametrize("table", table_kinds())
@pytest.mark.parametrize("spot", [0.0, 0.3, 0.9])
def test_a_byte_that_turned_is_noticed(tmp_path: Path, table: str, spot: float) -> None:
    with written_to(tmp_path) as shelf:
        shelf.take(NAMES[:2])
    (path,) = Shelf(tmp_path).files(table)
    data = bytearray(path.read_bytes())
    data[int(len(data) * spot)] ^= 1
    path.write_bytes(data)
    with written_to(tmp_path) as shelf:
        assert shelf.keys == {} and shelf.parts == []


def test_half_a_document_at_the_end_of_what_stands_aside_does_not_count(tmp_path: Path) -> None:
    with written_to(tmp_path) as shelf:
        for each in NAMES[:3]:
            last = shelf.aside.add(each)
    with last.path.open("r+b") as stream:
        stream.truncate(last.start + last.length - 1)
    with written_to(tmp_path) as shelf:
        assert set(shelf.keys) == {"a", "b"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "损坏"),
        ("[]", "损坏"),
        (json.dumps({"schema": SCHEMA, "parts": [[1]]}), "损坏"),
        (json.dumps({"schema": "mingzhang/corpus/9", "parts": []}), "mingzhang/corpus/9"),
    ],
)
def test_a_list_that_is_none_of_ours_is_refused(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / LIST).write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=said):
        Shelf(tmp_path)


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "论文.docx").write_bytes(b"")
    with pytest.raises(CorpusError, match="不是文件库"), written_to(tmp_path):
        pass
    assert files(tmp_path) == {"论文.docx"}
    with pytest.raises(CorpusError, match="没有文件库"):
        Shelf(tmp_path)


def test_two_runs_do_not_write_at_once(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    other = "import fcntl, sys; f = open(sys.argv[1], 'wb'); fcntl.lockf(f, fcntl.LOCK_EX); print(); input()"
    lock = tmp_path / ".lock"
    with subprocess.Popen(
        [sys.executable, "-c", other, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as run:
        assert run.stdout is not None and run.stdout.readline() and fcntl
        with pytest.raises(CorpusError, match="另一个"), written_to(tmp_path):
            pass
        run.kill()
    with written_to(tmp_path) as shelf:
        shelf.take(NAMES[:1])


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(CorpusError, match="写不了"), written_to(tmp_path / "文件" / "库"):
        pass
    assert os.listdir(tmp_path) == ["文件"]


def test_what_a_run_set_aside_is_taken_in_by_the_next(tmp_path: Path) -> None:
    with written_to(tmp_path) as shelf:
        shelf.take([record("a"), record("b")])
        for each in (record("b", "old"), record("b", "anew"), record("c", place="310107"), record("d", "")):
            shelf.aside.add(each)
    assert names(tmp_path) == ["a", "b"], "not before"
    with written_to(tmp_path) as shelf:
        assert shelf.keys == {"a": "k", "b": "anew", "c": "k", "d": ""}
    assert names(tmp_path) == list("abcd") and not (tmp_path / ".aside").exists()


def test_what_was_taken_in_already_is_not_taken_in_twice(tmp_path: Path) -> None:
    with written_to(tmp_path) as shelf:
        shelf.take(
            [shelf.aside.add(each) for each in NAMES]
        )  # and the run ends before it lets go of what stands aside
    before = {
        name: (tmp_path / name).stat().st_mtime_ns for name in files(tmp_path) if name.endswith("parquet")
    }
    with written_to(tmp_path) as shelf:
        assert set(shelf.keys) == set("abcde")
    assert before == {name: (tmp_path / name).stat().st_mtime_ns for name in before}


def test_very_many_documents_of_a_place_and_year_are_several_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    with written_to(tmp_path) as shelf:
        shelf.take([record(name) for name in "edcba"])
        assert sorted(part.count for part in shelf.parts) == [1, 2, 2]
    first = min(
        Shelf(tmp_path).files("documents"), key=lambda path: pq.read_table(path)["document"][0].as_py()
    )
    assert pq.read_table(first)["document"].to_pylist() == ["a", "b"]
