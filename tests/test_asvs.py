"""The table of security requirements is whole, and every test that it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

#: How many sections each chapter of ASVS 5.0.0 has.
SECTIONS = (5, 4, 7, 4, 4, 8, 6, 4, 2, 7, 7, 3, 4, 3, 4, 5, 3)
VERDICTS = ("已做", "部分：", "未做：", "不适用：")


@pytest.fixture(scope="module")
def rows(root: Path) -> list[list[str]]:
    lines = (root / "docs/asvs.md").read_text(encoding="utf-8").splitlines()
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if re.match(r"\| \d", line)
    ]


def test_every_section_has_one_line(rows: list[list[str]]) -> None:
    wanted = [f"{n}.{m}" for n, most in enumerate(SECTIONS, 1) for m in range(1, most + 1)]
    assert [row[0] for row in rows] == wanted


def test_what_is_done_names_a_test_and_what_is_not_a_reason(rows: list[list[str]]) -> None:
    for number, wanted, how, shown, verdict in rows:
        assert wanted and verdict.startswith(VERDICTS), number
        assert verdict != "已做" or (how and shown), f"{number}: done, but by no test"
        assert verdict == "已做" or len(verdict.partition("：")[2]) > 3, f"{number}: no reason"


def test_every_test_that_is_named_is_there(rows: list[list[str]], root: Path) -> None:
    named = {name.strip() for row in rows for name in row[3].split(",") if name.strip()}
    assert len(named) > 30
    for name in named:
        path, _, function = name.partition("::")
        assert (root / path).is_file(), name
        assert not function or f"\ndef {function}(" in (root / path).read_text(encoding="utf-8"), name
