"""Spoiled documents are the same every time, and a few of every kind go through without a fault."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from bench.fuzz import commands, judged, made, sources, tried
from bench.spoil import ODD, spoiled

CASES = range(50_000, 50_012)  # not those of the bench


@pytest.mark.parametrize("case", CASES)
def test_a_spoiled_document_is_read_or_refused(case: int) -> None:
    outcome = tried(case)
    assert not outcome.fault, outcome


def test_a_case_is_the_same_every_time() -> None:
    for case in range(24):
        first, again = made(case), made(case)
        assert first[1:] == again[1:] and first[0].random() == again[0].random()


def test_every_format_is_spoiled_in_every_way_that_it_can_be() -> None:
    seen: dict[str, set[str]] = {}
    for case in range(240):
        _, name, damage, data = made(case)
        seen.setdefault(Path(name).suffix, set()).add(damage)
        assert len(data) < 8_000_000
    assert seen.keys() == {Path(name).suffix for name in sources()}
    assert seen[".xlsx"] == {"字节", "部件", "标记", "文字"} and seen[".doc"] == {"字节"}


@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx", ".xls"])
def test_nothing_can_be_spoiled_too(suffix: str) -> None:
    for seed in range(30):
        spoiled(b"", suffix, Random(seed))


@pytest.mark.parametrize(
    ("words", "code", "out", "err", "fault"),
    [
        (["read"], 2, "", "Traceback (most recent call last)\n", "崩溃"),
        (["read"], 2, "", "程序出错（KeyError）", "掩盖的错误"),
        (["check", "a", "--json"], 0, '{"summary": {"numbers": {"checked": 0, "understood": 0}}}', "",
         "没读懂却说没有问题"),
        (["check", "a", "--json"], 0, '{"summary": {"numbers": {"checked": 3, "understood": 0}}}', "", ""),
        (["read"], 2, "", "a.xls：内存不足，未检查。", "内存不足"),
    ],
)  # fmt: skip
def test_what_must_not_be_is_noticed(words: list[str], code: int, out: str, err: str, fault: str) -> None:
    assert judged(words, code, out, err)[0] == fault


def test_every_document_has_commands(tmp_path: Path) -> None:
    for name in sources():
        assert all(words[0] for words in commands(name, tmp_path / name, tmp_path))
    assert len(ODD) == len(set(ODD))
