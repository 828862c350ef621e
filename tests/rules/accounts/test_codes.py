"""Codes and their names: lengths, parents, order, names, budgets."""

from __future__ import annotations

from types import ModuleType

import pytest

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.report import Cell, Table
from mingzhang.language.document.document import Document
from mingzhang.rules import from_module
from mingzhang.rules.accounts import (
    ascending_codes,
    class_ordinals,
    code_lengths,
    down_to_items,
    down_to_sections,
    economic_code_lengths,
    economic_lines,
    functional_lines,
    fund_codes,
    known_classes,
    missing_lines,
    names_of_codes,
    other_budget_codes,
    parent_rows,
    row_numbers,
    state_capital_codes,
)
from mingzhang.rules.shared.code_names import right_name
from mingzhang.work.examples import facts, grid, text
from tests.rules.conftest import Judge

GENERAL = "一般公共预算财政拨款支出决算表"
NAMES = {
    "201": "一般公共服务支出",
    "20106": "财政事务",
    "2010601": "行政运行",
    "2010602": "一般行政管理事务",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
}


def functional(codes: dict[str, str] = NAMES, amount: str = "2.00") -> Table:
    head = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
    return grid(head, *((code, name, amount, amount, "") for code, name in codes.items()))


def general(codes: dict[str, str] = NAMES, year: int = 2023) -> Document:
    return text(GENERAL, functional(codes), year=year)


def without(code: str) -> dict[str, str]:
    return {other: name for other, name in NAMES.items() if other != code}


ALL = (
    ascending_codes, class_ordinals, code_lengths, down_to_items, down_to_sections, economic_code_lengths,
    economic_lines, functional_lines, fund_codes, known_classes, missing_lines, names_of_codes,
    other_budget_codes, parent_rows, row_numbers, state_capital_codes,
)  # fmt: skip


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.RULE.id)
def test_a_right_table_passes_and_nothing_is_undecided(rule: ModuleType) -> None:
    assert {f.verdict for f in from_module(rule).check(general())} <= {Verdict.HOLDS, Verdict.UNDECIDED}
    assert [f.verdict for f in from_module(rule).check(facts("说明.团组数 0个"))] == [Verdict.UNDECIDED]


def test_many_strange_codes_are_another_coding(faults: Judge) -> None:
    strange = {f"{code}9": name for code, name in NAMES.items()}
    for rule in (code_lengths, known_classes, parent_rows, names_of_codes):
        assert faults(rule, general(strange)) == []


@pytest.mark.parametrize("code", ["20106", "20805", "22102"])
def test_a_lost_section_is_missed(faults: Judge, code: str) -> None:
    found: list[Finding] = faults(parent_rows, general(without(code)))
    assert [f.expected for f in found] == [f"列有 {code}"]


def test_a_table_of_items_only_has_no_parents_to_miss(faults: Judge) -> None:
    items = {code: name for code, name in NAMES.items() if len(code) == 7}
    assert faults(parent_rows, general(items)) == []


def test_a_section_without_items(faults: Judge) -> None:
    found: list[Finding] = faults(down_to_items, general(without("2210201")))
    assert len(found) == 1 and found[0].message.startswith("22102 ")


@pytest.mark.parametrize(
    ("code", "name", "right", "severity"),
    [
        ("201", "一般公共服务支岀", "一般公共服务支出", Severity.ERROR),
        ("208", "社会保障与就业支出", "", Severity.INFO),
        ("20805", "行政事业单位养老", "", Severity.INFO),
        ("2080505", "机关事业单位基本养老保险激费支出", "机关事业单位基本养老保险缴费支出", Severity.ERROR),
        ("2101101", "某种全新的医疗", "", Severity.INFO),
        ("9999999", "不认识的科目", "", Severity.INFO),
        ("30108", "机关事业单位基本养老保险激费", "机关事业单位基本养老保险缴费", Severity.ERROR),
    ],
)
def test_names_against_the_list(code: str, name: str, right: str, severity: Severity) -> None:
    assert right_name(general(), code, name) == (right, severity)


def test_an_old_name_in_an_old_year_is_right(faults: Judge) -> None:
    old = {"210": "医疗卫生与计划生育支出", "21011": "行政事业单位医疗"}
    assert faults(names_of_codes, general(old, year=2017)) == []


def test_one_code_two_names(faults: Judge) -> None:
    one, other = NAMES | {"2013299": "某种工作"}, NAMES | {"2013299": "另外一种事情"}
    document = text(GENERAL, functional(one), "支出决算表", functional(other), year=2023)
    assert len(faults(names_of_codes, document)) == 1
    cut = text(
        GENERAL, functional(NAMES | {"2013299": "某种工作事"}), "支出决算表", functional(one), year=2023
    )
    assert faults(names_of_codes, cut) == []  # a name cut off by a narrow cell is the same name


def test_order_and_repetition(faults: Judge) -> None:
    moved = dict([*list(NAMES.items())[3:], *list(NAMES.items())[:1]])
    assert len(faults(ascending_codes, general(moved))) == 1
    by_unit = [*NAMES.items(), *NAMES.items()]
    head = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
    table = grid(head, *((code, name, "1.00", "1.00", "") for code, name in by_unit))
    assert faults(ascending_codes, text(GENERAL, table)) == []


def test_codes_of_other_budgets_need_money_and_their_own_name(faults: Judge) -> None:
    fund = NAMES | {"22960": "彩票公益金安排的支出"}
    assert "政府性基金" in faults(other_budget_codes, general(fund))[0].message
    assert faults(other_budget_codes, general(NAMES | {"22960": "某种支出"})) == []
    assert faults(other_budget_codes, text(GENERAL, functional(fund, ""))) == []


def test_fund_table_with_a_general_code(faults: Judge) -> None:
    title = "政府性基金预算财政拨款收入支出决算表"
    head = ("科目编码", "科目名称", "本年收入", "本年支出")
    rows = [
        ("212", "城乡社区支出", "1.00", "1.00"),
        ("21208", "国有土地使用权出让收入安排的支出", "1.00", "1.00"),
    ]
    assert faults(fund_codes, text(title, grid(head, *rows))) == []
    wrong = text(title, grid(head, *rows, ("2210201", "住房公积金", "1.00", "1.00")))
    assert [f.severity for f in faults(fund_codes, wrong)] != []


def test_economic_sections_of_the_year(faults: Judge) -> None:
    title, head = "一般公共预算财政拨款基本支出决算表", ("科目编码", "科目名称", "决算数")
    rows = [("301", "工资福利支出", "2.00"), ("30101", "基本工资", "2.00"), ("30311", "代缴社会保险费", "")]
    assert faults(economic_lines, text(title, grid(head, *rows), year=2019)) == []
    assert faults(down_to_sections, text(title, grid(head, *rows), year=2019)) == []
    many = [(f"301{n}", "某费", "1.00") for n in (61, 62, 63)]
    assert faults(economic_lines, text(title, grid(head, *rows, *many), year=2022)) == []


@pytest.mark.parametrize(("line", "faulty"), [("十、其他科目", False), ("四、公共安全支岀", True)])
def test_class_lines(faults: Judge, line: str, faulty: bool) -> None:
    rows = [
        ("一、一般公共服务支出", "1.00"),
        ("五、教育支出", "1.00"),
        (line, "1.00"),
        ("本年支出合计", "3.00"),
    ]
    document = text("收入支出决算总表", grid(("项目", "决算数"), *rows), year=2023)
    assert bool(faults(functional_lines, document)) is faulty


def test_ordinals_of_a_list_that_leaves_lines_out(faults: Judge) -> None:
    names = [
        "一、一般公共服务支出",
        "五、教育支出",
        "八、社会保障和就业支出",
        "十九、住房保障支出",
        "二十三、其他支出",
    ]
    table = grid(("项目", "决算数"), *((name, "1.00") for name in names))
    assert faults(class_ordinals, text("收入支出决算总表", table, year=2023)) == []


def test_a_gap_in_row_numbers_is_a_line_left_out(faults: Judge) -> None:
    rows = [(f"{n}、某行", str(n), "1.00") for n in (1, 2, 3, 7, 8, 9)]
    table = grid(("项目", "行次", "决算数"), *rows)
    assert faults(row_numbers, text("收入支出决算总表", table)) == []


@pytest.mark.parametrize(("reach", "told"), [((2, 1), 0), ((1, 1), 1)])
def test_a_code_over_several_rows_heads_the_items_below_it(
    faults: Judge, reach: tuple[int, int], told: int
) -> None:
    rows = (("某项调研工作", "2.00", "2.00", ""), ("某项督查工作", "3.00", "", "3.00"))
    cells = [Cell(t, 0, c) for c, t in enumerate(("科目编码", "科目名称", "合计", "基本支出", "项目支出"))]
    cells += [Cell("2013202", row, 0, rowspan=reach[0]) for row in range(1, 4 - reach[0])]
    cells += [Cell(t, row, c) for row, words in enumerate(rows, 1) for c, t in enumerate(words, 1)]
    assert len(faults(names_of_codes, text("支出决算表", Table(cells)))) == told


@pytest.mark.parametrize(("wrong", "told"), [(1, 1), (3, 3), (4, 0)])
def test_three_wrong_names_are_told_four_are_another_list(faults: Judge, wrong: int, told: int) -> None:
    items = [code for code in NAMES if len(code) == 7][:wrong]
    assert len(items) == wrong
    spoiled = NAMES | {code: f"{NAMES[code]}岀" for code in items}
    assert len(faults(names_of_codes, general(spoiled))) == told
