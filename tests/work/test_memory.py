"""Unchanged files are not checked again; whatever a result depends on makes it another one."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mingzhang.facts.environment import KEPT_RESULTS, OWN_PLACES
from mingzhang.facts.result import Result
from mingzhang.work import check_many as module
from mingzhang.work import memory as remembering
from mingzhang.work.check import check_file
from mingzhang.work.check_many import check_many
from mingzhang.work.memory import Memory, default_folder
from mingzhang.work.waive import waiver_file

TEXT = "某市某局\n2024年度部门决算\n二、收入决算情况说明\n本年收入90.00万元，比上年减少10.00万元，下降{}%。"
OPTIONS: dict[str, Any] = {"year": 2024}


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "记下的", OPTIONS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "决算.txt"
    path.write_text(TEXT.format("20.00"), encoding="utf-8")
    return path


def anew(memory: Memory, **options: Any) -> Memory:
    """As the next run of the program finds it."""
    return Memory(memory.folder, OPTIONS | options)


def test_what_is_kept_comes_back_as_it_was(memory: Memory, path: Path) -> None:
    result = check_file(path, **OPTIONS).result()
    assert not memory.knows(path)
    memory.keep(path, result)
    found = anew(memory).recall(path)
    assert found is not None and found.to_json() == result.to_json()
    (file,) = memory.folder.glob("??/*")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600, "the findings are nobody else's business"


def _changed(path: Path, memory: Memory) -> Memory:
    path.write_text(TEXT.format("10.00"), encoding="utf-8")
    return anew(memory)


def _touched_elsewhere(path: Path, memory: Memory) -> Memory:
    waiver_file(path).write_text("", encoding="utf-8")
    waiver_file(path).write_text("# 一条\n", encoding="utf-8")
    return anew(memory)


@pytest.mark.parametrize(
    "change", [_changed, _touched_elsewhere, lambda path, memory: anew(memory, year=2023)]
)
def test_what_it_depends_on_makes_it_unknown(
    change: Callable[[Path, Memory], Memory], memory: Memory, path: Path
) -> None:
    memory.keep(path, check_file(path, **OPTIONS).result())
    assert anew(memory).knows(path)
    assert not change(path, memory).knows(path)


def test_another_program_knows_nothing(memory: Memory, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.keep(path, check_file(path, **OPTIONS).result())
    monkeypatch.setattr(remembering, "_PACKAGE", path.parent)
    assert not anew(memory).knows(path)


@pytest.mark.parametrize(
    "name", ["rules/accounts/y99.py", "rules/accounts/t01.toml", "catalogue/places/990000.toml"]
)
def test_a_changed_file_of_the_program_makes_it_unknown(
    name: str, memory: Memory, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = tmp_path / "程序" / name
    rule.parent.mkdir(parents=True)
    rule.write_text("one = 1\n", encoding="utf-8")
    monkeypatch.setattr(remembering, "_PACKAGE", tmp_path / "程序")
    anew(memory).keep(path, check_file(path, **OPTIONS).result())
    assert anew(memory).knows(path)
    rule.write_text("one = 12\n", encoding="utf-8")
    assert not anew(memory).knows(path)


def test_a_changed_place_of_ones_own_makes_it_unknown(
    memory: Memory, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "自己的" / "990000.toml"
    place.parent.mkdir()
    place.write_text('name = "某省"\n', encoding="utf-8")
    monkeypatch.setenv(OWN_PLACES, str(place.parent))
    anew(memory).keep(path, check_file(path, **OPTIONS).result())
    assert anew(memory).knows(path)
    place.write_text('name = "某某省"\n', encoding="utf-8")
    assert not anew(memory).knows(path)


@pytest.mark.parametrize(
    "option",
    [
        {"off": ("N-",)},
        {"only": ("T",)},
        {"place": "310107"},
        {"severity": "error"},
        {"blind": True},
        {"waivers": ()},
    ],
)
def test_another_option_makes_it_unknown(option: dict[str, Any], memory: Memory, path: Path) -> None:
    memory.keep(path, check_file(path, **OPTIONS).result())
    assert not anew(memory, **option).knows(path)


def test_what_is_unfinished_or_of_an_older_content_is_not_kept(memory: Memory, path: Path) -> None:
    result = check_file(path, **OPTIONS).result()
    memory.keep(path, replace(result, summary=replace(result.summary, complete=False)))
    memory.keep(path, replace(result, document=replace(result.document, sha256="0" * 64)))
    assert not memory.knows(path)


def test_a_spoiled_result_is_worked_out_again(memory: Memory, path: Path) -> None:
    other = path.with_name("预算.txt")
    other.write_bytes(path.read_bytes())
    expected = [result for _, result in check_many([path, other], OPTIONS, 1, memory=memory)]
    for file in memory.folder.glob("??/*"):
        file.write_text("{", encoding="utf-8")
    again = [result for _, result in check_many([path, other], OPTIONS, 1, memory=anew(memory))]
    assert list(map(_content, again)) == list(map(_content, expected))


def test_of_a_folder_only_what_changed_is_checked(
    memory: Memory, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [path.with_name(f"{name}.txt") for name in "甲乙丙"]
    for other in others:
        other.write_bytes(path.read_bytes())
    paths = [*others, path]
    list(check_many(paths, OPTIONS, 1, memory=memory))
    others[1].write_text(TEXT.format("10.00"), encoding="utf-8")
    asked: list[Path] = []
    original = module.in_processes

    def watched(left: Any, *rest: Any) -> Any:
        asked.extend(left)
        return original(left, *rest)

    monkeypatch.setattr(module, "in_processes", watched)
    results = dict(check_many(paths, OPTIONS, 1, memory=anew(memory)))
    assert asked == [others[1]] and list(results) == paths
    plain = dict(check_many(paths, OPTIONS, 1))
    assert [_content(results[one]) for one in paths] == [_content(plain[one]) for one in paths]


def test_nothing_that_goes_wrong_with_it_stands_in_the_way(tmp_path: Path, path: Path) -> None:
    taken = tmp_path / "一个文件"
    taken.write_text("", encoding="utf-8")
    memory = Memory(taken, OPTIONS)
    memory.keep(path, check_file(path, **OPTIONS).result())
    assert memory.recall(path) is None
    memory.tidy()


def test_what_nobody_asks_for_goes(memory: Memory, path: Path) -> None:
    memory.keep(path, check_file(path, **OPTIONS).result())
    (file,) = memory.folder.glob("??/*")
    os.utime(file, (0, 0))
    memory.tidy()
    assert not file.exists()


def test_where_results_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert default_folder() is None, "tests leave nothing"
    monkeypatch.setenv(KEPT_RESULTS, str(tmp_path))
    assert default_folder() == tmp_path
    monkeypatch.delenv(KEPT_RESULTS)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "mingzhang"


def _content(result: object) -> object:
    assert isinstance(result, Result)
    return replace(result, summary=replace(result.summary, seconds=0)).to_json()
