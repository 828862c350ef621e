"""What a budget tells of its projects, heading by heading (B-54, B-55, B-56)."""

from __future__ import annotations

import pytest

from mingzhang.rules.performance import basis_of_this_year, projects_described, target_form_present
from mingzhang.work.examples import grid, text

RIGHT = {
    "项目概述": "更新办公设备。",
    "立项依据": "《某区政府2026年重点工作任务》。",
    "实施主体": "某区财政局。",
    "实施周期": "2026年1月至12月。",
    "年度预算安排": "2026年安排9.00万元。",
    "绩效目标": "按期完成更新。",
}


def told(*tables, **other: str):  # type: ignore[no-untyped-def]
    """A description with the parts given in another wording."""
    parts = RIGHT | other
    numbers = "一二三四五六"
    lines = [line for n, (k, v) in zip(numbers, parts.items(), strict=True) for line in (f"{n}、{k}", v)]
    return text("设备更新项目经费情况说明", *lines, *tables, kind="budget", year=2026)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"年度预算安排": "根据合同按时拨付。"}, "没有写金额"),
        ({"实施主体": "主要完成设备更新，推进各项任务。"}, "没有写由谁实施"),
        ({"实施周期": "根据进度分步推进。"}, "没有写起止时间"),
    ],
)
def test_a_body_that_does_not_answer(  # type: ignore[no-untyped-def]
    faults, other: dict[str, str], said: str
) -> None:
    (found,) = faults(projects_described, told(**other))
    assert said in found.message


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"年度预算安排": "第一季度3.00万元，第二季度6.00万元。"},
        {"实施主体": "由某区机关事务中心负责实施。"},
        {"实施主体": "办公室、预算科、国库科。"},
        {"实施主体": "根据职责分工，本单位负责组织实施。"},
        {"实施周期": "第一季度审价，第三季度支付尾款。"},
        {"实施周期": "长期。"},
    ],
)
def test_a_body_that_answers(  # type: ignore[no-untyped-def]
    faults, other: dict[str, str]
) -> None:
    assert faults(projects_described, told(**other)) == []


def test_a_form_that_is_announced(faults) -> None:  # type: ignore[no-untyped-def]
    missing = told(**{"绩效目标": "详见项目绩效目标申报表。"})
    (found,) = faults(target_form_present, missing)
    assert found.printed == "详见项目绩效目标申报表"
    form = grid(("项目绩效目标申报表", ""), ("项目名称", "设备更新"))
    assert faults(target_form_present, told(form, **{"绩效目标": "详见项目绩效目标申报表。"})) == []


@pytest.mark.parametrize(
    ("other", "count"),
    [
        ({"立项依据": "《某区政府2025年工作要点》。"}, 1),
        ({"立项依据": "《某区政府2025年工作要点》《某区政府2026年工作要点》。"}, 0),
        ({"立项依据": "《某某管理办法》（2019年修订）。"}, 0),
        ({"实施周期": "2025年全年。"}, 1),
        ({"实施周期": "2024年至2027年。"}, 0),
        ({"实施周期": "2020年起长期实施。"}, 0),
    ],
)
def test_years_of_the_basis_and_the_period(  # type: ignore[no-untyped-def]
    faults, other: dict[str, str], count: int
) -> None:
    assert len(faults(basis_of_this_year, told(**other))) == count
