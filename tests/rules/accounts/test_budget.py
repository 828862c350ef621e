"""Budgets: their own rules find what is wrong in them, and no rule of final accounts runs on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.rules import all_rules
from mingzhang.work.check import check, check_file
from tests.language.narrative.test_budget_claims import ITEM, budget

ACCOUNT_TABLES = (
    "总表",
    "收入表",
    "支出表",
    "拨款总表",
    "一般表",
    "基本表",
    "基金表",
    "国资表",
    "三公表",
    "采购表",
)


def told(amount: str, table: str) -> list[Finding]:
    return [f for f in check(budget(ITEM.format(amount), amount=table)).findings if f.rule == "B-41"]


@pytest.mark.parametrize("amount", ["10.00", "10"])
def test_yuan_in_the_table_and_ten_thousands_in_the_text_agree(amount: str) -> None:
    assert told(amount, "100000") == told(amount, "100,004.00" if amount == "10.00" else "100000") == []


def test_a_wrong_figure_is_an_error_and_a_truncated_one_a_warning() -> None:
    (wrong,) = told("103.00", "100000")
    assert (wrong.verdict, wrong.severity) == (Verdict.FAILS, Severity.ERROR)
    (cut,) = told("10.00", "100090")
    assert (cut.verdict, cut.severity) == (Verdict.FAILS, Severity.WARNING) and "舍去" in cut.message
    assert told("10.01", "100090") == []


def test_a_sentence_printed_twice_is_one_finding() -> None:
    document = budget(ITEM.format("103.00"), ITEM.format("103.00"))
    found = [f for f in check(document).findings if f.rule == "B-41"]
    assert [f.printed for f in found] == ["103.00万元"]


def test_rules_of_final_accounts_keep_away_from_budgets() -> None:
    for rule in all_rules():
        if "budget" in rule.kinds:
            tables = {name.partition("[")[0].partition(".")[0] for name in rule.needs}
            assert not tables & set(ACCOUNT_TABLES), rule.id


REAL = {
    "putuo_finance_2025_budget.pdf": {("B-41", "887.36万元"), ("B-44", "政府性基金")},
    "putuo_wanli_2024_budget.pdf": {("B-41", "352.67万元"), ("B-42", "100.00%"), ("N-55", "604.34万元")},
}


@pytest.mark.parametrize("name", list(REAL))
def test_known_faults_of_real_budgets_are_found(shared: Path, name: str) -> None:
    result = check_file(shared / "data" / "real" / name)
    errors = {(f.rule, f.printed) for f in result.failed if f.severity is Severity.ERROR}
    found = {(f.rule, f.printed) for f in result.failed}
    assert {fault for fault in REAL[name] if fault[0] != "N-55"} <= found
    assert errors <= REAL[name] and result.counts[Verdict.HOLDS] > 290
