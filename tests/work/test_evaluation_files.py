"""From the workbook to scores in words and forms on disk, and from filled forms to the workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from mingzhang.performance.evaluate import evaluate
from mingzhang.performance.project import Register
from mingzhang.performance.project_workbook import read_register, write_register
from mingzhang.readers import read_report
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.work.evaluation_files import (
    evaluate_file,
    evaluation_text,
    refusal_text,
    take_over,
    target_findings,
    write_forms,
)
from mingzhang.writers.written import UnwritableError
from tests.work.nine_forms import nine_forms
from tests.work.projects import project, register


def kept(tmp_path: Path, made: Register) -> Path:
    path = tmp_path / "项目.xlsx"
    write_register(made, path)
    return path


def test_scores_are_told_in_words(tmp_path: Path) -> None:
    evaluation = evaluate_file(kept(tmp_path, register()))
    text = evaluation_text(evaluation)
    assert "X001 河道巡查：100 分，优，执行 50.00万元" in text
    assert "评价项目1个" in text and "问题" not in text
    explained = evaluation_text(evaluation, explain=True)
    assert "“巡查次数”指标值“≥12次”，实际完成“12次”，按“比例”计分" in explained
    assert explained.count("依据：《项目支出绩效评价管理办法》") == 7


def test_open_problems_and_advice_are_listed_with_their_cells(tmp_path: Path) -> None:
    evaluation = evaluate_file(kept(tmp_path, nine_forms()))
    text = evaluation_text(evaluation)
    assert "要先改正或写明理由接受的问题 29 条：" in text
    assert "（项目!T5）：得 9/10 分，扣分必须填写偏差原因和改进措施" in text
    assert "没有数字" in text and "P-19" in text


def test_targets_are_judged_by_the_rules_for_forms() -> None:
    made = register(project())
    made.projects[0].indicators[0].target = made.projects[0].indicators[0].name = "开展巡查"
    made.projects[0].indicators[0].actual = "已完成"
    assert {found.rule for found in target_findings(evaluate(made))} == {"P-19", "P-20"}
    assert not target_findings(evaluate(Register()))


def test_forms_are_written_one_file_for_each_project(tmp_path: Path) -> None:
    made = register(project(), project("闸门/维修", "X002"), project("小修", "X003", way="不评价"))
    evaluation = evaluate(made)
    written = [
        path.name for paths in write_forms(evaluation, tmp_path / "表", ["xlsx", "html"]) for path in paths
    ]
    assert written == ["X001河道巡查.xlsx", "X001河道巡查.html", "X002闸门维修.xlsx", "X002闸门维修.html"]
    with pytest.raises(UnwritableError):
        write_forms(evaluation, tmp_path / "表", ["html"])
    only = [
        path.name for paths in write_forms(evaluation, tmp_path / "一", ["html"], "X002") for path in paths
    ]
    assert only == ["X002闸门维修.html"]


def test_a_form_in_a_workbook_adds_up_by_itself(tmp_path: Path) -> None:
    (path,) = write_forms(evaluate(register()), tmp_path, ["xlsx"])[0]
    sheet = openpyxl.load_workbook(path).worksheets[0]
    formulas = [cell.value for row in sheet for cell in row if str(cell.value).startswith("=")]
    assert len(formulas) == 2


def test_a_form_has_its_page_and_no_empty_cover(tmp_path: Path) -> None:
    (path,) = write_forms(evaluate(register()), tmp_path, ["pdf"])[0]
    assert read_report(path, Limits()).pages == 1


def test_nothing_is_written_while_a_problem_is_open(tmp_path: Path) -> None:
    made = register(project(), project("闸门维修", "X002"))
    made.projects[1].indicators[0].actual = "11次"
    evaluation = evaluate(made)
    assert "扣分必须填写偏差原因" in refusal_text(evaluation)
    assert refusal_text(evaluation, "X001") == "" and "闸门维修" in refusal_text(evaluation, "X002")
    with pytest.raises(ValueError, match="没有写出自评表"):
        write_forms(evaluation, tmp_path / "表", ["html"])
    assert not (tmp_path / "表").exists()


def test_the_forms_of_all_projects_are_one_set(tmp_path: Path) -> None:
    made = register(project(), project(code="X002", name="闸门维修"))
    taken = tmp_path / "X002闸门维修.html"
    taken.write_text("旧", encoding="utf-8")
    with pytest.raises(UnwritableError, match="X002闸门维修"):
        write_forms(evaluate(made), tmp_path, ["html"])
    assert [path.name for path in tmp_path.iterdir()] == [taken.name]
    assert len(write_forms(evaluate(made), tmp_path, ["html"], force=True)) == 2
    assert taken.read_text(encoding="utf-8") != "旧"


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "表").write_text("")
    with pytest.raises(UnwritableError, match="文件夹"):
        write_forms(evaluate(register()), tmp_path / "表", ["html"])


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "pdf"])
def test_filled_forms_are_taken_over_from_any_format(tmp_path: Path, kind: str) -> None:
    made = register(project(person="王小明"))
    (path,) = write_forms(evaluate(made), tmp_path, [kind], masked=False)[0]
    out = tmp_path / "读回.xlsx"
    assert take_over(path, out) == (1, [])
    read, problems = read_register(out)
    assert not problems
    got, wanted = read.projects[0], made.projects[0]
    assert (got.name, got.person, got.funds, got.goal) == (wanted.name, "王小明", wanted.funds, wanted.goal)
    assert [(i.name, i.target, i.actual, i.full) for i in got.indicators] == [
        (i.name, i.target, i.actual, i.full) for i in wanted.indicators
    ]
    assert evaluate(read).scored[0].total == got.stated == 100


def test_a_document_without_forms_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "说明.txt"
    path.write_text("某局2024年度部门决算\n本年收入合计10.00万元。", encoding="utf-8")
    with pytest.raises(UnreadableError, match="没有项目支出绩效自评表"):
        take_over(path, tmp_path / "项目.xlsx")
    assert not (tmp_path / "项目.xlsx").exists()


def test_the_real_forms_are_taken_over(shared: Path, tmp_path: Path) -> None:
    out = tmp_path / "项目.xlsx"
    count, _ = take_over(shared / "data/real/fengtai_gov_office_2020_final_account.txt", out)
    evaluation = evaluate_file(out)
    assert count == 9
    assert [scored.total for scored in evaluation.scored] == [99, 98, 100, 88, 89, 91, 94, 92, 95]
    stated = [problem.message[:30] for problem in evaluation.open if problem.column == "原表总分"]
    assert [message[:9] for message in stated] == ["原表总分为 93，", "原表总分为 94，", "原表总分为 93，"]
