"""What mingzhang.toml says is usual; the command line comes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.cli import FOUND, UNABLE, main
from mingzhang.cli.configured import NAME

TEXT = (
    "某市某局\n2024年度部门决算\n二、收入决算情况说明\n本年收入90.00万元，比上年减少10.00万元，下降20.00%。"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "决算.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_file_of_the_folder_is_followed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / NAME).write_text('place = "310107"\noff = ["S-"]\n', encoding="utf-8")
    assert main(["check", "决算.txt"]) == FOUND
    told = capsys.readouterr().out
    assert "上海市普陀区" in told and "没有用编号以 S- 开头的规则" in told and "（S-" not in told


def test_the_command_line_comes_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / NAME).write_text('place = "310107"\n', encoding="utf-8")
    main(["check", "决算.txt", "--place", "110106"])
    assert "北京市丰台区" in capsys.readouterr().out


def test_another_file_can_be_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "审核.toml").write_text('off = ["S-"]\n', encoding="utf-8")
    assert main(["check", "决算.txt", "--config", "审核.toml", "--off", "N-58"]) == FOUND
    assert "没有用编号以 S-、N-58 开头的规则" in capsys.readouterr().out


def test_a_bad_file_is_one_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / NAME).write_text("year = '去年'\n", encoding="utf-8")
    assert main(["check", "决算.txt"]) == UNABLE
    assert capsys.readouterr().err.count("\n") == 1
