"""The workbook of an evaluation: what is written is read back, and every wrong cell is named."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from examples.review import ballots, evaluated, review, system
from mingzhang.performance.assess import assess
from mingzhang.performance.ballot import Ballot, Review
from mingzhang.performance.ballot_workbook import (
    UnfitReviewError,
    chosen_system,
    project_of,
    read_review,
    review_workbook,
    write_review,
)
from mingzhang.performance.evaluation_report import report_publication
from mingzhang.performance.project import Accepted, Project, Register
from mingzhang.readers.limits import UnreadableError
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.sheets import write_sheets
from mingzhang.work.report_files import check_report

pytestmark = pytest.mark.usefixtures("few_rows")

FIRST = 5  # the first row of leaves


def kept(folder: Path, made: Review, name: str = "评分.xlsx") -> Path:
    path = folder / name
    write_sheets(review_workbook(made, system()), path, force=True)
    return path


@cache
def _file() -> bytes:
    """The workbook of the example's review, written once for all who edit it."""
    with TemporaryDirectory() as folder:
        return kept(Path(folder), review()).read_bytes()


def again(folder: Path, made: Review) -> tuple[Review, list[ScoringProblem]]:
    return read_review([kept(folder, made)], evaluated())


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    made = review(accepted=[Accepted("绩效考核项目", "", "文字", "另文说明")], method="中位数")
    read, problems = again(tmp_path, made)
    assert not problems
    assert read == made


@settings(max_examples=10)
@given(st.lists(st.integers(0, 100), min_size=29, max_size=29))
def test_any_marks_are_read_back(tmp_path_factory: pytest.TempPathFactory, shares: list[int]) -> None:
    one = Ballot("甲")
    for leaf, share in zip(system().leaves, shares, strict=True):
        one.marks[leaf.path] = round(leaf.full * share) / Fraction(100)
        one.opinions[leaf.path] = f"意见{share}"
    read, problems = again(tmp_path_factory.mktemp("r"), Review("010", "北京四级", ballots=[one]))
    assert not problems and read.ballots == [one]


def test_one_file_for_each_expert(tmp_path: Path) -> None:
    first, *others = ballots()
    paths = [kept(tmp_path, review(ballots=[first]))]
    paths += [kept(tmp_path, Review("010", ballots=[one]), f"{one.expert}.xlsx") for one in others]
    read, problems = read_review(paths, evaluated())
    assert not problems and read.ballots == ballots()
    read, problems = read_review([*paths, paths[1]], evaluated())
    assert len(read.ballots) == 3 and "已经有了" in str(problems[0])


def edited(folder: Path, change: Callable[[Worksheet], object], sheet: str = "专家2") -> list[str]:
    path = folder / "评分.xlsx"
    path.write_bytes(_file())
    book = openpyxl.load_workbook(path)
    change(book[sheet])
    book.save(path)
    return [str(problem) for problem in read_review([path], evaluated())[1]]


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        ("H5", 3.5, "第 5 行“绩效目标明确”“评分”栏（专家2!H5）：评分 3.5 高于分值 3"),
        ("H6", None, "第 6 行“绩效目标细化程度”“评分”栏（专家2!H6）：没有评分"),
        ("H7", "优", "第 7 行“评分”栏（专家2!H7）：“优”不是数字"),
        ("H8", -1, "（专家2!H8）：“-1”是负数"),
        ("H9", 0.555, "（专家2!H9）：“0.555”有小数，最多 2 位小数"),
        ("H10", "2.5元", "（专家2!H10）：“2.5元”的单位是“元”"),
        ("I5", None, "“评价意见”栏（专家2!I5）：评分 2 低于分值 3，必须写评价意见"),
        ("G5", 5, "“分值”栏（专家2!G5）：分值 5 与指标体系的 3 不同，请改回"),
        ("H26", "2021-06-30", "（专家2!H26）：“2021-06-30”是日期"),
    ],
)
def test_wrong_cells_are_named_by_expert_row_and_cell(
    tmp_path: Path, cell: str, value: object, told: str
) -> None:
    (problem,) = edited(tmp_path, lambda sheet: sheet.__setitem__(cell, value))
    assert told in problem and problem.startswith("项目“绩效考核项目”")


def test_rows_added_or_removed_are_told(tmp_path: Path) -> None:
    (removed,) = edited(tmp_path, lambda sheet: sheet.delete_rows(7))
    assert "“项目符合发展规划或年度工作计划”“评分”栏（专家2）：缺少这一行" in removed

    def add(sheet: Worksheet) -> None:
        sheet.insert_rows(7)
        for column, text in enumerate(("99", "项目决策", "绩效目标", "目标内容", "加分", "", "5", "5"), 1):
            sheet.cell(7, column, text)

    (added,) = edited(tmp_path, add)
    assert "“项目决策/绩效目标/目标内容/加分”不在指标体系“北京四级”里" in added and "（专家2!A7）" in added


def test_a_row_twice_is_told(tmp_path: Path) -> None:
    def double(sheet: Worksheet) -> None:
        for column in range(1, 10):
            sheet.cell(40, column, sheet.cell(5, column).value)

    (problem,) = edited(tmp_path, double)
    assert "（专家2!A40）：与第 5 行重复" in problem


def test_levels_may_be_merged_or_left_empty_below_each_other(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("B5:B11")
        sheet.merge_cells("C5:C6")

    def clear(sheet: Worksheet) -> None:  # what unmerging leaves behind
        for row in range(FIRST + 1, FIRST + 7):
            sheet.cell(row, 2).value = None
        sheet.cell(FIRST + 1, 3).value = sheet.cell(FIRST + 1, 4).value = None

    assert not edited(tmp_path, merge)
    assert not edited(tmp_path, clear)


def test_marks_must_not_share_a_cell(tmp_path: Path) -> None:
    problems = edited(tmp_path, lambda sheet: sheet.merge_cells("H7:H8"))
    assert any("（专家2!H7）：与下面 1 行合并了" in problem for problem in problems)


def test_texts_of_no_part_are_told(tmp_path: Path) -> None:
    problems = edited(tmp_path, lambda sheet: sheet.__setitem__("B6", "随便写写"), "文字")
    assert "第 6 行“内容”栏（文字）：报告里没有“随便写写”" in problems[0]


def test_the_empty_workbook_takes_expectations_from_the_register(tmp_path: Path) -> None:
    path = tmp_path / "评分.xlsx"
    write_review(evaluated(), path, experts=2)
    read, problems = read_review([path], evaluated())
    assert [ballot.expert for ballot in read.ballots] == ["专家1", "专家2"]
    assert [(item.goal, item.aim, item.got) for item in read.expected] == [
        ("数量", "任务书≥50份", "任务书55份")
    ]
    assert [str(problem).partition("：")[2] for problem in problems] == ["专家1还没有评分", "专家2还没有评分"]


def test_files_that_are_none(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "空.xlsx")
    with pytest.raises(UnreadableError, match="没有“评价”工作表"):
        read_review([tmp_path / "空.xlsx"], evaluated())
    made = openpyxl.load_workbook(kept(tmp_path, review()))
    made["评价"].delete_rows(5)
    made.save(tmp_path / "缺.xlsx")
    with pytest.raises(UnreadableError, match="没有填写项目"):
        read_review([tmp_path / "缺.xlsx"], evaluated())


def test_unknown_systems_and_projects_are_refused(tmp_path: Path) -> None:
    with pytest.raises(
        UnfitReviewError, match="没有指标体系“五级”，可用的有：北京四级、财政部框架、部门整体"
    ):
        chosen_system(evaluated(), "五级")
    with pytest.raises(UnfitReviewError, match="没有项目“999”"):
        read_review([kept(tmp_path, review(project="999"))], evaluated())
    with pytest.raises(UnfitReviewError, match="--project"):
        project_of(Register(projects=[Project("1", "甲"), Project("2", "乙")]), "")


def test_heads_of_another_system_are_told(tmp_path: Path) -> None:
    path = kept(tmp_path, review())
    book = openpyxl.load_workbook(path)
    book["评价"]["B5"] = "财政部框架"
    book["专家2"]["J4"] = "备注"
    book.save(path)
    told = [str(problem) for problem in read_review([path], evaluated())[1]]
    assert len(told) == 3
    assert "（专家1）：表头与指标体系“财政部框架”的评分表不同，应为序号、一级指标、二级指标" in told[0]


def test_an_opinion_that_reads_like_a_head_is_an_opinion(tmp_path: Path) -> None:
    def note(sheet: Worksheet) -> None:
        sheet["I5"] = "评分"
        sheet["F6"] = "评分"

    assert not edited(tmp_path, note)


ANYTHING = st.one_of(
    st.none(), st.integers(-5, 200), st.floats(-1, 20), st.booleans(),
    st.sampled_from(["合计", "优", "#REF!", "1/2"]), st.text("项目决策评分意见０1２.。%-=（）\n 万元日月", max_size=12),
)  # fmt: skip
ANYWHERE = st.sampled_from(["评价", "文字", "预期与实际", "专家1", "专家3", "问题接受"])


@settings(max_examples=12)
@given(ANYWHERE, st.integers(1, 36), st.integers(1, 10), ANYTHING)
def test_anything_in_any_cell_is_told_or_taken(
    tmp_path_factory: pytest.TempPathFactory, sheet: str, row: int, column: int, value: object
) -> None:
    path = tmp_path_factory.mktemp("f") / "评分.xlsx"
    book = openpyxl.load_workbook(BytesIO(_file()))
    book[sheet].cell(row, column).value = value
    book.save(path)
    try:
        read, problems = read_review([path], evaluated())
        made = assess(read, evaluated(), problems)
    except (UnreadableError, UnfitReviewError) as fault:
        assert str(fault)
        return
    assert all(str(problem).startswith("项目“绩效考核项目”") for problem in made.open)
    check_report(made)
    if not made.open:
        assert made.total is not None and report_publication(made).tables()
