"""The workbook of a plan: written empty, written filled, read with its faults."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from mingzhang.readers.limits import UnreadableError
from mingzhang.sheets import Value
from mingzhang.survey.linearised import Lonely
from mingzhang.survey.plan import SHEETS
from mingzhang.survey.plan_workbook import read_plan, write_plan

SURVEY: dict[str, Value] = {
    "office": "某区政府办公室",
    "area": "某区",
    "year": "2026",
    "kind": "居民",
    "sampling": "配额抽样",
}
STRATUM: dict[str, Value] = {
    "town": "南岭镇",
    "age": "青年",
    "sex": "男",
    "people": Fraction(120),
    "target": Fraction(30),
}


def plan_file(folder: Path, **sheets: list[dict[str, Value]]) -> Path:
    path = folder / "方案.xlsx"
    write_plan(path, {"调查": [SURVEY], "抽样": [STRATUM]} | sheets, True)
    return path


def test_an_empty_plan_has_every_sheet(tmp_path: Path) -> None:
    write_plan(tmp_path / "方案.xlsx")
    book = openpyxl.load_workbook(tmp_path / "方案.xlsx")
    assert book.sheetnames == [sheet.name for sheet in SHEETS]
    with pytest.raises(UnreadableError, match="“调查”表没有填写"):
        read_plan(tmp_path / "方案.xlsx")


def test_a_filled_plan_is_read(tmp_path: Path) -> None:
    survey = SURVEY | {
        "cut": Fraction(5),
        "lonely": "以总平均为中心",
        "satisfied": Fraction(4),
        "first": "2026年11月1日",
    }
    path = plan_file(
        tmp_path,
        调查=[survey],
        方面权重=[{"name": "便利性", "weight": Fraction(2)}],
        访问结果=[{"code": "2.11", "count": Fraction(40)}],
        编码表=[{"code": "A1", "name": "停车", "dimension": "便利性", "unit": "交通部门"}],
        意见编码=[{"key": "uuid:1", "codes": "A1", "matter": "增设车位"}],
        上年结果=[{"measure": "综合指数", "value": Fraction(705, 10), "error": Fraction(4, 10)}],
    )
    plan, problems = read_plan(path)
    assert not problems
    assert (plan.office, plan.year, plan.kind, plan.weighting) == ("某区政府办公室", 2026, "居民", "迭代调整")
    assert (plan.cut, plan.lonely, plan.satisfied, plan.first) == (5, Lonely.ADJUST, 4, "2026年11月1日")
    assert plan.strata[0].cell == ("南岭镇", "青年", "男") and plan.strata[0].people == 120
    assert plan.weights == {"便利性": 2} and plan.outcomes == [("", "2.11", 40)]
    assert plan.codes["A1"] == ("停车", "便利性", "交通部门")
    assert plan.coded == {"uuid:1": (("A1",), "增设车位")}
    assert plan.earlier == {("", "综合指数"): (70.5, 0.4)}


def test_faults_of_a_plan_name_their_cells(tmp_path: Path) -> None:
    path = plan_file(
        tmp_path,
        抽样=[STRATUM, STRATUM, {"town": "西园街道"}],
        意见编码=[{"key": "uuid:1", "codes": "A1、B9"}],
    )
    _, problems = read_plan(path)
    said = [str(problem) for problem in problems]
    assert len(said) == 4
    assert any("与第5行是同一组" in one for one in said)
    assert any("总体人数" in one and "没有填写" in one for one in said)
    assert sum("在编码表里没有" in one for one in said) == 2


def test_two_surveys_in_one_plan_are_told(tmp_path: Path) -> None:
    _, problems = read_plan(plan_file(tmp_path, 调查=[SURVEY, SURVEY]))
    assert ["只能有一行" in str(problem) for problem in problems] == [True]


def test_another_workbook_is_no_plan(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(UnreadableError, match="没有“调查”工作表；方案用 mingzhang survey template 生成"):
        read_plan(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"code": "2.11", "town": "南岭镇"}, ""),
        ({"code": "2.11x"}, "处置代码“2.11x”不是 AAPOR 的代码"),
        ({"code": "7.1"}, "处置代码“7.1”不是 AAPOR 的代码"),
        ({"code": "1.1"}, "完成的访问按答卷计数"),
        ({"code": "2.11", "town": "南领镇"}, "街道“南领镇”在抽样表里没有"),
    ],
)
def test_outcomes_that_cannot_be_counted_are_told_by_their_row(
    row: dict[str, Value], said: str, tmp_path: Path
) -> None:
    path = plan_file(tmp_path, 访问结果=[row | {"count": Fraction(4)}])
    _, problems = read_plan(path)
    assert [said in str(problem) for problem in problems] == ([True] if said else [])
    sheet = openpyxl.load_workbook(path)["访问结果"]
    assert all(sheet.cell(problem.row or 0, 2).value == row["code"] for problem in problems)


def test_a_result_of_a_town_that_is_not_in_the_plan_is_told(tmp_path: Path) -> None:
    before: dict[str, Value] = {
        "town": "南领镇",
        "measure": "综合指数",
        "value": Fraction(70),
        "error": Fraction(1),
    }
    (problem,) = read_plan(plan_file(tmp_path, 上年结果=[before]))[1]
    assert "街道“南领镇”在抽样表里没有" in str(problem)
