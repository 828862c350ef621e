"""The workbook of projects: what is written is read back, what is wrong is named by project, row and cell."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings

from mingzhang.performance.project import SHEETS, Accepted, Indicator, Register
from mingzhang.performance.project_workbook import cells_of, read_register, write_register
from mingzhang.readers.limits import UnreadableError
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.writers.written import UnwritableError
from tests.work.projects import project, register, registers

pytestmark = pytest.mark.usefixtures("few_rows")


def again(made: Register) -> tuple[Register, list[ScoringProblem]]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "项目.xlsx"
        write_register(made, path)
        return read_register(path)


@settings(max_examples=12)
@given(registers())
def test_what_is_written_is_read_back(made: Register) -> None:
    read, problems = again(made)
    assert not problems
    assert read == made


def test_an_accepted_problem_is_kept() -> None:
    made = register(accepted=[Accepted("河道巡查", "", "分值", "沿用批复的分值")])
    assert again(made)[0].accepted == made.accepted


@cache
def _file() -> bytes:
    """The workbook of the usual register, written once for all who edit it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "项目.xlsx"
        write_register(register(), path)
        return path.read_bytes()


def edited(tmp_path: Path, **cells: object) -> list[str]:
    """The problems after some cells, named sheet_cell, were overwritten."""
    path = tmp_path / "项目.xlsx"
    book = openpyxl.load_workbook(BytesIO(_file()))
    for name, value in cells.items():
        sheet, cell = name.split("_")
        book[sheet][cell] = value
    book.save(path)
    return [str(problem) for problem in read_register(path)[1]]


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        ("指标_G5", "二十", "项目“河道巡查”第 5 行“分值”栏（指标!G5）：“二十”不是数字"),
        ("指标_G6", "-3", "（指标!G6）：“-3”是负数"),
        ("指标_D7", None, "第 7 行“三级指标”栏（指标!D7）：没有填写"),
        ("指标_A8", "X999", "“项目”表里没有这个项目"),
        ("项目_K5", "50元", "带了单位“元”，本表按“万元”填写"),
        ("项目_H5", "抽查", "不在选项里"),
        ("项目_A6", "X001", "没有填写"),
        ("封面_B5", "今年", "不是年度"),
        ("封面_C5", "某区", "“区划代码”栏（封面!C5）：“某区”不是六位行政区划代码"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, cell: str, value: object, told: str) -> None:
    assert any(told in said for said in edited(tmp_path, **{cell: value}))


def test_a_misspelt_kind_is_told_and_taken_for_what_it_means(tmp_path: Path) -> None:
    (said,) = edited(tmp_path, 指标_C5="数理指标", 指标_C6="质量")
    assert said.endswith("第 5 行“二级指标”栏（指标!C5）：写的是“数理指标”，应为“数量指标”")
    kinds = [item.level2 for item in read_register(tmp_path / "项目.xlsx")[0].projects[0].indicators]
    assert kinds[:2] == ["数量指标", "质量指标"]


def test_a_project_is_registered_once() -> None:
    _, problems = again(register(project(), project(code="X002"), project("别的", "X001")))
    assert [p.message for p in problems if p.cell == "项目"].count("这个项目编码或名称已经有了") == 2


def test_amounts_are_in_wan_yuan_and_exact(tmp_path: Path) -> None:
    made = register(project(funds={"其他": {"执行": Fraction("34670.01")}}))
    read, problems = again(made)
    assert not problems and read.projects[0].fund("执行") == Fraction("34670.01")
    path = tmp_path / "a.xlsx"
    write_register(made, path)
    heads = [cell.value for cell in openpyxl.load_workbook(path)["项目"][4]]
    assert "其他资金全年执行数（万元）" in heads


def test_the_empty_workbook_has_every_sheet_and_lists(tmp_path: Path) -> None:
    path = tmp_path / "项目.xlsx"
    write_register(None, path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [sheet.name for sheet in SHEETS]
    lists = {str(rule.formula1) for rule in book["项目"].data_validations.dataValidation}
    assert '"自评,评价报告,不评价"' in lists
    with pytest.raises(UnwritableError):
        write_register(None, path)
    assert any("没有填写年度" in str(problem) for problem in read_register(path)[1])


def test_what_is_no_register_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "别的.xlsx")
    with pytest.raises(UnreadableError, match="没有“项目”工作表"):
        read_register(tmp_path / "别的.xlsx")
    (tmp_path / "表.txt").write_text("项目", encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"不是 \.xlsx"):
        read_register(tmp_path / "表.txt")


def test_problems_of_scoring_get_their_cell() -> None:
    assert cells_of(ScoringProblem("甲", "次数", "偏差原因", "扣分", 9)).cell == "指标!I9"
    assert cells_of(ScoringProblem("甲", "", "分值", "相加")).cell == ""


def test_what_does_not_concern_a_project() -> None:
    assert not Indicator("效益指标", "生态效益指标", "不涉及此项内容").applies
    assert Indicator("效益指标", "生态效益指标", "绿化面积").applies
