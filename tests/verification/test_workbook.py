"""核验.xlsx and the offline list: what is written is read back, and what is wrong is told by its cell."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from examples.visits import campaign
from mingzhang.readers.limits import UnreadableError
from mingzhang.sheets import FIRST as HEADS
from mingzhang.sheets import sheets_of, write_sheets
from mingzhang.verification.campaign import Campaign, judged
from mingzhang.verification.draw import FIRST
from mingzhang.verification.workbook import campaign_workbook, list_workbook, read_campaign, read_list
from mingzhang.writers.spreadsheet.form import workbook_file

pytestmark = pytest.mark.usefixtures("few_rows")
TOP = HEADS + 1
example = cache(campaign)


@cache
def written() -> bytes:
    return workbook_file(campaign_workbook(example()))


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    (tmp_path / "核验.xlsx").write_bytes(written())
    read = read_campaign(tmp_path / "核验.xlsx")
    assert read.problems == []
    made, found = example(), read.campaign
    assert (found.unit, found.year, found.cap, found.repeat) == (made.unit, 2026, 3, 2)
    assert found.phases == made.phases and found.standards == made.standards
    assert found.inspectors == made.inspectors and found.points == made.points
    assert found.results == made.results and found.events == made.events
    assert {n: p.state for n, p in judged(found)[0].items()} == {
        n: p.state for n, p in judged(made)[0].items()
    }


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("阶段!B5", "来源", "阶段“第一阶段”第 5 行“查询”栏（阶段!B5）：查询里的“来源”不认识"),
        ("阶段!E5", "旧版", "“标准版本”栏（阶段!E5）：核验标准里没有“旧版”"),
        ("核验标准!G5", 7, "“标准指纹”栏（阶段!F5）：标准“2026版”在第一次核验之后被改动"),
        ("核验标准!G5", "若干", "“扣分”栏（核验标准!G5）：“若干”不是数字"),
        ("核验标准!F5", "特重", "“严重程度”栏（核验标准!F5）：“特重”不在选项里，应为轻微、一般、严重之一"),
        ("核验人员!A6", "甲组", "（核验人员!A6）：与前面的重复，这一行没有读取"),
        ("点位!I5", "丁组", "点位“A-001”第 5 行“核验员”栏（点位!I5）：核验人员表里没有“丁组”"),
        ("点位!B6", "A-001", "（点位!B6）：与前面的重复，这一行没有读取"),
        ("点位!J5", "下周", "“计划日期”栏（点位!J5）：“下周”不是日期"),
        ("核验结果!A5", "A-404", "点位“A-404”第 5 行“点位编号”栏（核验结果!A5）：点位表里没有这个点位"),
        ("核验结果!B5", "9", "（核验结果!B5）：这个点位不核验标准“9”"),
        ("核验结果!C5", "不合格", "“情况说明”栏（核验结果）：不合格没有写情况说明"),
        ("核验结果!C5", "尚可", "（核验结果!C5）：“尚可”不在选项里，应为合格、不合格、不适用之一"),
        ("核验结果!E5", "10月", "“核验日期”栏（核验结果!E5）：“10月”不是日期"),
        ("问题经过!A5", "A-404-1", "问题“A-404-1”第 5 行“问题编号”栏（问题经过!A5）：还没有发现这个问题"),
        ("问题经过!C5", "整改", "（问题经过!C5）：现在是“发现”，不能做这一步"),
        ("封面!A5", None, "工作表“封面”“单位名称”栏：没有填写"),
    ],
)
def test_every_kind_of_fault_is_a_sentence_with_its_cell(
    cell: str, value: object, said: str, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(BytesIO(written()))
    sheet, _, at = cell.partition("!")
    book[sheet][at] = value
    book.save(tmp_path / "核验.xlsx")
    told = [str(problem) for problem in read_campaign(tmp_path / "核验.xlsx").problems]
    assert any(said in each for each in told), told


def test_an_open_problem_that_is_no_point_of_phase_two_is_told(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(written()))
    rows = {row[1].value: row[0].row for row in book["点位"].iter_rows(min_row=TOP)}
    looked = next(
        row for number, row in rows.items() if str(book["点位"].cell(row, 8).value or "") == "A-004-1"
    )
    book["点位"].delete_rows(looked)
    book.save(tmp_path / "核验.xlsx")
    told = [str(problem) for problem in read_campaign(tmp_path / "核验.xlsx").problems]
    assert any(each.startswith("问题“A-004-1”") and "不在第二阶段的点位里" in each for each in told), told


def filled(tmp_path: Path) -> Path:
    """An offline list with three rows filled, one of them without date."""
    made = example()
    points = [point for point in made.points if point.phase == FIRST][:2]
    book = openpyxl.load_workbook(BytesIO(workbook_file(list_workbook(made, points))))
    sheet = book["核验清单"]
    for row, (result, note, day) in enumerate(
        [("合格", None, "2026-10-09"), ("不合格", "围挡倒伏", "2026年10月9日"), ("合格", None, None)], TOP
    ):
        sheet[f"G{row}"], sheet[f"H{row}"], sheet[f"I{row}"] = result, note, day
        sheet[f"K{row}"] = "1.jpg、2.jpg" if note else None
    book.save(tmp_path / "清单.xlsx")
    return tmp_path / "清单.xlsx"


def test_a_filled_list_is_read_and_rows_without_a_result_are_not_visited_yet(tmp_path: Path) -> None:
    results, problems = read_list(sheets_of(filled(tmp_path)))
    assert [(each.point, each.code, each.result) for each in results] == [
        ("A-001", "1", "合格"),
        ("A-001", "2", "不合格"),
    ]
    assert results[1].photos == ("1.jpg", "2.jpg") and results[1].note == "围挡倒伏"
    assert [str(each) for each in problems] == ["点位“A-001”第 7 行“核验日期”栏（核验清单）：没有填写"]


def test_what_is_no_such_workbook_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "别的.xlsx")
    with pytest.raises(UnreadableError, match="没有“"):
        read_campaign(tmp_path / "别的.xlsx")


def test_an_empty_workbook_has_nothing_but_its_missing_unit(tmp_path: Path) -> None:
    write_sheets(campaign_workbook(Campaign()), tmp_path / "空白.xlsx")
    read = read_campaign(tmp_path / "空白.xlsx")
    assert [str(each) for each in read.problems] == ["工作表“封面”“单位名称”栏：没有填写"]
    assert not read.campaign.points and not read.campaign.phases
