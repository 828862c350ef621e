"""Which numbers are watched: none vanishes without a word, and the map says what a change would show."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.coverage import noticing, seeded
from mingzhang.disclosure.compose import FinalAccount, compose
from mingzhang.facts.coverage import Coverage, Worth, altered
from mingzhang.facts.report import Block, Cell, Doubt, Paragraph, Report, Table
from mingzhang.understanding.coverage import coverage, numerals
from mingzhang.understanding.understand import understand
from mingzhang.work.check import judge
from mingzhang.work.examples import grid
from tests.accounts import TERMS, WORDS, Account

HEAD = ("某市某局", "2024年度部门决算", "二、收入决算情况说明")


def report(*blocks: str | Block) -> Report:
    lines = [Paragraph(b, line=n) if isinstance(b, str) else b for n, b in enumerate((*HEAD, *blocks), 1)]
    return Report("决算.txt", "txt", lines)


def covered(*blocks: str | Block) -> Coverage:
    document = understand(report(*blocks))
    return coverage(document, judge(document))


def states(known: Coverage) -> list[tuple[str, str]]:
    return [(number.printed, number.worth.value) for number in known]


def test_what_a_check_watches() -> None:
    known = covered("本年收入合计90.00万元，比上年减少10.00万元，下降10.00%。")
    assert states(known) == [("90.00万元", "checked"), ("10.00万元", "checked"), ("10.00%", "checked")]


def test_what_has_a_name_but_nothing_to_compare_with_is_understood() -> None:
    assert states(covered("本年收入合计90.00万元。")) == [("90.00万元", "understood")]


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("本年收入合计1859..43万元。", "1859..43万元"),  # two points
        ("本年收入合计900.00832.55万元。", "900.00832.55万元"),  # struck out and joined to its neighbour
        ("本年收入合计90.00。", "90.00"),  # without a unit
        ("本年某某费90.00万元。", "90.00万元"),  # of nothing that is known
    ],
)
def test_what_used_to_vanish_is_unread(sentence: str, printed: str) -> None:
    assert states(covered(sentence)) == [(printed, "unread")]


def test_a_table_that_matches_no_form_is_counted() -> None:
    rows = grid(
        ("名称", "某数", "编码"), ("甲", "7.00", "20101"), ("乙", "8..00", "20102"), ("丙", "NaN", "201")
    )
    known = covered("附：其他情况", rows)
    assert states(known) == [("7.00", "unread"), ("8..00", "unread"), ("NaN", "unread")]


@pytest.mark.parametrize("text", ["########", "#REF!", "1.23E+04", "#DIV/0!", "1e999999999", "1O.00"])
def test_cells_that_show_no_number_are_unread(text: str) -> None:
    rows = grid(
        ("项目", "决算数"),
        ("一般公共预算财政拨款收入", "5.00"),
        ("其他收入", text),
        ("本年收入合计", "15.00"),
    )
    known = covered("收入支出决算总表", rows)
    assert [number.printed for number in known.of(Worth.UNREAD)] == [text]


def test_figures_of_a_picture_that_are_not_clear_are_doubtful() -> None:
    cells = [Cell("项目", 0, 0, page=1, bbox=(0, 0, 9, 9)), Cell("决算数", 0, 1, page=1, bbox=(10, 0, 19, 9))]
    cells += [
        Cell("本年收入合计", 1, 0, page=1, bbox=(0, 10, 9, 19)),
        Cell("5.00", 1, 1, page=1, bbox=(10, 10, 19, 19)),
    ]
    made = replace(
        report("收入支出决算总表", Table(cells, 1)), doubts=[Doubt(1, (11.0, 11.0, 12.0, 12.0), 0.5)]
    )
    assert states(coverage(understand(made))) == [("5.00", "doubtful")]


def test_years_ordinals_codes_and_telephones_are_no_numbers() -> None:
    lines = (
        "目录 …………… 12", "1.2023年12月31日，第3批，附件2、表5", "（一）教育支出（205类）（2050101）2024—2026年",
        "联系电话：021-52564588，邮编：200333，财预〔2023〕12号，A4 纸，T01表", "单价100万元（含）以上设备",
    )  # fmt: skip
    rows = grid(
        ("行次", "科目编码", "年度"), ("栏次", "1", "2"), ("1", "2050101", "2023"), ("2", "205", "2024")
    )
    assert list(numerals(report(*lines, rows))) == []


def test_page_headers_and_contents_are_left_out() -> None:
    assert not list(
        numerals(report(Paragraph("第 3 页", kind="header"), Paragraph("一、收入 7", kind="contents")))
    )


@settings(max_examples=20)
@given(st.lists(st.text("0123456789.,，万元个 第年（）\n", max_size=20), max_size=4))
def test_the_four_states_add_up_to_all_numbers_of_any_text(texts: list[str]) -> None:
    made = report(*texts, Table([Cell(text, 0, n) for n, text in enumerate(texts)]))
    known = coverage(understand(made))
    assert known.counts.total == len(known) == len(list(numerals(made)))


@pytest.mark.parametrize("seed", range(2))
def test_the_map_of_an_account_agrees_with_what_changes_show(seed: int) -> None:
    """At most one of fifty numbers may be told wrongly."""
    made = compose(
        FinalAccount(Account(seed).facts, "某市某区统计局", 2023, "310107", words=WORDS, terms=TERMS)
    ).report()
    document = understand(made)
    before = judge(document)
    chosen = list(coverage(document, before))[::7]
    wrong = 0
    for number in chosen:
        old, new = number.numeral.text, altered(number.numeral.text)
        after = judge(understand(seeded(made, number.numeral), document.place, document.year, document.kind))
        noticed = bool(noticing(after, before, old, new))
        wrong += noticed != (number.worth is Worth.CHECKED)
    assert len(chosen) > 20 and wrong * 50 <= len(chosen)
