"""Statements that something did not occur, against tables and text."""

from __future__ import annotations

from types import ModuleType

import pytest

from mingzhang.facts.report import Table
from mingzhang.language.document.examined import Examined
from mingzhang.rules.accounts import (
    empty_fund_table,
    empty_reception_table,
    empty_state_capital_table,
    fund_denied,
    reception_denied,
    state_capital_denied,
)
from mingzhang.rules.shared.absence import denials
from mingzhang.rules.shared.empty_notes import empty_note, stated_zero
from mingzhang.work.examples import grid, text
from tests.rules.conftest import Judge

FUND = "政府性基金预算财政拨款收入支出决算表"
CAPITAL = "国有资本经营预算财政拨款支出决算表"
GUESTS = "财政拨款“三公”经费支出决算表"
HEAD = ("科目编码", "科目名称", "本年收入", "本年支出")
SECTION = "八、政府性基金预算财政拨款收入支出决算情况说明"


def fund(income: str, spent: str) -> Table:
    return grid(HEAD, ("合计", "", income, spent))


@pytest.mark.parametrize(
    ("sentence", "covers"),
    [
        ("本部门2023年度无政府性基金预算财政拨款收入和支出。", ("收入", "支出")),
        ("本年度无此项支出。", ("支出",)),
        ("本单位没有政府性基金收入，也没有使用政府性基金安排的支出。", ("收入", "支出")),
        ("政府性基金预算财政拨款收支均未发生。", ("收入", "支出")),
        ("我单位不涉及。", ("收入", "支出")),
        ("本部门2023年度没有使用政府性基金预算拨款安排的支出。", ("支出",)),
    ],
)
def test_denials_and_what_they_cover(sentence: str, covers: tuple[str, ...]) -> None:
    found = list(denials(Examined.of(text(SECTION, sentence)), "基金"))
    assert [denial.covers for denial in found] == ([covers] if covers else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "本年无政府性基金预算财政拨款基本支出。",
        "无政府性基金预算财政拨款年初结转和结余。",
        "年初预算无政府性基金安排，年中追加5.00万元。",
        "无政府性基金预算财政拨款收入支出的，作下述说明：",
        "政府性基金预算财政拨款支出5.00万元，与上年相比没有变化。",
        "本年度无国有资本经营预算财政拨款收入和支出。",
    ],
)
def test_partial_denials_instructions_and_other_matters_are_none(sentence: str) -> None:
    assert list(denials(Examined.of(text(SECTION, sentence)), "基金")) == []


def test_a_denial_of_income_alone_leaves_room_for_expenditure(faults: Judge) -> None:
    said = (SECTION, "本年度无政府性基金预算财政拨款收入。")
    assert faults(fund_denied, text(FUND, fund("0.00", "5.00"), *said)) == []
    found = faults(fund_denied, text(FUND, fund("5.00", "5.00"), *said))
    assert [f.expected for f in found] == ["写明政府性基金预算收入 5.00万元"]


def test_each_budget_has_its_own_denial(faults: Judge) -> None:
    said = (SECTION, "本年度无国有资本经营预算财政拨款收入和支出。")
    document = text(FUND, fund("5.00", "5.00"), *said)
    assert faults(fund_denied, document) == []
    assert faults(state_capital_denied, document) == []


def test_a_denial_of_receptions_against_their_budget_is_right(faults: Judge) -> None:
    table = grid(("项目", "预算数", "决算数"), ("合计", "5.00", "0.00"), ("公务接待费", "5.00", "0.00"))
    assert faults(reception_denied, text(GUESTS, table, "一、“三公”经费情况", "本年无“三公”经费支出。")) == []


@pytest.mark.parametrize(
    ("rule", "title", "own", "other"),
    [
        (empty_fund_table, FUND, "政府性基金预算", "国有资本经营预算"),
        (empty_state_capital_table, CAPITAL, "国有资本经营预算", "政府性基金预算"),
    ],
)
def test_statements_below_empty_tables(
    faults: Judge, rule: ModuleType, title: str, own: str, other: str
) -> None:
    empty = fund("", "")
    note = "注：本单位没有{}收入和支出，故本表无数据。"
    assert faults(rule, text(title, empty, note.format(own))) == []
    assert faults(rule, text(title, empty, note.format(f"{own}、{other}"))) == []
    assert faults(rule, text(title, empty, note.format(other)))[0].expected == f"{own}的说明"
    assert len(faults(rule, text(title, empty, "第三部分 情况说明"))) == 1


def test_a_statement_in_the_text_is_enough(faults: Judge) -> None:
    assert faults(empty_fund_table, text(FUND, fund("", ""), SECTION, "本年度无此项支出。")) == []


def test_amounts_of_zero_in_the_text_are_enough(faults: Judge) -> None:
    table = grid(("项目", "预算数", "决算数"), ("公务接待费", "", ""))
    said = ("一、“三公”经费支出决算情况说明", "“三公”经费支出0.00万元。")
    document = text(GUESTS, table, *said)
    assert stated_zero(document, "三公") and faults(empty_reception_table, document) == []


@pytest.mark.parametrize("zero", ["", "0.00"])
def test_the_neighbour_has_its_note(faults: Judge, zero: str) -> None:
    note = "注：本单位没有国有资本经营预算收入和支出，故本表无数据。"
    told = SECTION, "本年度无政府性基金预算收支。"
    both = (FUND, fund(zero, zero), CAPITAL, fund(zero, zero))
    (fault,) = faults(empty_fund_table, text(*both, note, *told))
    assert "没有注明" in fault.message
    assert faults(empty_state_capital_table, text(*both, note, *told)) == []
    assert faults(empty_fund_table, text(*both, *told)) == []  # neither has one
    filled = (FUND, fund("5.00", "5.00"), CAPITAL, fund(zero, zero))
    assert faults(empty_fund_table, text(*filled, note)) == []


def test_printed_zeros_are_data(faults: Judge) -> None:
    assert faults(empty_fund_table, text(FUND, fund("0.00", "0.00"), "第三部分 情况说明")) == []


def test_a_note_of_no_data_under_figures(faults: Judge) -> None:
    note = "注：本单位没有政府性基金收入，故本表无数据。"
    found = faults(empty_fund_table, text(FUND, fund("5.00", "5.00"), note))
    assert found[0].expected == "删去说明或核对表"


def test_notes() -> None:
    assert empty_note("本表为空表。") and not empty_note("注：本表反映政府性基金收支情况。")
