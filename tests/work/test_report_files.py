"""From the workbooks on disk to the report on disk; nothing is written while anything is open."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from examples.review import evaluated, review, system
from mingzhang.performance.assess import assess
from mingzhang.performance.ballot import Ballot, Review
from mingzhang.performance.ballot_workbook import review_workbook
from mingzhang.performance.project import Register
from mingzhang.performance.project_workbook import write_register
from mingzhang.readers.limits import UnreadableError
from mingzhang.sheets import write_sheets
from mingzhang.work.report_files import (
    OPEN,
    assess_files,
    assessment_text,
    check_report,
    report_findings,
    write_panel,
    write_report,
)
from mingzhang.writers.written import UnwritableError

pytestmark = pytest.mark.usefixtures("few_rows")


@pytest.fixture
def projects(tmp_path: Path) -> Path:
    write_register(evaluated(), tmp_path / "项目.xlsx")
    return tmp_path / "项目.xlsx"


def kept(folder: Path, made: Review, name: str = "评分.xlsx") -> Path:
    write_sheets(review_workbook(made, system()), folder / name, force=True)
    return folder / name


def test_from_workbooks_to_a_report(projects: Path, tmp_path: Path) -> None:
    made = assess_files(projects, [kept(tmp_path, review())])
    assert not made.open and not made.advice
    paths = write_report(made, tmp_path / "报告")
    assert [path.name for path in paths] == [
        "某区政府办公室2020年度绩效考核项目绩效评价报告.docx",
        "某区政府办公室2020年度绩效考核项目绩效评价报告.pdf",
    ]
    with pytest.raises(UnwritableError, match="--force"):
        write_report(made, tmp_path / "报告")


def test_nothing_is_written_while_anything_is_open(projects: Path, tmp_path: Path) -> None:
    texts = review().texts
    del texts["项目背景"], texts["工作方案"]
    made = assess_files(projects, [kept(tmp_path, review(texts=texts))])
    assert len(made.open) == 2
    with pytest.raises(ValueError, match="没有写出"):
        write_report(made, tmp_path / "报告")
    assert not (tmp_path / "报告").exists()
    said = assessment_text(made)
    assert f"{OPEN} 2 条：" in said and "“项目背景”“文字”栏（文字）：没有填写" in said


def test_what_the_checks_say_stands_in_the_way() -> None:
    texts = review().texts
    texts["项目背景"] = ["资金于2020年底执行完毕，没有结余。"]
    texts["出具报告"] = ["2021年按合同支付项目尾款。", "服务单位及部门满意度没有支撑材料。"]
    made = assess(review(texts=texts), evaluated())
    assert {found.rule for found in report_findings(made)} == {"P-36", "P-58"}
    check_report(made)
    assert [problem.column for problem in made.open] == ["P-36"]
    assert [found.rule for found in made.advice] == ["P-58"]
    assert "两说矛盾" in assessment_text(made) and "可以改进的地方 1 条：" in assessment_text(made)


def test_marks_are_told_leaf_by_leaf(projects: Path, tmp_path: Path) -> None:
    made = assess_files(projects, [kept(tmp_path, review())])
    short, long = assessment_text(made), assessment_text(made, explain=True)
    assert short.splitlines()[0] == "010 绩效考核项目：92.1 分，优"
    assert "  项目管理 28.1/30" in short and "相差" not in short
    assert "绩效目标细化程度 1/2（专家1 1、专家2 1.2、专家3 0.8；相差 0.4，标准差 0.16）" in long
    assert "产出数量 成绩表≥3套——成绩表3套：达到" in long


def test_problems_of_the_register_count_where_they_concern_the_project(tmp_path: Path) -> None:
    write_register(evaluated(), tmp_path / "项目.xlsx")
    book = openpyxl.load_workbook(tmp_path / "项目.xlsx")
    book["项目"]["K5"] = "四十九"
    book.save(tmp_path / "项目.xlsx")
    made = assess_files(tmp_path / "项目.xlsx", [kept(tmp_path, review())])
    assert "（项目!K5）：“四十九”不是数字" in str(made.open[0])


def test_the_empty_workbook(projects: Path, tmp_path: Path) -> None:
    write_panel(projects, tmp_path / "空白.xlsx", experts=2)
    made = assess_files(projects, [tmp_path / "空白.xlsx"])
    assert sum("还没有评分" in str(problem) for problem in made.open) == 2
    assert "没有得分/15" in assessment_text(made) and not report_findings(made)
    with pytest.raises(UnreadableError, match="没有指标体系“五级”"):
        write_panel(projects, tmp_path / "别的.xlsx", system="五级")
    with pytest.raises(UnreadableError, match="没有项目“999”"):
        write_panel(projects, tmp_path / "别的.xlsx", project="999")


def test_a_review_of_another_project(projects: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="项目表里没有项目“X9”"):
        assess_files(projects, [kept(tmp_path, Review("X9", ballots=[Ballot("专家1")]))])


def test_an_unwritable_folder(tmp_path: Path) -> None:
    made = assess(review(), evaluated())
    (tmp_path / "占用").write_text("", encoding="utf-8")
    with pytest.raises(UnwritableError, match="不能建立这个文件夹"):
        write_report(made, tmp_path / "占用")


def test_without_a_unit_the_cover_would_be_empty() -> None:
    register = Register(projects=evaluated().projects, place="110106", year=2020)
    assert "没有填写单位名称或年度" in assessment_text(assess(review(), register))
