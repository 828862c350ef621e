"""A workbook filled cell by cell says what the same workbook says as a file, whatever is typed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhang.disclosure.filed_cells import (
    INPUTS,
    blank,
    names,
    options,
    read_texts,
    sheets,
    texts_of,
    totals,
)
from mingzhang.disclosure.filing import amounts, read_filing
from mingzhang.disclosure.filing_template import filled, write_template
from mingzhang.disclosure.invented import InventedLedger
from mingzhang.facts.place import cell_name
from mingzhang.language.workbook.form import BUDGET, FINAL, Filing
from tests.budget_ledgers import BudgetLedger

UNIT, YEAR, PLACE = "某局", 2024, "310107"
BOOK = blank(UNIT, YEAR, PLACE, FINAL)
CELLS = {(sheet.name, cell_name(*s.at)) for sheet in sheets(BOOK) for s in sheet.slots if s.look in INPUTS}


def ledger(kind: str) -> Filing:
    made = InventedLedger(5, PLACE, YEAR, 4) if kind == FINAL else BudgetLedger(5, PLACE, YEAR, 4)
    return made.filing()


@pytest.mark.parametrize("kind", [FINAL, BUDGET])
def test_typed_or_uploaded_it_says_the_same(kind: str, tmp_path: Path) -> None:
    filing = ledger(kind)
    write_template(PLACE, YEAR, tmp_path / "填报.xlsx", filing=filing)
    uploaded = read_filing(tmp_path / "填报.xlsx")
    typed = {sheet.name: texts_of(sheet) for sheet in sheets(filled(filing))}
    said = read_texts(filled(Filing(filing.unit, YEAR, PLACE, kind=kind)), typed)
    assert not uploaded.problems and not said.problems
    asked = {name: text for name, text in amounts(uploaded.facts).items() if name in said.cells}
    assert amounts(said.facts) == asked and len(asked) > 30
    assert {name: said.words[name] for name in said.words} == {n: uploaded.words[n] for n in said.words}


@given(st.dictionaries(st.sampled_from(sorted(CELLS)), st.text(max_size=12), max_size=8))
@settings(max_examples=25)
def test_whatever_is_typed_is_taken_or_told_at_its_cell(texts: dict[tuple[str, str], str]) -> None:
    typed: dict[str, dict[str, str]] = {}
    for (name, cell), text in texts.items():
        typed.setdefault(name, {})[cell] = text
    said = read_texts(BOOK, typed)
    for problem in said.problems:
        assert problem.sheet and problem.sentence.endswith("。")
        assert not problem.cell or (problem.sheet, problem.cell) in CELLS
    for sheet in sheets(BOOK):
        totals(sheet, typed.get(sheet.name, {}))


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=8))
@settings(max_examples=20)
def test_sums_are_exact(hundredths: list[int]) -> None:
    income = sheets(BOOK)[2]
    columns = [cell_name(6, column) for column in range(3, 3 + len(hundredths))]
    typed = {name: f"{Decimal(value) / 100:,.2f}" for name, value in zip(columns, hundredths, strict=True)}
    found = totals(income, {"A7": "2010301", **typed})
    assert found["C7"] == found["C6"] == Decimal(sum(hundredths)) / 100


def test_a_sum_over_what_is_no_figure_is_none() -> None:
    found = totals(sheets(BOOK)[2], {"D7": "约三万", "E7": "5"})
    assert found["C7"] is None and found["D6"] is None and found["E6"] == 5


def test_nothing_typed_is_nothing_said() -> None:
    said = read_texts(BOOK, {})
    assert not len(said.facts) and (said.unit, said.year, said.place) == (UNIT, YEAR, PLACE)
    assert {problem.sheet for problem in said.problems} == {"收入", "支出", "结转结余"}


def test_a_figure_of_nothing_is_zero_and_an_empty_cell_is_unknown() -> None:
    said = read_texts(BOOK, {"收入": {"A7": "2010301", "D7": "0"}})
    fact = said.facts.get("收入账[2010301].一般公共预算")
    assert fact is not None and fact.figure.value == 0
    assert said.facts.get("收入账[2010301].事业收入") is None


def test_lists_and_names_of_codes() -> None:
    assert "2010301 行政运行" in options(BOOK, "支出功能分类科目_项")
    assert names(BOOK, "部门预算支出经济分类科目")["30101"] == "基本工资"
    assert options(BOOK, "没有这个区域") == [] and names(BOOK, "没有这个区域") == {}
