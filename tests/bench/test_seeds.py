"""A slip changes one number and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.seeds import SLIPS, Spot, changed, seeded, spots
from mingzhang.facts.report import Cell, Paragraph, Report, Table


def report() -> Report:
    table = Table(
        [
            Cell("科目编码", 0, 0),
            Cell("科目名称", 0, 1),
            Cell("合计", 0, 2),
            Cell("205", 1, 0),
            Cell("教育支出", 1, 1),
            Cell("1,250.40", 1, 2),
        ]
    )
    return Report(
        "甲.txt",
        "txt",
        [
            Paragraph("二、收入情况"),
            Paragraph("2031年收入合计33.50万元，占40.25%，共3个批次。"),
            Paragraph("支出决算表"),
            table,
        ],
    )


def test_finds_numbers_and_leaves_codes_and_years() -> None:
    found = [(spot.text, spot.unit, spot.kind) for spot in spots(report())]
    assert found == [
        ("33.50", "万元", "文 二、收入情况 金额"),
        ("40.25", "%", "文 二、收入情况 比率"),
        ("3", "个", "文 二、收入情况 数量"),
        ("1,250.40", "", "表 支出决算表"),
    ]


@pytest.mark.parametrize("slip", SLIPS)
def test_changes_one_spot_only(slip: str) -> None:
    original = report()
    for spot in spots(original):
        change = changed(spot, slip)
        if change is None:
            continue
        after = seeded(original, spot, *change)
        assert original == report()
        assert [a == b for a, b in zip(original.blocks, after.blocks, strict=True)].count(False) == 1
        assert len(spots(after)) == len(spots(original))
        found = next(
            s for s in spots(after) if (s.block, s.cell, s.start) == (spot.block, spot.cell, spot.start)
        )
        assert (found.text, found.unit) == change


@given(value=st.decimals(0, 10**7, places=2), comma=st.booleans(), order=st.integers(0, 50))
def test_the_form_of_the_number_stays(value: Decimal, comma: bool, order: int) -> None:
    text = f"{value:,.2f}" if comma else f"{value:.2f}"
    spot = Spot(0, None, 0, len(text), text, "万元", "", order)
    for slip in SLIPS:
        change = changed(spot, slip)
        if change is not None:
            assert change != (text, "万元")
            assert len(change[0].partition(".")[2]) == 2


def test_no_slip_without_effect() -> None:
    spot = Spot(0, None, 0, 2, "77", "人", "", 0)
    assert changed(spot, "相邻两位对调") is None
    assert changed(spot, "单位") is None
    assert changed(spot, "加减") is None
