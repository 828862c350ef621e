"""Laws of building: complete, clean, the same in every format, and no changed figure goes unseen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bench.seeds import changed, seeded, spots
from mingzhang.catalogue import _load, files, load, outline_of
from mingzhang.disclosure.filing_template import write_template
from mingzhang.disclosure.invented import InventedLedger
from mingzhang.disclosure.questions import FilledWorkbook
from mingzhang.disclosure.tables import ROUNDED
from mingzhang.facts.coverage import Worth
from mingzhang.facts.environment import OWN_PLACES
from mingzhang.facts.fact import Facts, stated
from mingzhang.facts.finding import Verdict
from mingzhang.facts.number import MONEY, printed, rounded
from mingzhang.facts.publication import NOTE
from mingzhang.facts.report import Paragraph
from mingzhang.language.workbook.form import Filing, Problem
from mingzhang.understanding.coverage import coverage
from mingzhang.understanding.read import read_document
from mingzhang.understanding.understand import understand
from mingzhang.work.build import Draft, build_file, draft, joined, told
from mingzhang.work.check import judge

pytestmark = pytest.mark.usefixtures("few_rows")

PLACES = [("000000", 2024), ("110106", 2020), ("110106", 2023), ("310107", 2024)]


@cache
def made(seed: int, place: str = "310107", year: int = 2024, size: int = 5) -> Draft:
    return draft(InventedLedger(seed, place, year, size).filing())


def amounts(facts: Facts) -> dict[str, str]:
    """What tables print, without empty cells."""
    return {fact.name: fact.figure.text for fact in facts if fact.table and fact.figure.text}


# -- what is built is complete and clean ------------------------------------------------------------------


@pytest.mark.parametrize(("place", "year"), PLACES)
@pytest.mark.parametrize("seed", range(4))
def test_a_complete_ledger_is_built_without_a_finding(seed: int, place: str, year: int) -> None:
    built = made(seed, place, year, 2 + 3 * seed)
    assert told(built) == []
    assert [str(finding) for finding in built.findings] == []
    verdicts = [f.verdict for f in judge(understand(built.publication.report(), place, year))]
    assert verdicts.count(Verdict.HOLDS) > 250
    assert Verdict.FAILS not in verdicts


@pytest.mark.parametrize(("place", "year"), PLACES)
def test_every_figure_of_the_tables_is_the_account_s_rounded_once(place: str, year: int) -> None:
    """Each printed amount is the exact amount of the ledger rounded half up, nothing in between."""
    built = made(1, place, year)
    document = understand(built.publication.report(), place, year)
    checked = 0
    for piece in built.publication.tables():
        for position, exact in piece.exact.items():
            cell = piece.block.at(*position)  # type: ignore[union-attr]
            assert cell is not None
            if cell.text:
                assert rounded(exact, 2) == printed(cell.text, "万元").value / 10_000
                checked += 1
    assert checked > 100
    assert coverage(document).of(Worth.UNREAD) == []


# -- the same facts in every format -----------------------------------------------------------------------


@pytest.mark.parametrize(("place", "year"), [("110106", 2020), ("310107", 2024), ("440106", 2023)])
def test_every_format_reads_back_to_the_same_facts(place: str, year: int, tmp_path: Path) -> None:
    ledger = InventedLedger(7, place, year, 6)
    workbook = tmp_path / "填报.xlsx"
    write_template(place, year, workbook, False, ledger.filing())
    built = build_file(workbook, tmp_path / "公开", ("docx", "pdf", "html", "xlsx"))
    assert told(built.draft) == []
    expected = amounts(understand(built.draft.publication.report(), place, year).facts)
    assert len(expected) > 150
    for path in built.files:
        document = read_document(path, place, year)
        assert amounts(document.facts) == expected, path.suffix
        assert [str(f) for f in judge(document) if f.verdict is Verdict.FAILS] == [], path.suffix


@pytest.mark.parametrize(("slip", "stride"), [("加减", 16), ("相邻两位对调", 16), ("单位", 4)])
def test_one_changed_figure_anywhere_is_found(slip: str, stride: int) -> None:
    report = made(2, "310107", 2024, 3).publication.report()
    tried, missed = 0, []
    for spot in spots(report):
        change = changed(spot, slip) if spot.unit in ("", "万元", "%") else None
        if change is not None and spot.order % stride == 0:
            tried += 1
            found = judge(understand(seeded(report, spot, *change)))
            if not any(f.verdict is Verdict.FAILS for f in found):
                missed.append(f"{spot.kind} {spot.text}{spot.unit} → {change[0]}{change[1]}")
    assert tried >= 5
    assert missed == []


# -- a place of one's own ---------------------------------------------------------------------------------

OWN = """
name = "某省"
[settings]
rounding = "adjust"
row_numbers = false
[outline]
title = "{单位}{年}年度决算"
grid = "three-line"
[[outline.entries]]
part = "单位概况"
insert = "duties"
[[outline.entries]]
part = "决算报表"
insert = "tables"
[[outline.entries]]
part = "情况说明"
[[outline.entries]]
section = "收入支出决算总体情况说明"
text = ["{年}年度收、支总计{总表.收入总计}，{同比 总表.收入总计}。{原因 总表.收入总计}。"]
[[outline.entries]]
section = "支出决算情况说明"
text = ["{年}年度本年支出合计{总表.本年支出}，{同比 总表.本年支出}。"]
[[outline.entries]]
part = "名词解释"
insert = "terms"
"""


@pytest.fixture
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    (tmp_path / "990000.toml").write_text(OWN, encoding="utf-8")
    monkeypatch.setenv(OWN_PLACES, str(tmp_path))
    for cached in (_load, files.place, outline_of):
        cached.cache_clear()
    yield "990000"
    for cached in (_load, files.place, outline_of):
        cached.cache_clear()


def test_a_place_is_one_file(own_place: str) -> None:
    built = draft(InventedLedger(3, own_place, 2024, 7).filing())
    assert told(built) == []
    assert built.publication.grid == "three-line"
    texts = [p.block.text for p in built.publication.pieces if isinstance(p.block, Paragraph)]
    assert texts[1] == "某市某区发展研究中心2024年度决算"
    assert "第三部分 情况说明" in texts
    assert not any("政府采购支出总额" in text for text in texts)


def test_where_the_place_adjusts_parts_add_up_and_it_says_so(own_place: str) -> None:
    """The largest-remainder method: no sum of any table is off, and every table says what was changed."""
    assert load(own_place, 2024).settings.rounding == "adjust"
    built = draft(InventedLedger(5, own_place, 2024, 9).filing())
    assert told(built) == []
    notes = [
        p.block.text for p in built.publication.pieces if p.role == NOTE and isinstance(p.block, Paragraph)
    ]
    assert not any(ROUNDED in note for note in notes)
    assert any("最大余额法" in note for note in notes)
    document = understand(built.publication.report(), own_place, 2024)
    verdicts = [f.verdict for f in judge(document) if f.rule.startswith("T")]
    assert Verdict.ROUNDING not in verdicts
    assert verdicts.count(Verdict.HOLDS) > 100


# -- what stands in the way is told, and nothing is written -----------------------------------------------


def told_of(filing: Filing) -> list[str]:
    return told(draft(filing))


def test_a_closing_balance_that_does_not_follow_is_told_with_its_cell() -> None:
    ledger = InventedLedger(1, "310107", 2024, 3)
    ledger.cents["结转账[合计].年末一般"] = 12345678
    (sentence,) = told_of(ledger.filing())
    assert sentence.startswith(
        "工作表“结转结余”的“合计”“年末一般公共预算”：填的是 123456.78元，按“年初一般公共预算 "
    )
    assert "元 + 收入·一般公共预算财政拨款 " in sentence
    assert "应为" in sentence
    assert "相差" in sentence


def test_a_closing_balance_that_only_follows_is_asked_for_and_not_published() -> None:
    """A blank cell means none: a slip in an expenditure must not become a balance carried over."""
    ledger = InventedLedger(1, "310107", 2024, 3)
    del ledger.cents["结转账[合计].年末一般"]
    slip = next(name for name in ledger.cents if name.startswith("支出账") and name.endswith("一般项目"))
    ledger.cents[slip] -= ledger.cents[slip] // 2
    said = [sentence for sentence in told_of(ledger.filing()) if "年末一般公共预算" in sentence]
    assert len(said) == 1
    assert said[0].startswith("工作表“结转结余”的“合计”“年末一般公共预算”：没有填，按“年初一般公共预算 ")
    assert "元”推算应为 " in said[0]
    built = draft(ledger.filing())
    assert not built.ready


def test_a_balance_of_nothing_need_not_be_filled() -> None:
    ledger = InventedLedger(1, "310107", 2024, 3)
    code = ledger.codes[0]
    ledger.cents[f"收入账[{code}].一般公共预算"] -= ledger.cents.pop("结转账[合计].年末一般")
    ledger.cents[f"收入账[{code}].一般公共预算"] += 10**9
    ledger.cents[f"支出账[{code}].一般项目"] += 10**9
    assert not [sentence for sentence in told_of(ledger.filing()) if "年末" in sentence]


def test_the_balance_of_an_item_is_asked_for_where_it_is_published() -> None:
    ledger = InventedLedger(1, "110106", 2023, 3)
    name = next(
        n for n, cents in ledger.cents.items() if cents and n.endswith("].年末一般") and "合计" not in n
    )
    del ledger.cents[name]
    said = [sentence for sentence in told_of(ledger.filing()) if "没有填，按" in sentence]
    assert [name.split("[")[1][:7] in sentence for sentence in said] == [True]


def test_basic_expenditure_by_kinds_is_held_against_the_ledger_with_its_column() -> None:
    ledger = InventedLedger(1, "310107", 2024, 3)
    ledger.cents["基本表[30101].决算"] += 2_000
    (sentence,) = told_of(ledger.filing())
    assert sentence.startswith("工作表“基本支出”的“一般公共预算财政拨款”：各行合计 ")
    assert "按“支出·一般公共预算基本支出 " in sentence
    assert "相差 20.00元" in sentence


def test_a_missing_reason_is_asked_for_where_it_is_filled_in() -> None:
    filing = InventedLedger(1, "310107", 2024, 3).filing()
    del filing.words["原因:上年:总表.收入总计"]
    (sentence,) = told_of(filing)
    assert sentence.startswith(
        "“原因:上年:总表.收入总计”：本年"
    )  # not from a workbook: there are no cells to name
    assert sentence.endswith("请写明主要原因。")


def test_a_missing_figure_is_asked_for() -> None:
    ledger = InventedLedger(1, "310107", 2024, 3)
    del ledger.counts["资产[机要通信用车].车辆"]
    (sentence,) = told_of(ledger.filing())
    assert sentence == "“资产.车辆”：还没有填；没有的填 0。"


def test_an_answer_in_the_terminal_completes_the_account(tmp_path: Path) -> None:
    filing = InventedLedger(1, "310107", 2024, 3).filing()
    del filing.words["原因:上年:总表.收入总计"]
    workbook = tmp_path / "填报.xlsx"
    write_template("310107", 2024, workbook, False, filing)
    asked: list[str] = []

    def ask(sentence: str) -> str:
        asked.append(sentence)
        return "财政拨款和结转资金都有变化"

    built = build_file(workbook, tmp_path, ("html",), ask=ask)
    assert len(asked) == 1
    assert told(built.draft) == []
    assert "财政拨款和结转资金都有变化" in built.files[0].read_text(encoding="utf-8")


def test_nothing_is_written_while_anything_is_wrong(tmp_path: Path) -> None:
    filing = InventedLedger(1, "310107", 2024, 3).filing()
    del filing.words["原因:上年:总表.收入总计"]
    workbook = tmp_path / "填报.xlsx"
    write_template("310107", 2024, workbook, False, filing)
    built = build_file(workbook, tmp_path / "公开")
    assert built.files == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["填报.xlsx"]


def test_problems_of_the_workbook_come_first() -> None:
    filing = InventedLedger(1, "310107", 2024, 3).filing()
    filing.problems.append(Problem("支出", "C7", "工作表“支出”的 C7：应填数字。"))
    assert told_of(filing) == ["工作表“支出”的 C7：应填数字。"]


def test_what_is_filled_in_comes_before_what_comes_from_elsewhere() -> None:
    both = joined(stated("甲 1"), stated("甲 2", "乙 3"))
    assert [(fact.name, fact.figure.unit) for fact in both] == [("甲", MONEY), ("乙", MONEY)]
    assert FilledWorkbook(Filing("某局", 2024, "310107")).where("没有.这样的数") == ""
