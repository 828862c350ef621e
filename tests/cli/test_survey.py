"""The commands of a survey, from an empty plan to the reports."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from mingzhang.cli import FOUND, OK, UNABLE, main
from mingzhang.survey.xlsform import read_form
from tests.survey.made import exported, full_rows
from tests.work.test_survey_files import plan_file

Capture = pytest.CaptureFixture[str]


def test_a_survey_from_plan_to_reports(tmp_path: Path, capsys: Capture) -> None:
    plan, form, export = str(plan_file(tmp_path)), str(tmp_path / "问卷.xlsx"), str(tmp_path / "导出.csv")
    assert main(["survey", "form", "居民", "--plan", plan, "-o", form]) == OK
    assert main(["survey", "check", form, "--xform", str(tmp_path / "问卷.xml")]) == OK
    assert "可以使用" in capsys.readouterr().out
    heads, rows = full_rows(read_form(form), 96)
    exported(Path(export), heads, rows)
    told = ["--form", form]
    assert main(["survey", "import", export, *told, "-o", str(tmp_path / "答卷.csv")]) == FOUND
    assert "读入" not in capsys.readouterr().err
    sealed, key = str(tmp_path / "联系.bin"), str(tmp_path / "密钥")
    apart = ["--contacts", sealed, "--key", key]
    assert main(["survey", "import", export, *told, "-o", str(tmp_path / "甲.csv"), *apart]) == UNABLE
    apart += ["--destroy-on", "2099-12-31"]
    assert main(["survey", "import", export, *told, "-o", str(tmp_path / "甲.csv"), *apart]) == FOUND
    capsys.readouterr()
    assert main(["survey", "contacts", sealed, "--key", key, "--by", "督导员", "--reason", "回访"]) == OK
    assert "uuid:0\t13900000000" in capsys.readouterr().out
    proof = str(tmp_path / "证明.json")
    assert main(["survey", "destroy", sealed, "--key", key, "--by", "档案员", "-o", proof]) == OK
    assert "档案员销毁联系方式96条" in capsys.readouterr().out and not Path(sealed).exists()
    assert main(["survey", "quota", export, *told, "--plan", plan]) == FOUND
    assert "合计 目标240份，已收96份" in capsys.readouterr().out
    code = main(["survey", "estimate", export, *told, "--plan", plan])
    out = capsys.readouterr().out
    assert code == FOUND and "综合指数" in out and "短板 南岭镇" in out  # the versions differ: that is told
    folder = str(tmp_path / "报告")
    assert (
        main(["survey", "report", export, *told, "--plan", plan, "-o", folder, "--format", "html"]) == FOUND
    )
    assert len(list((tmp_path / "报告").iterdir())) == 16


def test_a_template_is_written_once(tmp_path: Path, capsys: Capture) -> None:
    words = ["survey", "template", "-o", str(tmp_path / "方案.xlsx")]
    assert main(words) == OK and "空白调查方案已写到" in capsys.readouterr().out
    assert main(words) == UNABLE and main([*words, "--force"]) == OK


def test_without_the_extra_it_says_how_to_get_it(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = importlib.util.find_spec

    def found(name: str, *rest: Any) -> Any:
        return None if name == "svy" else known(name, *rest)

    monkeypatch.setattr(importlib.util, "find_spec", found)
    assert main(["survey", "template", "-o", str(tmp_path / "方案.xlsx")]) == UNABLE
    assert "pip install 'mingzhang[survey]'" in capsys.readouterr().err and not list(tmp_path.iterdir())


def test_a_form_with_faults_is_one_sentence(tmp_path: Path, capsys: Capture) -> None:
    plan = str(plan_file(tmp_path))
    assert main(["survey", "check", plan]) == UNABLE
    assert "工作表“survey”：没有这张工作表" in capsys.readouterr().err
