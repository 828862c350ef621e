"""``settle``: says how many figures are asked about and where the answers belong, or why there are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.cli import main
from mingzhang.cli.shared import OK, UNABLE
from mingzhang.facts.report import Report
from mingzhang.work import settle
from tests.work.test_answers import report
from tests.work.test_settle import picture

Capture = pytest.CaptureFixture[str]


def test_the_command_says_what_to_do_next(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = picture(tmp_path), tmp_path / "核对.html"
    monkeypatch.setattr(settle, "read_report", lambda *_: report())
    assert main(["settle", str(path), "-o", str(out)]) == OK
    said = capsys.readouterr().out
    assert said.startswith("3 个看不准的数") and "甲.png.readings.toml" in said and out.is_file()
    assert main(["settle", str(path), "-o", str(out)]) == UNABLE  # the name is taken


def test_a_text_has_nothing_to_settle(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "甲.txt"
    path.write_text("收入合计6.20万元。", encoding="utf-8")
    monkeypatch.setattr(settle, "read_report", lambda *_: Report("甲.txt", "txt"))
    assert main(["settle", str(path), "-o", str(tmp_path / "核对.html")]) == UNABLE
    assert "没有看不准的数" in capsys.readouterr().err and len(list(tmp_path.iterdir())) == 1
