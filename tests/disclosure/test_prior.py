"""Last year's document as the base of comparison: its names, and the checks of unit and year."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.disclosure.prior import prior_facts
from mingzhang.language.workbook.form import Filing
from mingzhang.readers.limits import UnreadableError
from tests.conftest import ROOT

LAST = ROOT / "examples" / "fengtai-2020.docx"
UNIT = "北京市丰台区人民政府办公室"


def test_what_is_compared_is_taken_over() -> None:
    facts, problems = prior_facts(LAST, Filing(UNIT, 2021, "110106"))
    assert problems == []
    total = facts.get("上年:总表.收入总计")
    assert total is not None and (total.figure.text, total.figure.shown) == ("1859.43", "万元")
    assert facts.get("上年:机关运行经费") is not None
    assert facts.get("上年:一般表[20805].合计") is not None
    assert all(name.startswith("上年:") for name in facts.names())
    assert not [name for name in facts.names() if "上年:上年" in name or "采购" in name]


@pytest.mark.parametrize(
    ("unit", "year", "reason"),
    [
        (UNIT, 2022, "是 2020 年度的，应为 2021 年度，没有采用"),
        (UNIT, 2020, "是 2020 年度的，应为 2019 年度，没有采用"),
        ("某市某区统计局", 2021, f"的单位是“{UNIT}”，填报的单位是“某市某区统计局”，没有采用"),
    ],
)
def test_another_year_or_unit_is_told_and_not_used(unit: str, year: int, reason: str) -> None:
    facts, problems = prior_facts(LAST, Filing(unit, year, "110106"))
    assert len(facts) == 0
    assert [str(problem) for problem in problems] == [f"上年文件“fengtai-2020.docx”{reason}。"]


def test_a_document_without_year_or_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "说明.txt"
    path.write_text("本部门没有写年度。\n", encoding="utf-8")
    _, problems = prior_facts(path, Filing(UNIT, 2021, "110106"))
    assert "看不出是哪个年度的，应为 2020 年度" in str(problems[0])
    path.write_text(f"{UNIT}\n2020年部门预算\n一、2020年部门预算编制说明\n", encoding="utf-8")
    _, problems = prior_facts(path, Filing(UNIT, 2021, "110106"))
    assert "不是部门决算" in str(problems[0])


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        prior_facts(tmp_path / "没有.pdf", Filing(UNIT, 2021, "110106"))


def test_a_real_document(shared: Path) -> None:
    path = shared / "data" / "real" / "putuo_finance_2024_final_account.pdf"
    facts, problems = prior_facts(path, Filing("上海市普陀区财政局", 2025, "310107"))
    assert problems == []
    assert {"上年:总表.收入总计", "上年:三公表.决算.合计"} <= set(facts.names())
