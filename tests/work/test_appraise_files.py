"""Two workbooks in, a sealed set of files out: all of them or none."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from mingzhang.appraisal.plan_workbook import plan_workbook
from mingzhang.appraisal.return_workbook import return_workbook
from mingzhang.appraisal.returns import OwnRow, Reported
from mingzhang.appraisal.scores import Appraisal
from mingzhang.facts.refusal import RefusalError
from mingzhang.sheets import write_sheets
from mingzhang.work.appraise_files import (
    Sealing,
    appraisal_text,
    appraise_files,
    own_evaluation,
    write_blank,
    write_books,
    write_results,
    write_schema,
)
from tests.appraisal import small

ORDER = Sealing(date(2025, 5, 20), ("html",), jobs=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("考评")
    write_sheets(plan_workbook(small.plan(), 1), made / "方案.xlsx")
    write_sheets(
        return_workbook(small.returns(own=(OwnRow("任务书", "≥3份", "任务书"),)), 1), made / "数据.xlsx"
    )
    return made


@pytest.fixture(scope="module")
def found(folder: Path) -> Appraisal:
    return appraise_files(folder / "方案.xlsx", folder / "数据.xlsx")


def test_the_text_tells_ranks_and_what_is_open(found: Appraisal) -> None:
    assert appraisal_text(found).splitlines() == [
        "某区2024年度绩效考评：3 个单位",
        "行政机关 3 个，平均 88.67 分：",
        "  第 1 名 甲局 98.00 优",
        "  第 2 名 乙局 84.00 良",
        "  第 2 名 丙局 84.00 良",
    ]
    assert "20×8÷10=16" in appraisal_text(found, explain=True)
    short = small.made(small.returns(list(small.returns().reported[:-1])))
    assert "要先解决的问题 1 条，解决前不封存、不出反馈报告：" in appraisal_text(short)
    assert "不排名 丙局 —" in appraisal_text(short)


def test_everything_is_written_as_one_set(found: Appraisal, tmp_path: Path) -> None:
    made, paths = write_results(found, tmp_path / "反馈", ORDER)
    assert sorted(path.name for path in paths) == sorted(path.name for path in (tmp_path / "反馈").iterdir())
    assert [path.name for path in paths] == [
        "A1甲局绩效考评反馈报告.html",
        "A2乙局绩效考评反馈报告.html",
        "A3丙局绩效考评反馈报告.html",
        "2024年度绩效考评排名.html",
        "2024年度绩效考评专项任务汇总表.html",
        "2024年度绩效考评结果.xlsx",
        "计分轨迹.json",
    ]
    data = json.loads(paths[-1].read_text(encoding="utf-8"))
    assert data["封存"]["校验值"] == made.digest and data["排名"]["行政机关"][0]["名次"] == 1
    with pytest.raises(RefusalError, match="--force"):
        write_results(found, tmp_path / "反馈", ORDER)


def other_scores(found: Appraisal) -> Appraisal:
    rows: list[Reported] = list(found.returns.reported)
    rows[-1] = replace(rows[-1], actual="100%", reason="")
    return small.made(replace(found.returns, reported=tuple(rows)))


def test_a_correction_needs_a_reason_and_counts_its_version(found: Appraisal, tmp_path: Path) -> None:
    write_results(found, tmp_path / "一", ORDER)
    again = replace(ORDER, previous=tmp_path / "一" / "计分轨迹.json")
    with pytest.raises(RefusalError, match="第 1 版已封存，现在的成绩与它不同（丙局）；更正要写明理由"):
        write_results(other_scores(found), tmp_path / "二", again)
    assert not (tmp_path / "二").exists()
    made, _ = write_results(other_scores(found), tmp_path / "二", replace(again, reason="申诉成立"))
    assert made.version == 2
    assert "第2版（更正理由：申诉成立）" in (tmp_path / "二" / "A1甲局绩效考评反馈报告.html").read_text(
        "utf-8"
    )


ALTERED = [
    ('"得分": "16"', '"得分": "20"', "已被改动：乙局"),
    ('"版本": 1', '"版次": 1', "没有封存记录"),
    ('"年度": 2024', '"年度": 2023', "已被改动：封存记录"),
    ("{", "[", "不是考评写出的计分轨迹"),
]


@pytest.mark.parametrize(("said", "instead", "told"), ALTERED)
def test_an_altered_result_is_no_ground_for_another(
    found: Appraisal, tmp_path: Path, said: str, instead: str, told: str
) -> None:
    path = tmp_path / "计分轨迹.json"
    _, paths = write_results(found, tmp_path / "一", ORDER)
    text = paths[-1].read_text(encoding="utf-8")
    changed = text.replace(said, instead, 1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(RefusalError, match=told):
        write_results(found, tmp_path / "二", replace(ORDER, previous=path))


def test_nothing_is_written_while_something_is_open(tmp_path: Path) -> None:
    short = small.made(small.returns(list(small.returns().reported[:-1])))
    with pytest.raises(RefusalError, match="还有 1 个问题没有解决，不能封存"):
        write_results(short, tmp_path / "反馈", ORDER)
    assert not (tmp_path / "反馈").exists()


def test_a_missing_earlier_result_is_told(found: Appraisal, tmp_path: Path) -> None:
    with pytest.raises(RefusalError, match="打不开"):
        write_results(found, tmp_path / "反馈", replace(ORDER, previous=tmp_path / "没有.json"))


def test_the_appraisal_evaluates_itself_by_counts(found: Appraisal) -> None:
    (row,) = own_evaluation(found, date(2025, 5, 20))
    assert row.actual is not None and row.actual.text == "3份" and str(row.verdict) == "达到"


def test_empty_workbooks_can_be_read_once_they_are_filled(tmp_path: Path) -> None:
    paths = write_blank(tmp_path, 2024)
    blank = appraise_files(paths[0], paths[1])
    assert blank.plan.cycle.year == 2024 and len(blank.plan.cycle.stages) == 9 and not blank.scores
    with pytest.raises(RefusalError, match="--force"):
        write_blank(tmp_path, 2024)


def test_task_books_are_written_together_or_not_at_all(folder: Path, tmp_path: Path) -> None:
    paths, told = write_books(folder / "方案.xlsx", folder / "数据.xlsx", tmp_path / "书", ("html",))
    assert [path.name for path in paths] == [
        f"A{n}{name}绩效任务书.html" for n, name in enumerate(small.NAMES, 1)
    ]
    assert not told and "≥10次" in paths[0].read_text(encoding="utf-8")
    books = list(small.returns().books)
    books[1] = replace(books[1], state="编制", lines=(replace(small.LINES[0], target="按期完成"),))
    given = replace(small.returns(), books=tuple(books))
    write_sheets(return_workbook(given, 1), tmp_path / "数据.xlsx")
    paths, told = write_books(folder / "方案.xlsx", tmp_path / "数据.xlsx", tmp_path / "又")
    assert not paths and not (tmp_path / "又").exists()
    assert len(told) == 1 and "按期完成" in str(told[0]), "that it is not signed yet is no fault here"


def test_the_schema_of_the_traces_is_handed_out(tmp_path: Path) -> None:
    (path,) = write_schema(tmp_path)
    assert json.loads(path.read_text(encoding="utf-8"))["$id"] == "urn:mingzhang:appraisal:1"
    with pytest.raises(RefusalError, match="--force"):
        write_schema(tmp_path)


def test_a_required_cell_that_is_empty_is_told_once(folder: Path, tmp_path: Path) -> None:
    rows = list(small.returns().reported)
    rows[0] = replace(rows[0], scorer="")
    write_sheets(return_workbook(small.returns(rows), 1), tmp_path / "数据.xlsx")
    (told,) = appraise_files(folder / "方案.xlsx", tmp_path / "数据.xlsx").problems
    assert str(told).endswith("：没有填写") and "“评分人”栏" in str(told)


def test_a_column_that_is_not_there_hides_nothing_else_of_its_sheet(folder: Path, tmp_path: Path) -> None:
    write_sheets(
        return_workbook(small.returns(list(small.returns().reported[:-1])), 1), tmp_path / "数据.xlsx"
    )
    book = openpyxl.load_workbook(tmp_path / "数据.xlsx")
    sheet = book["完成值"]
    sheet.delete_cols(
        next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == "评分人")
    )
    book.save(tmp_path / "数据.xlsx")
    told = [str(one) for one in appraise_files(folder / "方案.xlsx", tmp_path / "数据.xlsx").problems]
    assert "单位“丙局”“完成值”栏（完成值）：“提案办理”还没有采集到完成值" in told
    assert "单位“甲局”第 5 行“评分人”栏（完成值）：没有填写" in told


def test_a_unit_that_was_merged_is_told_once_with_all_its_rows() -> None:
    first, *others = small.plan().units
    gone = replace(first, until=date(2024, 6, 30), into=others[0].code)
    rows = [replace(row, row=number) for number, row in enumerate(small.returns().reported, 5)]
    found = small.made(small.returns(rows), units=(gone, *others))
    (told,) = [line for line in appraisal_text(found).splitlines() if "“完成值”" in line or "完成值!" in line]
    assert f"2024年6月30日已并入“{others[0].name}”，不再计分，请填在“{others[0].name}”名下" in told
    assert "行同样，共" in told
