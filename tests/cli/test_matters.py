"""The command of supervision."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.cli import FOUND, OK, UNABLE, main
from tests.conftest import ROOT

LEDGER = ROOT / "examples" / "supervision-2026" / "督查台账.xlsx"
Capture = pytest.CaptureFixture[str]


def test_the_command_lists_what_is_due_and_writes_the_papers(tmp_path: Path, capsys: Capture) -> None:
    words = ["matters", str(LEDGER), "--today", "2026-09-15", "-o", str(tmp_path / "督查")]
    assert main(words) == OK
    said = capsys.readouterr().out
    assert "红灯 DC-003" in said and f"已写出：{tmp_path / '督查' / '督查通报20260915.docx'}" in said


def test_a_template_is_an_empty_ledger_and_is_not_overwritten(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "台账.xlsx"
    assert main(["matters", "--template", str(path)]) == OK
    assert main(["matters", "--template", str(path)]) == UNABLE
    assert main(["matters", str(path)]) == FOUND  # whose ledger it is, is still to be filled in
    assert "工作表“封面”“单位名称”栏：没有填写" in capsys.readouterr().out


def test_what_is_missing_is_one_sentence(capsys: Capture) -> None:
    assert main(["matters"]) == UNABLE
    assert capsys.readouterr().err.strip() == "请给出督查台账，或者用 --template 写一份空白台账。"
    with pytest.raises(SystemExit):
        main(["matters", str(LEDGER), "--today", "九月"])
    assert "“九月”不是日期，应写成 2026-09-15" in capsys.readouterr().err
