"""S-04: whose tables these are."""

from __future__ import annotations

import pytest

from mingzhang.rules.structure import table_heads
from mingzhang.work.examples import text

UNIT = "某某市东山区人民政府办公室"


@pytest.mark.parametrize(
    "label",
    ["编制单位：某某市西山区人民政府办公室", "部门：某某市东山区审计局", "编制部门:某某市东山区档案馆"],
)
def test_another_unit(faults, label: str) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(table_heads, text(label, unit=UNIT))
    assert found.expected == UNIT and found.printed in label


@pytest.mark.parametrize(
    "label",
    [
        f"编制单位：{UNIT}",
        f"部门：{UNIT}（本级）",
        "编制单位：东山区人民政府办公室",
        "部门：某某市东山区政府办公室",
        "部门：东山区政府办",
        "单位名称：某某市东山区档案馆",
        "单位：万元",
        "金额单位：元",
        "单位：台、辆",
    ],
)
def test_the_same_unit_or_no_unit(faults, label: str) -> None:  # type: ignore[no-untyped-def]
    assert faults(table_heads, text("收入决算表", tables=[[(label, ""), ("合计", "1.00")]], unit=UNIT)) == []
