"""A library that ends the process that reads a file costs a sentence that names it, in every command."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from mingzhang import readers
from mingzhang.cli import UNABLE, main
from mingzhang.disclosure.invented import InventedLedger
from mingzhang.facts.report import Paragraph, Report
from tests.wordfile import write

TEXT = ("某市某区某局2023年度部门决算", "一、支出决算情况说明", "本年支出合计90.00万元，全部是基本支出。")


def abort(*_: object, **__: object) -> None:
    """What a library does to us that finds itself in a state it cannot be in."""
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture(name="account")
def _account(tmp_path: Path) -> str:
    path = tmp_path / "决算.docx"
    write(Report(path.name, "docx", [Paragraph(line) for line in TEXT]), path)
    return str(path)


@pytest.mark.parametrize(
    "words",
    [
        ["read"],
        ["check"],
        ["check", "--html", "结果.html"],
        ["check", "--together"],
        ["check", "--compare"],
        ["mark", "-o", "标注.docx"],
        ["fix", "-o", "修订.docx"],
        ["evaluate", "read", "-o", "项目.xlsx"],
    ],
)
def test_a_reader_that_dies_is_one_sentence(
    words: list[str],
    account: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(readers, "_module", abort)
    assert main([*words, account]) == UNABLE
    said = capfd.readouterr()
    told = [line for line in (said.err + said.out).splitlines() if "决算.docx" in line]
    assert [line for line in told if "读它的进程意外中止" in line] == told and len(told) == 1
    assert os.listdir(tmp_path) == ["决算.docx"]


def test_a_workbook_that_ends_its_reader_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from mingzhang.disclosure.filing_template import write_template

    path = tmp_path / "填报.xlsx"
    write_template("310107", 2024, path, filing=InventedLedger(1, "310107", 2024, 2).filing())
    monkeypatch.setattr(readers, "_sheets", abort)  # what reads in the child; its module is loaded before
    assert main(["build", str(path), "-o", str(tmp_path / "公开")]) == UNABLE
    assert "填报.xlsx：读它的进程意外中止" in capfd.readouterr().err
    assert os.listdir(tmp_path) == ["填报.xlsx"]
