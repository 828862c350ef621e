"""Files of a survey from plan to reports, and what is refused on the way."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from mingzhang.facts.refusal import RefusalError
from mingzhang.sheets import Value
from mingzhang.survey.plan import Stratum, targeted
from mingzhang.survey.plan_workbook import write_plan
from mingzhang.survey.shipped import AGES, SEXES
from mingzhang.survey.xlsform import read_form
from mingzhang.work.survey_contacts import open_contacts
from mingzhang.work.survey_files import (
    ContactFiles,
    check_form,
    estimate_files,
    estimates_text,
    quota_files,
    take_in,
    write_handed_on,
    write_survey_form,
    write_survey_plan,
    write_survey_reports,
)
from tests.survey.made import TOWNS, VERSION, exported, full_rows


def plan_file(folder: Path, **survey: str) -> Path:
    cells = [Stratum(town, age, sex, 500) for town in TOWNS for age in AGES for sex in SEXES]
    strata: list[dict[str, Value]] = [
        {
            "town": s.town,
            "age": s.age,
            "sex": s.sex,
            "people": Fraction(s.people),
            "target": Fraction(s.target),
        }
        for s in targeted(cells, 240, 30)
    ]
    known = {
        "office": "某区政府办公室",
        "area": "某区",
        "year": "2026",
        "kind": "居民",
        "sampling": "配额抽样",
    }
    write_plan(folder / "方案.xlsx", {"调查": [known | survey], "抽样": strata}, True)
    return folder / "方案.xlsx"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """A plan, the questionnaire for its towns, an export of ninety-six returns."""
    folder = tmp_path_factory.mktemp("survey")
    plan = plan_file(folder)
    write_survey_form("居民", plan, VERSION, folder / "问卷.xlsx")
    heads, rows = full_rows(read_form(folder / "问卷.xlsx"), 96)
    rows[5][heads.index("d1-d1_1")] = "11"
    return plan, folder / "问卷.xlsx", exported(folder / "导出.csv", heads, [*rows, rows[0]])


def test_a_form_is_told_in_words(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    said = check_form(files[1], tmp_path / "问卷.xml")
    assert said.startswith("《居民满意度调查问卷》（编号 residents，版本 2026110101）：36道题，可以使用")
    assert "  幼有所育：2道计分题" in said and "街道：town" in said
    assert (tmp_path / "问卷.xml").read_text(encoding="utf-8").startswith("<?xml")


def test_exports_are_taken_in_with_all_that_is_odd(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    made = take_in([files[2]], [files[1]], tmp_path / "答卷.csv")
    assert made.files.counts == {"答卷": 97, "问题": len(made.problems) + len(made.flags)}
    said = [str(problem) for problem in made.problems]
    assert any("答“11”，不在选项" in one for one in said) and any(
        "同一份答卷，内容相同" in one for one in said
    )
    assert [path.name for path in made.files.paths] == ["答卷.csv", "答卷（问题）.csv"]


def test_a_survey_is_estimated_and_told(files: tuple[Path, Path, Path]) -> None:
    plan, form, export = files
    found = estimate_files([export], [form], plan)
    said = estimates_text(found).splitlines()
    assert said[0] == "某区2026年度居民满意度调查：有效答卷96份（配额抽样，误差由模型推算）"
    assert "  未计入：同一份答卷重复1份" in said
    assert any(line.startswith("并列第1—2位：") for line in said) and any(
        line.startswith("第3位：南岭镇") for line in said
    )
    assert any(line.startswith("短板 南岭镇") for line in said)


def test_others_are_handed_data_with_errors(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    plan, form, export = files
    found = estimate_files([export], [form], plan)
    write_handed_on(found, tmp_path / "移交.json", date(2026, 11, 30))
    data = json.loads((tmp_path / "移交.json").read_text(encoding="utf-8"))
    assert data["schema"] == "mingzhang/survey/1" and data["model_based"]
    assert [one["number"] for one in data["counts"]] == [96, 4]
    whole = next(one for one in data["indices"] if (one["domain"], one["measure"]) == ("某区", "综合指数"))
    assert whole["low"] < whole["value"] < whole["high"] and whole["count"] == 96 and data["matters"] == []


def test_all_reports_are_written(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    plan, form, export = files
    paths = write_survey_reports(estimate_files([export], [form], plan), tmp_path / "报告", ["html"])
    assert len(paths) == 1 + 3 + 12 and all(path.exists() for path in paths)


def test_a_written_table_is_as_good_as_the_export(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    plan, form, export = files
    take_in([export], [form], tmp_path / "答卷.csv")
    first = estimate_files([export], [form], plan)
    second = estimate_files([tmp_path / "答卷.csv"], [form], plan)
    assert repr(first.made.results.found) == repr(second.made.results.found)


def test_a_plan_with_faults_is_refused_in_one_sentence(tmp_path: Path) -> None:
    plan = plan_file(tmp_path, kind="")
    with pytest.raises(RefusalError, match=r"方案有1处要先改正：.*没有填写。"):
        write_survey_form("居民", plan, "1", tmp_path / "问卷.xlsx")
    assert not (tmp_path / "问卷.xlsx").exists()


def test_contacts_go_apart_or_nowhere(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    contacts = ContactFiles(tmp_path / "联系方式.bin", tmp_path / "密钥.txt", date(2027, 6, 30))
    made = take_in([files[2]], [files[1]], tmp_path / "答卷.csv", contacts=contacts)
    assert made.contacts == 96
    assert all(b"13900000000" not in path.read_bytes() for path in tmp_path.iterdir())
    opened = open_contacts(contacts.sealed, contacts.key, "督导员", "回访", date(2026, 12, 1))
    assert opened["uuid:0"] == {"phone": "13900000000"}


def test_returns_go_to_spss_and_back(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    plan, form, export = files
    made = take_in([export], [form], tmp_path / "答卷.sav")
    assert made.files.counts == {"答卷": 96} and any(
        "同一份答卷" in str(problem) for problem in made.problems
    )
    first = estimate_files([export], [form], plan)
    second = estimate_files([tmp_path / "答卷.sav"], [form], plan)
    assert repr(first.made.results.found) == repr(second.made.results.found)


def test_quotas_are_counted_and_spread_anew(files: tuple[Path, Path, Path]) -> None:
    plan, form, export = files
    found = quota_files([export], [form], plan)
    assert sum(one.done for one in found) == 96 and sum(one.target for one in found) == 240
    assert {one.state for one in found if one.done == 4 and one.target == 10} == {"还差6份"}
    more = quota_files([export], [form], plan, 600, 150)
    assert sum(one.target for one in more) == 600
    with pytest.raises(RefusalError, match="样本30份不够分"):
        quota_files([export], [form], plan, 30, 150)


def test_an_empty_plan_is_written(tmp_path: Path) -> None:
    write_survey_plan(tmp_path / "方案.xlsx")
    with pytest.raises(RefusalError, match="没有填写"):
        write_survey_form("居民", tmp_path / "方案.xlsx", "1", tmp_path / "问卷.xlsx")
