"""The bench of killed runs tells a whole set from a part of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.kills import HEADS, OLD, state

NAMES = ["甲.html", "乙.sarif"]
NEW = {"甲.html": b"<html></html>\n", "乙.sarif": b"{}\n"}


@pytest.mark.parametrize(
    ("before", "written", "told"),
    [
        (True, (), 0),
        (True, ("甲.html",), 2),
        (True, ("甲.html", "乙.sarif"), 1),
        (False, (), 0),
        (False, ("乙.sarif",), 2),
        (False, ("甲.html", "乙.sarif"), 1),
    ],
)
def test_what_stands_in_a_folder(tmp_path: Path, before: bool, written: tuple[str, ...], told: int) -> None:
    for name in NAMES if before else ():
        (tmp_path / name).write_bytes(OLD)
    for name in written:
        (tmp_path / name).write_bytes(NEW[name])
    assert state(tmp_path, NAMES, before) == HEADS[told]


def test_half_a_file_is_a_part(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).write_bytes(NEW[name][:-2])
    assert state(tmp_path, NAMES, False) == HEADS[2]
