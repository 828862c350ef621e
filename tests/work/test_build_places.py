"""Places as data: each province's own order and wording is written, is clean, and reads back."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bench.seeds import changed, seeded, spots
from mingzhang.catalogue import filing_pages, load, outline_of, places
from mingzhang.disclosure.filing_template import write_template
from mingzhang.disclosure.invented import InventedLedger
from mingzhang.facts.coverage import Worth
from mingzhang.facts.finding import Verdict
from mingzhang.facts.report import Paragraph, Table
from mingzhang.understanding.coverage import coverage
from mingzhang.understanding.read import read_document
from mingzhang.understanding.understand import understand
from mingzhang.work.build import Draft, build_file, draft, told
from mingzhang.work.check import judge

pytestmark = pytest.mark.usefixtures("few_rows")

YEAR = 2023
# What a province is known for, as it stands in what is built for it.
OWN = {
    "330000": "一、概况",
    "350000": "（科目编码：",
    "430000": "开支培训费",
    "440000": "2019年决算数",
    "450000": "元，其中本年收入",
    "500000": "4．结转结余情况",
    "510000": "第四部分 附表",
    "610000": "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表",
    "650000": "预决算差异率",
}


@cache
def made(place: str, seed: int) -> Draft:
    return draft(InventedLedger(seed, place, YEAR, 3 + seed).filing())


def lines(built: Draft) -> list[str]:
    return [p.block.text for p in built.publication.pieces if isinstance(p.block, Paragraph)]


@pytest.mark.parametrize("place", OWN)
@pytest.mark.parametrize("seed", range(2))
def test_a_province_s_account_is_clean_and_reads_back(place: str, seed: int) -> None:
    built = made(place, seed)
    assert told(built) == []
    assert [str(finding) for finding in built.findings] == []
    document = understand(built.publication.report(), place, YEAR)
    found = judge(document)
    assert [str(f) for f in found if f.verdict is Verdict.FAILS] == []
    for fact in document.facts:
        if fact.table and fact.figure.text:
            exact = built.facts.get(fact.name)
            value = exact.figure.value if exact else 0  # of a known column, a line without an amount
            assert abs(value - fact.figure.value) <= fact.figure.half, fact.name
    states = coverage(document, found)
    assert len(states.of(Worth.UNREAD)) <= 5
    assert len(states.of(Worth.CHECKED)) > 0.9 * len(states)


@pytest.mark.parametrize("place", OWN)
def test_it_says_what_only_this_province_says(place: str) -> None:
    built = made(place, 0)
    assert any(OWN[place] in line for line in lines(built))
    assert not any(OWN[place] in line for line in lines(made("420000", 0)))
    assert outline_of(place) != outline_of("000000")


@pytest.mark.parametrize("place", ["510000", "450000"])
def test_every_format_reads_back(place: str, tmp_path: Path) -> None:
    workbook = tmp_path / "填报.xlsx"
    write_template(place, YEAR, workbook, False, InventedLedger(3, place, YEAR, 4).filing())
    built = build_file(workbook, tmp_path / "公开", ("docx", "pdf"))
    assert told(built.draft) == []
    expected = understand(built.draft.publication.report(), place, YEAR).facts
    for path in built.files:
        document = read_document(path, place, YEAR)
        said = {f.name: f.figure.text for f in document.facts if f.table and f.figure.text}
        assert said == {f.name: f.figure.text for f in expected if f.table and f.figure.text}, path.suffix
        assert [str(f) for f in judge(document) if f.verdict is Verdict.FAILS] == [], path.suffix


@pytest.mark.parametrize("place", ["350000", "500000"])
def test_a_changed_figure_of_a_sentence_is_found(place: str) -> None:
    report = made(place, 0).publication.report()
    document = understand(report, place, YEAR)
    watched = {
        (n.numeral.block, n.numeral.cell, n.numeral.start)
        for n in coverage(document, judge(document)).of(Worth.CHECKED)
    }
    said = [spot for spot in spots(report) if (spot.block, spot.cell, spot.start) in watched]
    chosen = [spot for spot in said if spot.cell is None][::6]
    missed = []
    for spot in chosen:
        change = changed(spot, "加减") if spot.unit in ("元", "万元", "%") else None
        if change is not None:
            found = judge(understand(seeded(report, spot, *change), place, YEAR))
            if not any(finding.verdict is Verdict.FAILS for finding in found):
                missed.append(f"{spot.text}{spot.unit} → {change[0]}{change[1]}")
    # 机关运行经费 is only known not to exceed 公用经费: that check sees one direction
    assert len(chosen) > 5 and len(missed) * 10 <= len(chosen)


def test_amounts_in_yuan_are_exact_to_the_cent() -> None:
    built = made("450000", 1)
    total = built.facts.get("总表.收入总计")
    assert total is not None
    assert any(f"总收入{total.figure.text}元" in line for line in lines(built))
    assert any(line.endswith("金额单位：元") for line in lines(built))
    assert not any("万元" in line for line in lines(built) if "年度总" in line)


def test_tables_come_last_where_the_province_puts_them_last() -> None:
    for place in ("510000", "650000", "500000"):
        blocks = made(place, 0).publication.report().blocks
        first = next(i for i, block in enumerate(blocks) if isinstance(block, Table))
        after = [b for b in blocks[first:] if isinstance(b, Paragraph) and b.level]
        assert after == []


# -- what is only asked where it is said ------------------------------------------------------------------


def asked(place: str, year: int = YEAR) -> set[str]:
    return {name for page in filing_pages(place, year) for name in page.names()}


def test_the_workbook_asks_what_the_province_s_sentences_need() -> None:
    assert "三公表.决算.会议费" in asked("650000") and "三公表.决算.会议费" not in asked("430000")
    assert "一般性支出.会议费" in asked("430000") and "一般性支出.会议费" not in asked("650000")
    assert "上年:一般表[码].合计" in asked("350000") and "上年:一般表[码].合计" not in asked("110000")


def test_a_second_base_year_ends_when_the_province_ends_it() -> None:
    assert [load("440000", year).settings.base_year for year in (2021, 2022, 2023, 2024)] == [
        0,
        2019,
        2019,
        0,
    ]
    assert "基期:三公表.决算.合计" in asked("440000", 2023)
    assert "基期:三公表.决算.合计" not in asked("440000", 2024)
    built = draft(InventedLedger(0, "440000", 2024, 3).filing())
    assert told(built) == [] and not any("2019年" in line for line in lines(built))


def test_each_province_file_says_what_was_not_verified() -> None:
    folder = Path(__file__).parents[2] / "src" / "mingzhang" / "catalogue" / "places"
    for place in OWN:
        assert "未核实" in (folder / f"{place}.toml").read_text(encoding="utf-8").partition("name =")[0]
    assert set(OWN) <= set(places().values())
