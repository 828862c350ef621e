"""Laws over random accounts: what is composed reads back, checks clean, and no changed figure goes unseen."""

from __future__ import annotations

from functools import cache

import pytest

from bench.seeds import changed, seeded, spots
from mingzhang.disclosure.compose import FinalAccount, compose
from mingzhang.disclosure.compose import composed as work_composed
from mingzhang.facts.coverage import Worth
from mingzhang.facts.fact import stated
from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.publication import Chart, Piece
from mingzhang.facts.report import Paragraph, Report, Table
from mingzhang.understanding.coverage import coverage
from mingzhang.understanding.understand import understand
from mingzhang.work.check import judge
from tests.accounts import TERMS, WORDS, Account, exact_text

UNIT = "某市某区统计局"
SEEDS = range(10)


@cache
def account(seed: int) -> Account:
    return Account(seed)


@cache
def composed(seed: int) -> Report:
    return compose(FinalAccount(account(seed).facts, UNIT, 2023, words=WORDS, terms=TERMS)).report()


def written(piece: Piece) -> str:
    return piece.block.text if isinstance(piece.block, Paragraph) else ""


def failing(report: Report) -> list[Finding]:
    return [found for found in judge(understand(report)) if found.verdict is Verdict.FAILS]


# -- what is composed reads back and is clean -------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_composed_reads_back(seed: int) -> None:
    """Every amount of every table under its own name and with its printed value, and no other but 0.00."""
    document = understand(composed(seed))
    amounts = account(seed).amounts
    expected = {name: exact_text(cents) for name, cents in amounts.items() if not name.startswith("上年:")}
    said = {fact.name: fact.figure.text for fact in document.facts if fact.table and fact.figure.text}
    assert said.items() >= expected.items()
    assert {text for name, text in said.items() if name not in expected} <= {"0.00"}
    assert (document.kind, document.unit, document.year) == ("final_account", UNIT, 2023)


@pytest.mark.parametrize("seed", SEEDS)
def test_sentences_say_what_the_tables_say(seed: int) -> None:
    document = understand(composed(seed))
    said = [fact for fact in document.facts if not fact.table and ":" not in fact.name]
    assert len(said) >= 15
    for fact in said:
        table = document.facts.get(fact.name)
        assert table is not None
        assert table.table, fact.name
        assert fact.figure.text == table.figure.text
    known = coverage(document)
    assert known.of(Worth.UNREAD) == []
    assert known.meant >= len(said) + len(account(seed).amounts) - 5


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_composed_is_clean(seed: int) -> None:
    assert [str(found) for found in failing(composed(seed))] == []


@pytest.mark.parametrize(("place", "year"), [("110106", 2020), ("310107", 2024), ("440000", 2023)])
def test_it_is_clean_in_every_place(place: str, year: int) -> None:
    report = compose(
        FinalAccount(Account(3, year).facts, UNIT, year, place, words=WORDS, terms=TERMS)
    ).report()
    found = [f for f in judge(understand(report, place)) if f.verdict is Verdict.FAILS]
    assert [str(f) for f in found] == []


def test_most_checks_are_decided() -> None:
    """Not clean because nothing was looked at: hundreds of checks hold."""
    verdicts = [found.verdict for found in judge(understand(composed(0)))]
    assert verdicts.count(Verdict.HOLDS) >= 250
    assert verdicts.count(Verdict.HOLDS) > verdicts.count(Verdict.UNDECIDED)


def test_composing_again_gives_the_same_report() -> None:
    again = FinalAccount(Account(4).facts, UNIT, 2023, words=WORDS, terms=TERMS)
    assert compose(again).report() == composed(4)


# -- no changed figure goes unseen ------------------------------------------------------------------------

SMALL = 2  # the account with the fewest rows, so that every figure can be tried


def unseen(
    seed: int, slip: str, units: tuple[str, ...] = ("", "万元", "%"), stride: int = 1
) -> tuple[int, list[str]]:
    """How many figures were changed, one at a time, and the changes after which nothing fails.

    ``stride`` takes every so many figures only: that each cell of each identity breaks it when it moves is
    proved rule by rule (tests/rules/test_catalogue_rules.py), so a whole account need only show that the
    figures arrive there.
    """
    base = composed(seed)
    tried, missed = 0, []
    for spot in spots(base):
        change = changed(spot, slip) if spot.unit in units else None
        if change is not None and spot.order % stride == 0:
            tried += 1
            if not failing(seeded(base, spot, *change)):
                missed.append(f"{spot.text}{spot.unit} → {change[0]}{change[1]}")
    return tried, missed


@pytest.mark.parametrize(
    ("slip", "stride", "least"), [("加减", 8, 15), ("相邻两位对调", 12, 8), ("单位", 3, 5)]
)
def test_a_changed_figure_is_found(slip: str, stride: int, least: int) -> None:
    """±10.00 (±7.77 for percentages), two digits swapped, 元 for 万元 — in any table or sentence."""
    tried, missed = unseen(SMALL, slip, stride=stride)
    assert tried >= least
    assert missed == []


def test_a_rate_over_a_small_base_may_hide_a_swap() -> None:
    """0.26 of 7.68 is anything from 3.31% to 3.45%: rounding explains 3.43 for 3.34, no other."""
    tried, missed = unseen(1, "相邻两位对调", ("%",))
    assert tried >= 10
    assert missed == ["3.34% → 3.43%"]


def test_a_figure_that_lost_its_cell_is_not_taken_for_zero() -> None:
    """Emptying a total leaves checks undecided or failing, never more of them holding."""
    base = composed(SMALL)
    before = sum(f.verdict is Verdict.HOLDS for f in judge(understand(base)))
    spot = next(s for s in spots(base) if s.kind.endswith("收入支出决算总表"))
    emptied = seeded(base, spot, "", "")
    after = [f.verdict for f in judge(understand(emptied))]
    assert after.count(Verdict.HOLDS) < before
    assert Verdict.FAILS in after


# -- shape ------------------------------------------------------------------------------------------------


def test_the_order_is_that_of_a_published_account() -> None:
    texts = [block.text for block in composed(1).paragraphs()]
    heads = [text for text in texts if text.startswith("第")]
    assert heads == [
        f"第一部分 {UNIT}概况",
        "第二部分 部门决算表",
        "第三部分 部门决算情况说明",
        "第四部分 名词解释",
    ]
    assert texts[:2] == [UNIT, "2023年度部门决算"]
    assert texts[-4:] == list(TERMS)
    assert any(isinstance(block, Table) for block in composed(1).blocks)


def test_only_tables_and_sections_with_facts_are_written() -> None:
    facts = stated("三公表.决算.合计 1.00", "三公表.决算.接待费 1.00")
    report = compose(FinalAccount(facts, UNIT, 2023)).report()
    titles = [b.text for b in report.blocks if isinstance(b, Paragraph) and b.text.endswith("表")]
    assert titles == ["第一部分 部门决算表", "财政拨款“三公”经费支出决算表", "公开09表"]
    sections = [b.text for b in report.paragraphs() if b.text.endswith("情况说明") and "、" in b.text]
    assert sections == ["一、财政拨款“三公”经费支出决算情况说明"]


def asked(*sayings: str, place: str = "000000") -> tuple[list[str], list[str]]:
    """The sentences composed of a few figures, and what is asked for."""
    made = work_composed(FinalAccount(stated(*sayings), UNIT, 2023, place))
    texts = [piece.block.text for piece in made.publication.pieces if isinstance(piece.block, Paragraph)]
    return texts, [question.key for question in made.asked]


NONE = f"{UNIT}2023年度无政府采购支出。"


def test_none_is_only_said_of_what_is_known_to_be_zero() -> None:
    said, wanted = asked("采购表.合计 0")
    assert NONE in said
    assert "采购表.合计" not in wanted
    said, wanted = asked("总表.收入总计 1.00")
    assert NONE not in said
    assert "采购表.合计" in wanted
    assert NONE not in asked("采购表.合计 1.00", "采购表.货物 1.00", "采购表.工程 0", "采购表.服务 0")[0]


def test_a_part_that_is_unknown_is_not_none() -> None:
    """A budget of zero says nothing of what was spent."""
    none = f"{UNIT}2023年度无“三公”经费财政拨款支出。"
    said, wanted = asked("三公表.预算.合计 0")
    assert none not in said
    assert "三公表.决算.合计" in wanted
    assert none in asked("三公表.预算.合计 0", "三公表.决算.合计 0")[0]
    assert none not in asked("三公表.预算.合计 0", "三公表.决算.合计 0", "上年:三公表.决算.合计 1.00")[0]


def test_a_chart_tells_exact_amounts_to_those_who_cannot_see_it() -> None:
    """More digits than a float keeps."""
    amount = "123456789012345.67"
    publication = compose(
        FinalAccount(stated(f"支出表[合计].基本支出 {amount}", "支出表[合计].项目支出 1.00"), UNIT, 2023)
    )
    (chart,) = [piece.block for piece in publication.pieces if isinstance(piece.block, Chart)]
    assert chart.told == f"2023年度支出构成。基本支出{amount}万元，项目支出1.00万元。"


def test_several_units_are_listed_in_a_table_where_the_place_does_so() -> None:
    words = WORDS | {f"所属单位:{number}": f"某局第{number}所" for number in (1, 2, 3)}
    said = compose(FinalAccount(account(1).facts, UNIT, 2023, "310000", words=words, terms=TERMS))
    (table,) = [p.block for p in said.tables() if p.name == "单位构成" and isinstance(p.block, Table)]
    assert [cell.text for cell in table.row(0) + table.row(3)] == ["序号", "单位名称", "3", "某局第3所"]
    assert any(text.endswith("编制范围的单位共3个，名称如下：") for text in map(written, said.pieces))
    assert failing(said.report()) == []
    listed = compose(FinalAccount(account(1).facts, UNIT, 2023, words=words, terms=TERMS))
    assert "单位构成" not in [piece.name for piece in listed.tables()]


def test_a_chart_is_in_the_unit_of_the_text() -> None:
    facts = stated("支出表[合计].基本支出 1.20", "支出表[合计].项目支出 2.30")
    made = compose(FinalAccount(facts, UNIT, 2023, "450000"))
    charts = [piece.block for piece in made.pieces if isinstance(piece.block, Chart)]
    assert [chart.unit for chart in charts] == ["元"]
    assert charts[0].series[0][1] == (12000, 23000)
    assert "12000.00元" in charts[0].told


@pytest.mark.parametrize(
    ("offices", "said"),
    [(["13个"], "内设机构13个。"), (["综合科", "督查科"], "内设机构2个：综合科、督查科。")],
)
def test_offices_are_named_or_only_counted(offices: list[str], said: str) -> None:
    words = WORDS | {f"内设机构:{number}": name for number, name in enumerate(offices, 1)}
    made = compose(FinalAccount(account(0).facts, UNIT, 2023, "110000", words=words, terms=TERMS))
    report = made.report()
    assert said in [block.text for block in report.blocks if isinstance(block, Paragraph)]
