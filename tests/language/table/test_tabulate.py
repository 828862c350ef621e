"""Forms written from facts: a table that the same description reads back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhang.catalogue.codes import functional_lines
from mingzhang.facts.fact import stated
from mingzhang.facts.report import Table
from mingzhang.language.table.form import Form, Naming, Side
from mingzhang.language.table.tabulate import TableStyle, tabulate
from mingzhang.language.text.numerals import numeral
from tests.language.tables import Bound, forms

BY_ID = {form.id: form for form in forms()}


def rows_of(table: Table) -> list[list[str]]:
    return [[cell.text for cell in table.row(index)] for index in range(table.shape[0])]


@pytest.mark.parametrize(
    ("number", "word"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (29, "二十九"), (99, "九十九")]
)
def test_ordinals(number: int, word: str) -> None:
    assert numeral(number) == word


def test_ordinals_are_all_different() -> None:
    assert len({numeral(number) for number in range(1, 100)}) == 99


LINES = (Naming("收入", ("本年收入",)), Naming("总计"))
PLAIN = Form("F", "表", sides=(Side(lines=LINES, columns=(Naming("决算"),), line="{table}.{row}"),))
LINED = TableStyle({"201": "甲支出", "208": "乙支出"}, (("201", "甲支出"), ("205", "丁支出")))


def laid(form: Form, *sayings: str, style: TableStyle = LINED) -> list[list[str]]:
    return rows_of(tabulate(form, stated(*sayings), style).table)


def test_lines_are_printed_with_or_without_figures() -> None:
    assert laid(PLAIN, "表.总计 1") == [["项目", "决算"], ["本年收入", ""], ["总计", "1.00"]]


def test_optional_lines_and_columns_are_printed_only_where_the_account_has_them() -> None:
    side = Side(
        lines=LINES, columns=(Naming("甲"), Naming("乙")), line="{table}.{row}", optional=("收入", "乙")
    )
    form = Form("F", "表", sides=(side,))
    assert laid(form, "表.总计 1") == [["项目", "甲"], ["总计", "1.00"]]
    assert laid(form, "表.收入.乙 1") == [["项目", "甲", "乙"], ["本年收入", "", "1.00"], ["总计", "", ""]]


def test_an_empty_coded_table_keeps_its_heads_and_one_empty_row() -> None:
    form = Form("F", "表", sides=(Side(columns=(Naming("甲"),), rows="functional"),))
    assert laid(form) == [["项目", "甲"], ["科目编码", "科目名称", "甲"], ["", "", ""]]


def test_classes_follow_the_lines_of_the_year_and_others_come_after() -> None:
    left = Side(lines=LINES, columns=(Naming("决算"),), line="{table}.左{row}", first_total="总计")
    right = Side(columns=(Naming("支出"),), rows="class", lines=(Naming("合计"),))
    said = ("表[208].支出 2", "表[201].支出 1", "表[合计].支出 3", "表.左总计 3")
    assert laid(Form("F", "表", sides=(left, right)), *said) == [
        ["收入", "支出"],
        ["项目", "决算", "项目", "支出"],
        ["本年收入", "", "一、甲支出", "1.00"],
        ["", "", "二、丁支出", "0.00"],
        ["", "", "三、乙支出", "2.00"],
        ["总计", "3.00", "合计", "3.00"],
    ]


def test_totals_stand_level_and_rows_are_numbered_down_one_side_and_then_the_other() -> None:
    left = Side(lines=LINES, columns=(Naming("决算"),), line="{table}.左{row}", first_total="总计")
    right = Side(
        columns=(Naming("支出"),), rows="class", lines=(Naming("小计"), Naming("合计")), line="{table}.{row}"
    )
    style = TableStyle(LINED.names, LINED.lines, numbered=True)
    form = Form("F", "表", sides=(left, right), spare=True)
    table = rows_of(tabulate(form, stated("表.左总计 3", "表.小计 1", "表.合计 3"), style).table)
    assert table[2] == ["栏次", "", "1", "栏次", "", "2"]
    assert [row[:2] + row[3:5] for row in table[3:]] == [
        ["本年收入", "1", "一、甲支出", "6"],
        ["", "2", "二、丁支出", "7"],
        ["", "3", "小计", "8"],
        ["", "4", "", "9"],
        ["总计", "5", "合计", "10"],
    ]


def test_blank_facts_stay_blank_and_zero_is_written() -> None:
    assert laid(PLAIN, "表.收入 空", "表.总计 0.00") == [["项目", "决算"], ["本年收入", ""], ["总计", "0.00"]]


def test_numbered_lines_begin_anew_after_a_line_without_number() -> None:
    lines = (Naming("甲"), Naming("合计"), Naming("乙"), Naming("丙"))
    left = Side(lines=lines, columns=(Naming("数"),), numbered=("甲", "乙", "丙"), first_total="合计")
    right = Side(columns=(Naming("支出"),), rows="class")
    first = [row[0] for row in laid(Form("F", "表", sides=(left, right)))]
    assert first == ["收入", "项目", "一、甲", "", "合计", "一、乙", "二、丙"]


def test_every_known_figure_has_its_place() -> None:
    said = stated("表[201].合计 1", "表[合计].合计 1")
    side = Side(columns=(Naming("合计"),), rows="functional", lines=(Naming("合计"),))
    whole = tabulate(Form("F", "表", sides=(side,)), said, LINED)
    for name, (row, column) in whole.cells.items():
        cell = whole.table.at(row, column)
        assert cell is not None
        assert cell.text == "1.00", name
    assert set(whole.cells) == set(said.names())


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
@settings(max_examples=5)
@given(data=st.data())
def test_a_form_reads_what_it_wrote(form_id: str, data: st.DataObject) -> None:
    """Every cell filled with its own amount: each comes back under its name."""
    form = BY_ID[form_id]
    kinds = {side.rows for side in form.sides}
    codes = next((CODES[kind] for kind in kinds if kind in CODES), ("201", "20103", "2010301", "208"))
    names = names_of(form, codes)
    start = data.draw(st.integers(1, 5000))
    facts = stated(*(f"{name} {start + 7 * number}.{number % 100:02d}" for number, name in enumerate(names)))
    laid = tabulate(form, facts, TableStyle(NAMES, functional_lines(2023)))
    said = Bound(form.titles[0], "金额单位：万元", laid.table).said()
    printed = {
        name: said[name] for name in said if said[name] and (name in laid.cells or said[name] != "0.00")
    }
    assert printed == {name: fact.figure.text for name in laid.cells if (fact := facts.get(name))}
    assert len(laid.cells) >= len(names) // 3  # of economic codes, the first column only


def test_a_crossed_form_has_its_figures_right_below_its_heads() -> None:
    lines = (Naming("甲", ("甲费",)), Naming("乙", ("乙费",)))
    side = Side(
        lines=lines, columns=(Naming("预算"), Naming("决算")), crossed=True, line="{table}.{column}.{row}"
    )
    rows = laid(Form("F", "表", sides=(side,)), "表.决算.甲 3.00", "表.决算.乙 4.00")
    assert rows[-1][-2:] == ["3.00", "4.00"]
    assert all(any(row) for row in rows), "no empty row between heads and figures"


CODED = Side(columns=(Naming("合计"), Naming("基本")), rows="functional", lines=(Naming("合计"),))


def test_a_code_without_an_amount_has_none_in_a_column_that_is_told() -> None:
    said = ("表[201].合计 1", "表[208].合计 2", "表[208].基本 2", "表[合计].合计 3", "表[合计].基本 2")
    assert [row[1:] for row in laid(Form("F", "表", sides=(CODED,)), *said)[2:]] == [
        ["3.00", "2.00"],
        ["甲支出", "1.00", "0.00"],
        ["乙支出", "2.00", "2.00"],
    ]


def test_a_column_that_nobody_told_stays_blank() -> None:
    rows = laid(Form("F", "表", sides=(CODED,)), "表[201].合计 1", "表[合计].合计 1")
    assert [row[-1] for row in rows[2:]] == ["", ""]


def test_the_total_stands_last_where_the_place_has_it_there() -> None:
    form = Form("F", "表", sides=(CODED,), total_last=True)
    made = tabulate(form, stated("表[201].合计 1", "表[合计].合计 1"), LINED)
    assert [row[0] for row in rows_of(made.table)[2:]] == ["201", "合计"]
    assert made.strong == {2, 3} and made.cells["表[合计].合计"] == (3, 2)


def test_amounts_have_their_thousands_parted_where_the_place_wants_it() -> None:
    style = TableStyle(LINED.names, LINED.lines, unit="元", thousands=True)
    made = tabulate(Form("F", "表", sides=(CODED,)), stated("表[201].合计 123.456789"), style)
    assert "1,234,567.89" in rows_of(made.table)[-1]
