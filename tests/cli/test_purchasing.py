"""The commands of purchases, from the empty ledger to the open data."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from mingzhang.cli import FOUND, OK, UNABLE, main
from tests.conftest import ROOT

BOOK = ROOT / "examples" / "purchasing-2020" / "采购台账.xlsx"
Capture = pytest.CaptureFixture[str]
DAY = ["--today", "2020-12-31"]


def test_a_ledger_is_checked_and_its_papers_and_open_data_are_written(
    tmp_path: Path, capsys: Capture
) -> None:
    assert main(["purchasing", "template", "-o", str(tmp_path / "空白.xlsx")]) == OK
    assert main(["purchasing", "check", str(tmp_path / "空白.xlsx")]) == FOUND
    assert "“单位名称”栏：没有填写" in capsys.readouterr().out
    assert main(["purchasing", "check", str(BOOK), *DAY]) == OK
    assert "授予小微企业 6.82万元，占政府采购支出的 93.17%" in capsys.readouterr().out
    out = tmp_path / "采购"
    assert main(["purchasing", "papers", str(BOOK), *DAY, "-o", str(out)]) == OK
    assert len(list(out.rglob("*.docx"))) == 11  # the summary, a record, a sheet for each of five contracts
    assert main(["purchasing", "papers", str(BOOK), *DAY, "-o", str(out)]) == UNABLE
    pytest.importorskip("ocdsmerge")
    assert main(["purchasing", "open-data", str(BOOK), *DAY, "-o", str(out)]) == OK
    records = json.loads((out / "开放数据-记录.json").read_text(encoding="utf-8"))["records"]
    assert len(records) == 7


def test_a_ledger_with_a_fault_writes_nothing(tmp_path: Path, capsys: Capture) -> None:
    book = openpyxl.load_workbook(BOOK)
    book["付款"]["C5"].value = 50
    book.save(tmp_path / "台账.xlsx")
    for action in ("papers", "open-data"):
        words = ["purchasing", action, str(tmp_path / "台账.xlsx"), "-o", str(tmp_path / "出")]
        assert main(words) == UNABLE and "超过合同金额" in capsys.readouterr().err
    assert not (tmp_path / "出").exists()
