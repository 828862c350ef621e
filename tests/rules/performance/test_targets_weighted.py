"""Weights of target forms: full, without the rate of execution, shared cells, and what cannot be told."""

from __future__ import annotations

import pytest

from mingzhang.facts.report import Cell, Table
from mingzhang.rules.performance import targets_weighted
from mingzhang.work.examples import grid, text
from tests.rules.conftest import Judge

HEAD = ("项目名称", "设备更新", "", ""), ("二级指标", "三级指标", "指标值", "权重")


def test_weights_of_a_form(faults: Judge) -> None:
    def judged(*weights: str) -> list[str]:
        rows = [("数量指标", f"更新{n}", "3台", weight) for n, weight in enumerate(weights)]
        document = text("项目支出绩效目标表", grid(*HEAD, *rows), kind="budget")
        return [finding.printed for finding in faults(targets_weighted, document)]

    assert judged("50", "30", "25") == ["105"]
    assert judged("50%", "30%", "15%") == ["95"]
    assert judged("50", "30", "20") == judged("50", "30", "10") == []
    assert judged("50", "30") == []  # the rest may stand on another page
    assert judged("50", "60", "") == []  # not all of them were read


@pytest.mark.parametrize(
    "row", [("", "合计", "", "100"), ("总分", "", "100", "100"), ("合计", "", "", "100")]
)
def test_the_row_of_the_sum_is_no_target(faults: Judge, row: tuple[str, ...]) -> None:
    rows = ("数量指标", "更新", "3台", "50"), ("质量指标", "合格率", "100%")
    for weight, found in (("50", 0), ("55", 1)):
        table = grid(*HEAD, rows[0], (*rows[1], weight), row)
        assert len(faults(targets_weighted, text("项目支出绩效目标表", table, kind="budget"))) == found


def test_one_weight_for_several_rows_is_counted_by_nobody(faults: Judge) -> None:
    cells = [Cell(t, r, c) for r, row in enumerate(HEAD) for c, t in enumerate(row)]
    for row in (2, 3):
        cells += [Cell(t, row, c) for c, t in enumerate(("数量指标", f"更新{row}", "3台"))]
    cells.append(Cell("60", 2, 3, rowspan=2))
    assert faults(targets_weighted, text("项目支出绩效目标表", Table(cells), kind="budget")) == []
