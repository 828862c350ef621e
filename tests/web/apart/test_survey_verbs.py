"""What is done apart for surveys."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

pytest.importorskip("pyxform", reason="the extra survey is not installed")

from mingzhang.facts.refusal import RefusalError
from mingzhang.sheets import Value
from mingzhang.survey.carried_form import form_data
from mingzhang.survey.plan_workbook import write_plan
from mingzhang.web.apart.survey_verbs import (
    survey_form,
    survey_plan,
    survey_reports,
    survey_returns,
    survey_template,
)
from mingzhang.web.survey.reading import return_line
from tests.survey.made import exported, invented, shipped_form, small_form, small_plan


def plan_rows() -> dict[str, list[dict[str, Value]]]:
    """The plan of the small survey as its workbook holds it."""
    plan = small_plan()
    about: dict[str, Value] = {
        "office": plan.office,
        "area": plan.area,
        "year": "2026",
        "kind": "居民",
        "sampling": "配额抽样",
        "satisfied": Fraction(plan.satisfied),
    }
    strata: list[dict[str, Value]] = [
        {
            "town": s.town,
            "age": s.age,
            "sex": s.sex,
            "people": Fraction(s.people),
            "target": Fraction(s.target),
        }
        for s in plan.strata
    ]
    return {"调查": [about | {"contacts": "2027年6月30日"}], "抽样": strata}


def test_a_questionnaire_comes_with_all_that_is_filled_in(tmp_path: Path) -> None:
    told = survey_form([shipped_form(tmp_path)], tmp_path, 60)
    assert told["data"]["form"] == "residents"
    assert all((tmp_path / name).stat().st_size > 500 for name in ("form.xml", "form.html", "model.xml"))


def test_a_plan_is_told_as_plain_data(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan.xlsx", plan_rows())
    told = survey_plan([tmp_path / "plan.xlsx"], tmp_path, 60)
    assert told["about"]["year"] == 2026 and len(told["cells"]) == 12 and told["contacts"].startswith("2027")
    json.dumps(told)


def test_an_empty_plan_is_refused_as_one(tmp_path: Path) -> None:
    survey_template([], tmp_path, 60)
    with pytest.raises(RefusalError):
        survey_plan([tmp_path / "plan.xlsx"], tmp_path, 60)


def test_an_export_is_read_return_by_return(tmp_path: Path) -> None:
    path = exported(tmp_path / "导出.csv", ["KEY", "town", "bus", "phone"], [["k1", "东桥街道", "9", "139"]])
    told = survey_returns([path], tmp_path, 60, [form_data(small_form())])
    (line,) = (tmp_path / "returns.jsonl").read_text(encoding="utf-8").splitlines()
    said = json.loads(line)
    assert said["key"] == "k1" and said["outside"] == {"bus": "9"} and said["contacts"] == {"phone": "139"}
    assert any("不在选项" in each for each in told["problems"])


def test_reports_are_written_and_handed_on(tmp_path: Path) -> None:
    pytest.importorskip("svy", reason="the extra survey is not installed")
    write_plan(tmp_path / "plan.xlsx", plan_rows())
    lines = (json.dumps(return_line(one), ensure_ascii=False) for one in invented())
    (tmp_path / "returns").write_text("\n".join(lines), encoding="utf-8")
    coded = {"uuid:0": [["A1"], "更换路灯"]}
    files, form = [tmp_path / "returns", tmp_path / "plan.xlsx"], form_data(small_form())
    told = survey_reports(files, tmp_path, 60, [form], {"A1": ["照明", "便利性", "某局"]}, coded, ["html"])
    assert [each["text"] for each in told["data"]["matters"]] == ["更换路灯"]
    assert sum(name.endswith("分报告.html") for name in told["files"]) == 3
    assert all(each["error"] > 0 for each in told["data"]["indices"])
