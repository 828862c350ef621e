"""Many documents: what a folder stands for, what each is called, and one that ends its process."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from mingzhang.facts.result import Result
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.work import check_many as module
from mingzhang.work.check_many import check_many, documents, side_by_side_pictures, totals
from tests.work.test_check import file_of
from tests.writers.results import finding, full, result


def test_a_folder_stands_for_the_documents_inside(tmp_path: Path) -> None:
    deep = tmp_path / "二" / "三"
    deep.mkdir(parents=True)
    for name in ("b.txt", "a.PDF", "~$a.docx", ".hidden.txt", "note.md", "c.xlsx"):
        (tmp_path / name).write_bytes(b"")
    (deep / "d.docx").write_bytes(b"")
    (tmp_path / "目录.txt").mkdir()
    found = [path.relative_to(tmp_path).as_posix() for path in documents([tmp_path])]
    assert found == sorted(found)
    assert set(found) == {"b.txt", "a.PDF", "c.xlsx", "二/三/d.docx"}
    assert documents([tmp_path / "note.md"]) == [tmp_path / "note.md"], "a file that is named is tried"
    assert documents([]) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_bad_file_does_not_stop_the_others(tmp_path: Path, jobs: int) -> None:
    paths = [file_of(tmp_path, "a.txt"), tmp_path / "b.pdf", file_of(tmp_path, "c.txt")]
    paths[1].write_bytes(b"\x00\xff\x01\x02" * 20)
    results = list(check_many(paths, {"limits": Limits()}, jobs))
    assert [path for path, _ in results] == paths
    first, problem, last = (result for _, result in results)
    assert isinstance(problem, UnreadableError)
    assert "b.pdf" in str(problem)
    assert isinstance(first, Result)
    assert isinstance(last, Result)
    assert first.document.file == "a.txt"
    assert [f.fingerprint for f in first.findings] == [f.fingerprint for f in last.findings]


def test_results_go_by_the_names_of_their_files(tmp_path: Path) -> None:
    path = file_of(tmp_path, "a.txt")
    ((_, told),) = check_many([path], {}, names={path: "甲局/a.txt"})
    assert isinstance(told, Result) and told.document.file == "甲局/a.txt"


def deadly(path: Path, options: dict[str, Any]) -> Result | UnreadableError:
    """Stands for a check that takes its process down with some files."""
    if path.name.startswith("杀"):
        os.kill(os.getpid(), signal.SIGKILL)
    return result(file=path.name)


def test_a_file_that_ends_its_process_is_named_and_the_others_are_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_checked", deadly)
    monkeypatch.setattr(module, "_AHEAD", 2)
    paths = [tmp_path / name for name in ("一", "二", "杀三", "四", "五", "六", "七", "杀八", "九")]
    told = list(check_many(paths, {}, 2))
    assert [path for path, _ in told] == paths, "in their order"
    refused = [str(one) for _, one in told if isinstance(one, UnreadableError)]
    assert refused == [
        f"{paths[order]}：检查它的进程意外中止（可能是内存不足或超过时限），未检查。" for order in (2, 7)
    ]


def test_the_closing_line_adds_up() -> None:
    line = totals([result(full()), result(finding("N-01", "二"), full()), result()], 1)
    assert (
        line == "共 4 个文件：没有不成立的 1 个，有发现的 2 个（错误 3　警告 0　提示 0），没能检查的 1 个。"
    )


def test_pictures_side_by_side_in_a_folder_may_be_pages() -> None:
    paths = [Path("甲/1.jpg"), Path("甲/2.PNG"), Path("乙/1.jpg"), Path("甲/3.pdf")]
    assert side_by_side_pictures(paths, ["."]) == 2
    assert side_by_side_pictures(paths[2:], ["."]) == 0


def test_files_are_ordered_as_people_count(tmp_path: Path) -> None:
    for name in ("第10页.png", "第2页.png", "第1页.png"):
        (tmp_path / name).write_bytes(b"")
    assert [path.name for path in documents([tmp_path])] == ["第1页.png", "第2页.png", "第10页.png"]
