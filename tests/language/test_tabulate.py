"""Forms written from facts: a table that the same description reads back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhang.facts.fact import Facts, stated
from mingzhang.facts.report import Table
from mingzhang.language.form import Form, Naming, Side
from mingzhang.language.tabulate import ordinal, tabulate
from tests.language.tables import Bound, forms

BY_ID = {form.id: form for form in forms()}


def rows_of(table: Table) -> list[list[str]]:
    return [[cell.text for cell in table.row(index)] for index in range(table.shape[0])]


@pytest.mark.parametrize(
    ("number", "word"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (29, "二十九"), (99, "九十九")]
)
def test_ordinals(number: int, word: str) -> None:
    assert ordinal(number) == word


def test_ordinals_are_all_different() -> None:
    assert len({ordinal(number) for number in range(1, 100)}) == 99


LINES = (Naming("收入", ("本年收入",)), Naming("总计"))
PLAIN = Form("F", "表", sides=(Side(lines=LINES, columns=(Naming("决算"),), line="{table}.{row}"),))


def test_lines_without_figures_are_left_out() -> None:
    assert rows_of(tabulate(PLAIN, stated("表.总计 1"), {})) == [["项目", "决算"], ["总计", "1.00"]]


def test_columns_without_figures_are_left_out_but_one_remains() -> None:
    side = Side(columns=(Naming("甲"), Naming("乙")), rows="functional")
    form = Form("F", "表", sides=(side,))
    assert rows_of(tabulate(form, stated("表[201].乙 1"), {})) == [
        ["科目编码", "科目名称", "乙"],
        ["201", "201", "1.00"],
    ]
    assert rows_of(tabulate(form, Facts(), {})) == [["科目编码", "科目名称", "甲"]]


def test_classes_are_numbered_and_named() -> None:
    form = Form("F", "表", sides=(Side(columns=(Naming("支出"),), rows="class", lines=(Naming("合计"),)),))
    said = stated("表[208].支出 2", "表[201].支出 1", "表[合计].支出 3")
    assert rows_of(tabulate(form, said, {"201": "甲支出", "208": "乙支出"})) == [
        ["项目", "支出"],
        ["一、甲支出", "1.00"],
        ["二、乙支出", "2.00"],
        ["合计", "3.00"],
    ]


def test_two_sides_stand_beside_each_other() -> None:
    left = Side(lines=LINES, columns=(Naming("决算"),), line="{table}.左{row}")
    right = Side(lines=LINES, columns=(Naming("决算"),), line="{table}.右{row}")
    table = tabulate(
        Form("F", "表", sides=(left, right)), stated("表.左收入 1", "表.左总计 1", "表.右总计 1"), {}
    )
    assert rows_of(table) == [
        ["项目", "决算", "项目", "决算"],
        ["本年收入", "1.00", "总计", "1.00"],
        ["总计", "1.00", "", ""],
    ]


def test_blank_facts_stay_blank_and_zero_is_written() -> None:
    assert rows_of(tabulate(PLAIN, stated("表.收入 空", "表.总计 0.00"), {})) == [
        ["项目", "决算"],
        ["总计", "0.00"],
    ]


def names_of(form: Form, codes: tuple[str, ...]) -> list[str]:
    """Every fact name a form can say, coded rows included."""
    names = []
    for side in form.sides:
        keys = [(code, False) for code in codes if side.rows] + [(line.name, True) for line in side.lines]
        names += [side.fact_name(form.name, key, c.name, named) for key, named in keys for c in side.columns]
    return list(dict.fromkeys(names))


FINAL = sorted(form.id for form in forms() if "final_account" in form.kinds)
CODES = {"economic": ("301", "30101", "302", "30201"), "class": ("201", "208")}
NAMES = {
    "201": "一般公共服务支出", "20103": "政府办公厅（室）及相关机构事务", "2010301": "行政运行",
    "208": "社会保障和就业支出", "301": "工资福利支出", "30101": "基本工资",
    "302": "商品和服务支出", "30201": "办公费",
}  # fmt: skip


@pytest.mark.parametrize("form_id", FINAL)
@settings(derandomize=True, deadline=None, max_examples=5)
@given(data=st.data())
def test_a_form_reads_what_it_wrote(form_id: str, data: st.DataObject) -> None:
    """Every cell filled with its own amount: each comes back under its name."""
    form = BY_ID[form_id]
    kinds = {side.rows for side in form.sides}
    codes = next((CODES[kind] for kind in kinds if kind in CODES), ("201", "20103", "2010301", "208"))
    names = names_of(form, codes)
    start = data.draw(st.integers(1, 5000))
    facts = stated(*(f"{name} {start + 7 * number}.{number % 100:02d}" for number, name in enumerate(names)))
    table = tabulate(form, facts, NAMES)
    said = Bound(form.titles[0], "金额单位：万元", table).said()
    assert said == {fact.name: fact.figure.text for fact in facts}
