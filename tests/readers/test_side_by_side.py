"""Files come in their order, whoever read them; one that ends its process stops no other."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from mingzhang.facts.report import Report
from mingzhang.readers import side_by_side as module
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.side_by_side import side_by_side


def files(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_text("收入合计6.20万元。", encoding="utf-8")
    return [folder / name for name in names]


@pytest.mark.parametrize("processes", [1, 2])
def test_files_come_in_their_order(tmp_path: Path, processes: int) -> None:
    given = files(tmp_path, "b.png", "a.pdf", "c.txt")
    (tmp_path / "a.pdf").write_bytes(b"\x00\xff\x01\x02" * 20)
    first, bad, last = side_by_side([(path,) for path in given], Limits(processes=processes))
    assert isinstance(first, Report) and isinstance(last, Report)
    assert isinstance(bad, UnreadableError) and (first.file, last.file) == ("b.png", "c.txt")


def deadly(path: Path, limits: Limits) -> Report:
    """Stands for a reader that takes its process down with some files, unless it reads apart."""
    if path.name.startswith("杀") and not limits.apart:
        os.kill(os.getpid(), signal.SIGKILL)
    return Report(path.name, "picture")


def test_a_file_that_ends_its_process_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "read_report", deadly)
    given = files(tmp_path, "一.png", "杀二.png", "三.png")
    read = [*side_by_side([(path,) for path in given], Limits(processes=2, apart=True))]
    assert [one.file for one in read if isinstance(one, Report)] == ["一.png", "杀二.png", "三.png"]
