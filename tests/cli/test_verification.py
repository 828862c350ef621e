"""The commands of field verification."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from mingzhang.cli import FOUND, OK, UNABLE, main
from tests.cli.test_matters import LEDGER
from tests.conftest import ROOT

BOOK = ROOT / "examples" / "verification-2026" / "核验.xlsx"
Capture = pytest.CaptureFixture[str]


def test_the_commands_lead_from_the_template_to_the_reports(tmp_path: Path, capsys: Capture) -> None:
    blank = tmp_path / "空白.xlsx"
    assert main(["verification", "template", "-o", str(blank)]) == OK
    assert main(["verification", "report", str(blank)]) == FOUND
    assert "“单位名称”栏：没有填写" in capsys.readouterr().out
    drawn = tmp_path / "再抽.xlsx"
    words = ["verification", "draw", str(BOOK), str(LEDGER), "--phase", "2", "-o", str(drawn)]
    assert main(words) == OK
    assert f"第二阶段点位 4 个，其中回头看 2 个，已写到 {drawn}" in capsys.readouterr().out
    assert main(["verification", "lists", str(drawn), "--phase", "2", "-o", str(tmp_path / "清单")]) == OK
    lists = sorted(str(path) for path in (tmp_path / "清单").glob("核验清单*.xlsx"))
    assert main([*words[:3], "--phase", "2", "-o", str(drawn)]) == UNABLE
    assert "哪一份督查台账" in capsys.readouterr().err
    again = [*words[:3], "--again", "-o", str(tmp_path / "又抽.xlsx"), "--phase"]
    assert main([*again, "1"]) == UNABLE and "请写 --phase 2" in capsys.readouterr().err
    assert main([*again, "2"]) in (OK, UNABLE)
    assert "回头看" in "".join(capsys.readouterr())
    taken = tmp_path / "汇入.xlsx"
    assert main(["verification", "collect", str(drawn), *lists, "-o", str(taken)]) == OK
    assert "汇入 0 项" in capsys.readouterr().out
    reports = ["verification", "report", str(taken), "--today", "2026-12-18", "-o", str(tmp_path / "报告")]
    assert main(reports) == OK
    assert (tmp_path / "报告" / "问题清单.docx").is_file()
    assert main(reports) == UNABLE  # the names are taken
    assert "确要覆盖请加 --force" in capsys.readouterr().err


def test_a_wrong_photograph_is_told_and_the_result_is_taken(tmp_path: Path, capsys: Capture) -> None:
    assert main(["verification", "lists", str(BOOK), "--phase", "1", "-o", str(tmp_path)]) == OK
    path = next(tmp_path.glob("核验清单*.xlsx"))
    book = openpyxl.load_workbook(path)
    book["核验清单"]["A5"] = "A-404"
    for at, value in {"G": "合格", "I": "2026-10-09", "K": "x.jpg"}.items():
        book["核验清单"][f"{at}5"] = value
    book.save(path)
    words = [
        "verification",
        "collect",
        str(BOOK),
        str(path),
        "--photos",
        str(tmp_path),
        "-o",
        str(tmp_path / "新.xlsx"),
    ]
    assert main(words) == FOUND
    said = capsys.readouterr().out
    assert "汇入 1 项" in said and "x.jpg" in said
