"""The command of the appraisal: what it prints, what it writes, and its exit codes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mingzhang.appraisal.plan_workbook import plan_workbook
from mingzhang.appraisal.return_workbook import return_workbook
from mingzhang.appraisal.returns import Returns
from mingzhang.cli import FOUND, OK, UNABLE, main
from mingzhang.sheets import write_sheets
from tests.appraisal import small

pytestmark = pytest.mark.usefixtures("few_rows")
Capture = pytest.CaptureFixture[str]


def run(*words: object) -> int:
    return main(["appraise", *map(str, words)])


def workbooks(folder: Path, given: Returns) -> tuple[Path, Path]:
    paths = folder / "方案.xlsx", folder / "数据.xlsx"
    write_sheets(plan_workbook(small.plan(), 1), paths[0])
    write_sheets(return_workbook(given, 1), paths[1])
    return paths


def test_scores_ranks_and_reports(tmp_path: Path, capsys: Capture) -> None:
    plan, returns = workbooks(tmp_path, small.returns())
    assert run(plan, returns) == OK
    assert "第 1 名 甲局 98.00 优" in capsys.readouterr().out
    words = (plan, returns, "-o", tmp_path / "反馈", "--format", "html", "--day", "2025-05-20")
    assert run(*words) == OK
    assert "已封存第 1 版，写出 7 个文件" in capsys.readouterr().out
    assert run(*words) == UNABLE and "--force" in capsys.readouterr().err
    assert run(*words, "--force", "--explain") == OK


def test_while_something_is_open_nothing_is_written(tmp_path: Path, capsys: Capture) -> None:
    plan, returns = workbooks(tmp_path, small.returns(list(small.returns().reported[1:])))
    assert run(plan, returns, "-o", tmp_path / "反馈") == FOUND
    assert "“重点任务（1）检查”还没有采集到完成值" in capsys.readouterr().out
    assert not (tmp_path / "反馈").exists()


def test_empty_workbooks(tmp_path: Path, capsys: Capture) -> None:
    assert run("--template", tmp_path, "--year", "2024") == OK
    assert capsys.readouterr().out.count("已写出") == 2
    assert run("--template", tmp_path) == UNABLE
    assert run() == UNABLE and "要写明方案和数据两份工作簿" in capsys.readouterr().err
    assert run(tmp_path / "方案.xlsx", tmp_path / "方案.xlsx") == UNABLE
    assert "没有“完成值”工作表" in capsys.readouterr().err


def test_a_wrong_day_is_told(tmp_path: Path, capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        run("a.xlsx", "b.xlsx", "--day", "昨天")
    assert "昨天" in capsys.readouterr().err


def test_task_books_and_the_schema(tmp_path: Path, capsys: Capture) -> None:
    plan, returns = workbooks(tmp_path, small.returns())
    assert run(plan, returns, "--books", tmp_path / "书", "--format", "html") == OK
    assert "已写出 3 份任务书" in capsys.readouterr().out
    assert run("--schema", tmp_path / "模式") == OK and "计分轨迹.schema.json" in capsys.readouterr().out
    assert run("--schema", tmp_path / "模式") == UNABLE and "--force" in capsys.readouterr().err
    stray = replace(small.returns().books[0], unit="丁局")
    (tmp_path / "另").mkdir()
    plan, returns = workbooks(tmp_path / "另", replace(small.returns(), books=(stray,)))
    assert run(plan, returns, "--books", tmp_path / "又") == FOUND
    assert "没有单位“丁局”" in capsys.readouterr().out and not (tmp_path / "又").exists()
