"""Last year's figures, sums of movements, and which budget is meant."""

from __future__ import annotations

from types import ModuleType

import pytest

from mingzhang.facts.finding import Verdict
from mingzhang.rules import from_module
from mingzhang.rules.narrative import (
    budgets_mixed,
    class_composition,
    components,
    compositions,
    large_changes,
    no_such_item,
    opening_balance,
    per_head,
    prior_year,
    reception_budget,
    vehicles_kept,
    zero_base,
)
from mingzhang.rules.shared.implied import prior
from mingzhang.work.examples import facts, text
from tests.rules.conftest import Judge

RULES = (
    budgets_mixed, class_composition, components, compositions, large_changes, no_such_item, opening_balance,
    per_head, prior_year, reception_budget, vehicles_kept, zero_base,
)  # fmt: skip
TOTAL = "二、收入支出决算总体情况说明"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.RULE.id)
def test_without_figures_nothing_is_said(rule: ModuleType) -> None:
    assert [f.verdict for f in from_module(rule).check(facts("说明.国外接待批次 0批"))] == [Verdict.UNDECIDED]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("收、支总计10.00万元，比上年增加2.00万元。", 80_000),
        ("收、支总计10.00万元，比上年减少2.00万元。", 120_000),
        ("收、支总计10.00万元，与上年持平。", 100_000),
        ("收、支总计10.00万元，较上年12.00万元减少2.00万元。", 120_000),
        ("收、支总计10.00万元，比上年增加（减少）2.00万元。", None),
        ("收、支总计10.00万元，比上年增长5.00%。", None),
    ],
)
def test_implied_prior_year(sentence: str, value: int | None) -> None:
    number = prior(text(TOTAL, sentence, year=2020), "总表.收入总计")
    assert (None if number is None else number.value) == value


OPENING = [
    TOTAL,
    "2020年度收、支总计100.00万元，比上年减少20.00万元。",
    "（一）收入决算说明",
    "本年收入合计90.00万元。",
    "（二）支出决算说明",
    "本年支出合计88.00万元，比上年减少25.00万元。",
]


@pytest.mark.parametrize(
    "more",
    [
        "年初结转和结余因会计差错更正调整3.00万元。",
        "年初结转和结余7.00万元。",
        "使用非财政拨款结余3.00万元。",
    ],
)
def test_openings_that_are_explained_printed_or_uncertain(faults: Judge, more: str) -> None:
    assert len(faults(opening_balance, text(*OPENING, year=2020))) == 1
    assert faults(opening_balance, text(*OPENING[:2], more, *OPENING[2:], year=2020)) == []


SUM = "“三公”经费支出5.00万元，比上年减少1.00万元，其中：因公出国（境）费{}；"
SUM += "公务用车购置及运行维护费3.00万元，比上年减少0.50万元；公务接待费2.00万元，比上年减少{}万元。"


@pytest.mark.parametrize(
    ("abroad", "guests", "verdict"),
    [
        ("0万元，与上年持平", "0.50", Verdict.HOLDS),
        ("0万元，与上年持平", "0.51", Verdict.ROUNDING),
        ("0万元，与上年持平", "0.70", Verdict.FAILS),
        ("0万元，比上年减少0.20万元", "0.50", Verdict.FAILS),
        ("0万元", "0.70", Verdict.FAILS),  # what is nothing now can only have fallen
        ("0万元", "0.30", Verdict.UNDECIDED),
    ],
)
def test_components(abroad: str, guests: str, verdict: Verdict) -> None:
    document = text("一、“三公”经费支出决算情况说明", SUM.format(abroad, guests))
    assert [f.verdict for f in from_module(components).check(document)] == [verdict]


INCOME = ["二、收入决算情况说明", "本年收入合计9.00万元，其中：{}。"]


@pytest.mark.parametrize(
    ("kinds", "verdict"),
    [
        ("财政拨款收入8.00万元，占88.89%；其他收入1.00万元，占11.11%", Verdict.HOLDS),
        ("财政拨款收入8.00万元，占88.89%；其他收入1.01万元，占11.11%", Verdict.ROUNDING),
        ("财政拨款收入8.00万元，占88.89%；其他收入1.50万元，占11.11%", Verdict.FAILS),
        ("财政拨款收入8.00万元，占88.89%；其他收入0.50万元，占5.56%", Verdict.UNDECIDED),
        ("财政拨款收入8.00万元", Verdict.UNDECIDED),
    ],
)
def test_income_by_kinds(kinds: str, verdict: Verdict) -> None:
    document = text(INCOME[0], INCOME[1].format(kinds))
    assert [f.verdict for f in from_module(compositions).check(document)] == [verdict]


def test_spending_has_its_own_number() -> None:
    said = "本年支出合计9.00万元，其中：基本支出8.00万元，占88.89%；项目支出1.50万元，占11.11%。"
    (found,) = from_module(compositions).check(text("三、支出决算情况说明", said))
    assert (found.rule, found.verdict) == ("N-10", Verdict.FAILS)


@pytest.mark.parametrize("more", ["", "主要原因是人员增加。", "主要是由于新增工程。"])
def test_large_changes(faults: Judge, more: str) -> None:
    said = "2020年度收、支总计100.00万元，比上年增加50.00万元，增长100.00%。"
    assert bool(faults(large_changes, text(TOTAL, said + more))) is (not more)
    assert faults(large_changes, text(TOTAL, said, more or "变动的原因如下：新增工程。")) == []


def test_small_changes_need_no_reason(faults: Judge) -> None:
    said = "2020年度收、支总计100.00万元，比上年增加10.00万元，增长11.11%。"
    assert faults(large_changes, text(TOTAL, said)) == []


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("上年无此项支出，比上年增加5.00万元，增长100.00%。", 1),
        ("上年为0万元，增长100%。", 1),
        ("上年2.50万元，增长100%。", 0),
        ("2020年没有其他支出，增长100%。", 0),
        ("上年为0.50万元，增长100%。", 0),
    ],
)
def test_rates_of_nothing(faults: Judge, said: str, count: int) -> None:
    assert len(faults(zero_base, text("一、机关运行经费支出情况", said, year=2020))) == count


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("年初预算为5.00万元，支出决算为4.00万元，完成预算的80.00%。", 0),
        ("年初预算为5.00万元，全年预算为4.00万元，支出决算为4.00万元，完成全年预算的100.00%。", 0),
        ("全年预算为5.00万元，支出决算为4.00万元，完成年初预算的80.00%。", 1),
    ],
)
def test_one_budget_in_one_sentence(faults: Judge, said: str, count: int) -> None:
    head = "五、一般公共预算财政拨款支出决算情况说明"
    assert len(faults(budgets_mixed, text(head, "一般公共预算财政拨款支出" + said))) == count


@pytest.mark.parametrize(
    ("rule", "sayings", "count"),
    [
        (per_head, ("说明.国内接待费 3.00", "说明.接待人次 200人次"), 0),
        (per_head, ("说明.国内接待费 300.00", "说明.接待人次 200人次"), 1),
        (per_head, ("说明.国内接待费 3.00元", "说明.接待人次 200人次"), 1),
        (per_head, ("三公表.决算.购置费 36.00", "说明.购置辆数 2辆"), 0),
        (per_head, ("三公表.决算.购置费 36.00元", "说明.购置辆数 2辆"), 1),
        (vehicles_kept, ("说明.保有量 3辆", "资产.车辆 3辆"), 0),
    ],
)
def test_counts(faults: Judge, rule: ModuleType, sayings: tuple[str, ...], count: int) -> None:
    assert len(faults(rule, facts(*sayings))) == count


@pytest.mark.parametrize(
    ("head", "lines", "count"),
    [
        ("二、机关运行经费支出情况", ("本单位无机关运行经费支出。", "机关运行经费支出5.00万元。"), 1),
        ("二、机关运行经费支出情况", ("本单位不在机关运行经费统计范围之内。",), 0),
        ("一、“三公”经费支出决算情况说明", ("“三公”经费支出5.00万元。", "没有超出“三公”经费预算。"), 0),
        ("八、政府性基金预算财政拨款支出决算情况说明", ("本年度无政府性基金收入。", "支出5.00万元。"), 0),
    ],
)
def test_statements_and_amounts(faults: Judge, head: str, lines: tuple[str, ...], count: int) -> None:
    assert len(faults(no_such_item, text(head, *lines))) == count
