"""Laws of building a budget: complete, clean, the same in every format, and no changed figure goes unseen."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bench.seeds import Spot, changed, seeded, spots
from mingzhang.catalogue import load
from mingzhang.disclosure.facts_file import read_facts, write_facts
from mingzhang.disclosure.filing import amounts, read_filing
from mingzhang.disclosure.filing_template import write_template
from mingzhang.disclosure.prior import prior_facts
from mingzhang.facts.coverage import Worth
from mingzhang.facts.fact import Fact, Facts
from mingzhang.facts.finding import Verdict
from mingzhang.facts.names import FactName
from mingzhang.facts.number import printed
from mingzhang.facts.report import Report
from mingzhang.language.workbook.form import BUDGET, SORT, Filing
from mingzhang.readers.limits import UnreadableError
from mingzhang.understanding.coverage import coverage
from mingzhang.understanding.read import read_document
from mingzhang.understanding.understand import understand
from mingzhang.work.build import Draft, build_file, draft, told
from mingzhang.work.check import judge
from tests.budget_ledgers import BudgetLedger

pytestmark = pytest.mark.usefixtures("few_rows")

KINDS = [("310107", "部门预算"), ("310107", "单位预算"), ("000000", "部门预算"), ("000000", "单位预算")]


@cache
def made(seed: int, place: str = "310107", sort: str = "部门预算", size: int = 5) -> Draft:
    return draft(BudgetLedger(seed, place, 2026, size, sort).filing())


def said(facts: Facts) -> dict[str, str]:
    """What tables print, without empty cells."""
    return {fact.name: fact.figure.text for fact in facts if fact.table and fact.figure.text}


@pytest.mark.parametrize(("place", "sort"), KINDS)
@pytest.mark.parametrize("seed", range(3))
def test_a_complete_budget_is_built_without_a_finding(seed: int, place: str, sort: str) -> None:
    built = made(seed, place, sort, 2 + 3 * seed)
    assert told(built) == []
    assert [str(finding) for finding in built.findings] == []
    document = understand(built.publication.report(), place)
    assert (document.kind, document.year) == ("budget", 2026)
    verdicts = [finding.verdict for finding in judge(document)]
    assert verdicts.count(Verdict.HOLDS) > 100
    assert Verdict.FAILS not in verdicts


@pytest.mark.parametrize(("place", "sort"), KINDS)
def test_it_reads_back_to_the_ledger_s_facts_and_nearly_all_of_it_is_checked(place: str, sort: str) -> None:
    built = made(1, place, sort)
    document = understand(built.publication.report(), place)
    tables = {form.name for form in load(place, 2026).forms if BUDGET in form.kinds}
    read = {fact.name: fact for fact in document.facts if fact.table and fact.figure.text}
    assert len(read) > 100
    for name, fact in read.items():
        exact = built.facts.get(name)
        value = exact.figure.value if exact else 0  # of a known column, a line without an amount
        assert abs(value - fact.figure.value) <= fact.figure.half, name
    assert {FactName.parse(name).table for name in read} <= tables
    states = coverage(document, judge(document))
    assert states.of(Worth.UNREAD) == []
    assert len(states.of(Worth.CHECKED)) > 0.9 * len(states)


def test_every_format_reads_back_to_the_same_facts(tmp_path: Path) -> None:
    workbook = tmp_path / "预算填报.xlsx"
    write_template("310107", 2026, workbook, False, BudgetLedger(4, "310107", 2026, 5).filing())
    built = build_file(workbook, tmp_path / "公开", ("docx", "pdf", "html", "xlsx"))
    assert told(built.draft) == []
    expected = said(understand(built.draft.publication.report(), "310107").facts)
    assert len(expected) > 100
    for path in built.files:
        document = read_document(path, "310107", 2026)
        assert said(document.facts) == expected, path.suffix
        assert [str(f) for f in judge(document) if f.verdict is Verdict.FAILS] == [], path.suffix


def noticed(report: Report, spot: Spot, text: str, unit: str) -> bool:
    found = judge(understand(seeded(report, spot, text, unit), "310107"))
    return any(finding.verdict is Verdict.FAILS for finding in found)


@pytest.mark.parametrize(("slip", "stride"), [("加减", 12), ("相邻两位对调", 12), ("单位", 6)])
def test_one_changed_figure_anywhere_is_found(slip: str, stride: int) -> None:
    """Each number that is told to be watched; that these are nearly all is tested above."""
    report = made(2, "310107", size=3).publication.report()
    document = understand(report, "310107")
    tried, missed = 0, []
    watched = {
        (number.numeral.block, number.numeral.cell, number.numeral.start)
        for number in coverage(document, judge(document)).of(Worth.CHECKED)
    }
    for spot in [spot for spot in spots(report) if (spot.block, spot.cell, spot.start) in watched][::stride]:
        change = changed(spot, slip) if spot.unit in ("", "元", "万元", "%") else None
        if change is not None:
            tried += 1
            # A part that only its whole bounds may shrink unnoticed; grown beyond it, it is found.
            if not any(noticed(report, spot, *way) for way in (change, ("9" + spot.text, spot.unit))):
                missed.append(f"{spot.kind} {spot.text}{spot.unit} → {change[0]}{change[1]}")
    assert tried >= 5
    assert missed == []


@pytest.mark.parametrize("money", ["元", "万元"])
def test_the_workbook_of_a_budget_reads_back(tmp_path: Path, money: str) -> None:
    filing = BudgetLedger(3, "310107", 2026).filing()
    filing.words["金额单位"] = money
    write_template("310107", 2026, tmp_path / "a.xlsx", filing=filing)
    read = read_filing(tmp_path / "a.xlsx")
    assert [str(problem) for problem in read.problems] == []
    assert (read.kind, read.unit, read.words[SORT]) == (BUDGET, filing.unit, "部门预算")
    assert amounts(read.facts) == amounts(filing.facts)
    assert read.words == filing.words


def test_an_empty_workbook_asks_for_its_first_sheet() -> None:
    sentences = told(draft(Filing("某局", 2026, "310107", kind=BUDGET, words={SORT: "单位预算"})))
    assert "工作表“收入预算”：还没有填；没有的填 0。" in sentences


def test_income_and_spending_that_do_not_balance_are_told() -> None:
    filing = BudgetLedger(5, "310107", 2026).filing()
    name = f"收入预算账[{BudgetLedger(5, '310107', 2026).codes[0]}].一般公共预算"
    fact = filing.facts.get(name)
    assert fact is not None
    more = Facts()
    for each in filing.facts:
        more.add(each if each.name != name else Fact(name, printed("12345678.00", "元")))
    filing.facts = more
    sentences = told(draft(filing))
    assert any("收入" in sentence and "支出" in sentence for sentence in sentences)


def test_facts_as_json_keep_that_they_are_a_budget_s(tmp_path: Path) -> None:
    filing = BudgetLedger(6, "310107", 2026, 3).filing()
    write_facts(filing, tmp_path / "facts.json")
    read = read_facts(tmp_path / "facts.json")
    assert read.kind == BUDGET and amounts(read.facts) == amounts(filing.facts)
    assert told(draft(read)) == []
    (tmp_path / "facts.json").write_text(
        (tmp_path / "facts.json").read_text(encoding="utf-8").replace('"budget"', '"预算"'), encoding="utf-8"
    )
    with pytest.raises(UnreadableError, match="kind 应为 final_account 或 budget"):
        read_facts(tmp_path / "facts.json")


def test_last_year_s_budget_lends_its_totals_but_no_outturn_of_items(tmp_path: Path) -> None:
    last = BudgetLedger(7, "310107", 2025, 3).filing()
    workbook = tmp_path / "上年.xlsx"
    write_template("310107", 2025, workbook, filing=last)
    (document,) = build_file(workbook, tmp_path / "上年", ["docx"]).files
    this = Filing(last.unit, 2026, "310107", kind=BUDGET)
    facts, problems = prior_facts(document, this)
    assert problems == []
    total = facts.get("上年:预算总表.财政拨款收入")
    made = draft(last).facts.get("预算总表.财政拨款收入")
    assert total is not None and made is not None and total.figure.value == made.figure.value
    assert facts.get("上年:预算三公表.预算.接待费") is not None
    assert not [name for name in facts.names() if "[2" in name]
    _, problems = prior_facts(document, Filing(last.unit, 2026, "310107"))
    assert "不是部门决算" in str(problems[0])
