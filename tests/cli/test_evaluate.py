"""The commands of project evaluation: what they print, what they write, and their exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from examples.review import evaluated, review, system
from mingzhang.cli import FOUND, OK, UNABLE, main
from mingzhang.performance.ballot_workbook import review_workbook
from mingzhang.performance.project_workbook import write_register
from mingzhang.sheets import write_sheets
from tests.work.projects import project, register

pytestmark = pytest.mark.usefixtures("few_rows")

Capture = pytest.CaptureFixture[str]


def run(*words: object) -> int:
    return main(["evaluate", *map(str, words)])


@pytest.fixture
def right(tmp_path: Path) -> Path:
    write_register(register(), tmp_path / "对.xlsx")
    return tmp_path / "对.xlsx"


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    made = project()
    made.indicators[0].actual = "12"
    write_register(register(made), tmp_path / "错.xlsx")
    return tmp_path / "错.xlsx"


def test_the_empty_workbook(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "项目.xlsx"
    assert run("template", "-o", path) == OK and path.is_file()
    assert run("template", "-o", path) == UNABLE
    assert "--force" in capsys.readouterr().err
    assert run("template", "-o", path, "--force") == OK
    assert run("score", path) == FOUND


def test_scores(right: Path, wrong: Path, capsys: Capture) -> None:
    assert run("score", right) == OK
    assert "100 分，优" in capsys.readouterr().out
    assert run("score", right, "--explain") == OK
    assert "10×500000÷500000=10" in capsys.readouterr().out
    assert run("score", wrong) == FOUND
    assert "（指标!F5）：完成值“12”没有计量单位" in capsys.readouterr().out


def test_forms(right: Path, wrong: Path, tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "表"
    assert run("forms", right, "-o", folder, "--format", "html", "--unmasked") == OK
    assert [path.name for path in folder.iterdir()] == ["X001河道巡查.html"]
    assert "已写出" in capsys.readouterr().out
    assert run("forms", right, "-o", folder, "--format", "html") == UNABLE
    assert run("forms", wrong, "-o", tmp_path / "空", "--format", "html") == UNABLE
    assert "没有写出自评表" in capsys.readouterr().err
    assert not (tmp_path / "空").exists()
    assert run("forms", right, "-o", folder, "--project", "没有") == UNABLE


def test_reading_forms_back(right: Path, tmp_path: Path, capsys: Capture) -> None:
    assert run("forms", right, "-o", tmp_path, "--format", "html") == OK
    assert run("read", tmp_path / "X001河道巡查.html", "-o", tmp_path / "读回.xlsx") == OK
    assert "已读入 1 个项目" in capsys.readouterr().out
    assert run("score", tmp_path / "读回.xlsx") == OK
    assert run("read", tmp_path / "没有.docx", "-o", tmp_path / "又.xlsx") == UNABLE


@pytest.fixture
def office(tmp_path: Path) -> Path:
    write_register(evaluated(), tmp_path / "项目.xlsx")
    write_sheets(review_workbook(review(), system()), tmp_path / "评分.xlsx")
    return tmp_path


def test_a_panel_and_its_report(office: Path, capsys: Capture) -> None:
    projects, marks, empty = (office / name for name in ("项目.xlsx", "评分.xlsx", "空白.xlsx"))
    assert run("panel", projects, "-o", empty, "--experts", "4") == OK and empty.is_file()
    assert run("report", projects, empty, "-o", office / "无") == FOUND
    assert "专家4还没有评分" in capsys.readouterr().out and not (office / "无").exists()
    assert run("report", projects, marks, "--explain") == OK
    assert "标准差" in capsys.readouterr().out
    assert run("report", projects, marks, "-o", office / "报告", "--format", "docx") == OK
    assert [path.suffix for path in (office / "报告").iterdir()] == [".docx"]
    assert run("report", projects, marks, "-o", office / "报告", "--format", "docx") == UNABLE
    assert "--force" in capsys.readouterr().err
    assert run("panel", projects, "-o", office / "别的.xlsx", "--system", "五级") == UNABLE
    assert "可用的有：北京四级、财政部框架、部门整体" in capsys.readouterr().err
