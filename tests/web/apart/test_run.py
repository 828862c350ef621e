"""What is done apart is bounded, and told in a sentence where it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.web.apart import run
from mingzhang.web.apart.run import ApartError, apart


def test_a_text_is_checked_and_shown(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text(
        "某局2024年度部门决算\n一、收入<b>决算</b>情况说明\n本年收入合计6.20万元。", encoding="utf-8"
    )
    heard: list[str] = []
    with apart("check", {"../说明.txt": path}, heard.append, seconds=60) as outcome:
        assert outcome.told["leaves"] == []
        assert "<b>" not in (outcome.out / "text.html").read_text(encoding="utf-8")
        assert "本年收入合计6.20万元" in (outcome.out / "lines.json").read_text(encoding="utf-8")


def test_a_refusal_is_the_sentence_of_the_verb(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"")
    with (
        pytest.raises(ApartError, match=r"^决算\.pdf：文件是空的"),
        apart("check", {"决算.pdf": path}, seconds=60),
    ):
        pass


def test_a_file_that_vanished_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(ApartError, match=r"决算\.pdf：存储里已没有"),
        apart("check", {"决算.pdf": tmp_path / "x"}),
    ):
        pass


def test_what_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "GRACE", 0)
    path = tmp_path / "a"
    path.write_text("文", encoding="utf-8")
    with pytest.raises(ApartError, match="超过 0 秒"), apart("check", {"a.txt": path}, seconds=0):
        pass


def test_a_process_that_dies_leaves_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("文", encoding="utf-8")
    with pytest.raises(ApartError, match="意外结束"), apart("no such verb", {"a.txt": path}):
        pass
