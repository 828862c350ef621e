"""Facts under names: which saying counts, and which rows and columns a table has."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.fact import WHOLE, Fact, Facts, blank, stated
from mingzhang.facts.number import printed
from mingzhang.facts.place import Place


def fact(name: str, text: str, table: bool) -> Fact:
    return Fact(name, printed(text, "万元", Place(printed=text)), table=table)


def facts_of(*said: Fact) -> Facts:
    facts = Facts()
    for one in said:
        facts.add(one)
    return facts


@given(st.lists(st.booleans(), min_size=1, max_size=8))
def test_the_first_table_counts_otherwise_the_first_saying(tables: list[bool]) -> None:
    said = [fact("总表.本年收入", f"{number}.00", table) for number, table in enumerate(tables)]
    facts = facts_of(*said)
    expected = next((one for one in said if one.table), said[0])
    assert facts.get("总表.本年收入") is expected
    assert sorted(map(id, facts.said("总表.本年收入"))) == sorted(map(id, said))
    assert len(facts) == len(said)


def test_every_saying_is_kept_and_walked() -> None:
    facts = stated("甲 1.00", "乙 2.00", "甲 1.01")
    assert facts.names() == ["甲", "乙"]
    assert [one.figure.text for one in facts] == ["1.00", "1.01", "2.00"]
    assert facts.said("丙") == []
    assert facts.get("丙") is None


def test_rows_and_columns_in_the_order_first_said() -> None:
    facts = stated(
        "收入表[201].本年收入 5",
        "收入表[20106].本年收入 5",
        "收入表[201].其他收入 1",
        "收入表[合计].本年收入 5",
        "支出表[合计].本年支出 5",
    )
    assert facts.rows("收入表") == ["201", "20106", WHOLE]
    assert facts.columns("收入表") == ["本年收入", "其他收入"]
    assert facts.rows("支出表") == [WHOLE]
    assert facts.rows("总表") == facts.columns("总表") == []


def test_names_that_hold_dots_and_brackets_in_keys() -> None:
    facts = stated("三公表.决算.合计 5", "基本表[人员经费].决算 5")
    assert facts.rows("基本表") == ["人员经费"]
    assert facts.rows("三公表") == []
    assert facts.has_table("三公表")
    assert facts.has_table("基本表")


def test_narrative_is_no_table() -> None:
    facts = facts_of(fact("总表.本年收入", "1.00", False), fact("一般表[201].合计", "1.00", False))
    assert not facts.has_table("总表")
    assert not facts.has_table("一般表")
    assert facts.rows("一般表") == ["201"], "narrative may list rows, too"
    facts.add(fact("总表.本年支出", "1.00", True))
    assert facts.has_table("总表")


@pytest.mark.parametrize(
    ("saying", "value", "unit"),
    [
        ("总表.本年收入 12.35", 123_500, "元"),
        ("总表.本年收入 12.35元", Fraction("12.35"), "元"),
        ("总表.本年收入 1.20亿元", 120_000_000, "元"),
        ("说明.团组数 0个", 0, "个"),
        ("说明.出国人次 12人次", 12, "人次"),
        ("绩效.执行率 98.50%", Fraction("98.5"), "%"),
        ("总表.其他收入 -3.00", -30_000, "元"),
    ],
)
def test_short_sayings(saying: str, value: Fraction, unit: str) -> None:
    (said,) = stated(saying)
    assert (said.number.value, said.number.unit) == (value, unit)
    assert said.place.row == saying.partition(" ")[0]


def test_a_blank_cell_is_an_exact_zero() -> None:
    (said,) = stated("总表.其他收入 空")
    assert (said.number.value, said.number.slack, said.number.sources) == (0, 0, [])
    assert said.figure.text == ""
    assert said.figure.blank
    assert blank("%", Place(page=2)).place.page == 2


def test_a_saying_that_is_no_figure_is_refused() -> None:
    with pytest.raises(ValueError, match="不是数字"):
        stated("总表.本年收入 很多")
