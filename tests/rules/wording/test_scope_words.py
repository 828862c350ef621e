"""N-75: a unit's document does not call itself a department's."""

from __future__ import annotations

import pytest

from mingzhang.rules.wording import scope_words
from mingzhang.work.examples import text

COVERS = {
    "unit": ["某区2026年区级单位预算", "预算单位：某区司法局"],
    "department": ["某区2026年区级部门预算", "预算主管部门：某区司法局"],
}


@pytest.mark.parametrize(
    ("scope", "said", "expected"),
    [
        ("unit", "部门预算安排购置单价100万元以上设备0台。", "单位预算安排"),
        ("unit", "注：本部门2026年无国有资本经营预算。", "本单位"),
        ("department", "2026年单位预算安排购置车辆1辆。", "部门预算安排"),
    ],
)
def test_mixed(faults, scope: str, said: str, expected: str) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(scope_words, text(*COVERS[scope], said, kind="budget"))
    assert found.expected == expected


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        ("unit", "2026年预算单位一般公共预算基本支出部门预算经济分类预算表"),
        ("unit", "会同各部门预算编制人员开展培训。"),
        ("department", "本部门1个预算单位编报绩效目标。"),
        ("department", "本单位编报绩效目标的项目共4个。"),
    ],
)
def test_right_words(faults, scope: str, said: str) -> None:  # type: ignore[no-untyped-def]
    assert faults(scope_words, text(*COVERS[scope], said, kind="budget")) == []
