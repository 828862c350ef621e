"""One document of a corpus: its rows, and when it is to be looked at again."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")
from mingzhang.corpus.packed import Packed, unpacked
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.work.check_many import DIED
from mingzhang.work.corpus_document import Errand, examined, unread
from tests.corpus.made import text


def errand(path: Path, content: str | None = None) -> Errand:
    return Errand(str(path), "甲局/决算.txt", "k", content or hashlib.sha256(path.read_bytes()).hexdigest())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "决算.txt"
    path.write_text(text(), encoding="utf-8")
    return path


def only(made: Packed) -> dict[str, object]:
    (row,) = made.table("documents").to_pylist()
    assert row["key"] == made.key
    return dict(row)


def test_a_document_gives_its_rows_and_its_key_figures(path: Path) -> None:
    made = unpacked(examined(errand(path), {}))
    row = only(made)
    assert (made.document, made.place, made.year, made.key) == ("甲局/决算.txt", "110106", 2023, "k")
    assert row["income"] == row["expenditure"] == 900_000 and row["three_public"] is None
    assert row["sha256"] == errand(path).content and row["state"] == "checked"


def test_a_file_that_changed_meanwhile_is_looked_at_again(path: Path) -> None:
    assert unpacked(examined(errand(path, "before"), {})).key == ""


def test_a_check_that_did_not_come_to_its_end_is_done_again(path: Path) -> None:
    made = unpacked(examined(errand(path), {"limits": Limits(seconds=0)}))
    assert made.key == "" and only(made)["state"] in ("partial", "unreadable")


def test_only_what_is_the_files_own_fault_is_kept(path: Path) -> None:
    broken = unpacked(unread(errand(path), UnreadableError(path, "文件是空的（0 字节）")))
    died = unpacked(unread(errand(path), UnreadableError(path, DIED)))
    assert (broken.key, died.key) == ("k", "")
    assert only(broken)["reason"] == "甲局/决算.txt：文件是空的（0 字节），未检查。", (
        "by its name in the corpus"
    )
