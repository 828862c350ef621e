"""Phrases written from facts: clauses whose figures are unknown disappear, and what is written reads back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhang.catalogue import load
from mingzhang.facts.fact import Facts, stated
from mingzhang.facts.report import Paragraph
from mingzhang.language.claim_reader import ClaimReader
from mingzhang.language.notation import Notation
from mingzhang.language.phrase import Phrase, Wordings
from mingzhang.language.spoken import Names
from mingzhang.language.wording import Writer

INCOME = Phrase("总表.本年收入", text="{年}年度本年收入合计{值}，{同比}。")
OTHER = Phrase("总表.其他收入", text="其他收入{值}，{占 总表.本年收入}。", whole="总表.本年收入")
HOST = Phrase("三公表.决算.接待费", text="公务接待费年初预算为{预算}，支出决算为{值}，{完成}；{同比}。")


def written(phrase: Phrase, *sayings: str, facts: Facts | None = None) -> list[str]:
    known = stated(*sayings) if facts is None else facts
    return Writer(known, 2023, Wordings.of((INCOME, OTHER, HOST))).write(phrase)


@pytest.mark.parametrize(
    ("now", "before", "clause"),
    [
        ("90.00", "100.00", "，比上年减少10.00万元，下降10.00%"),
        ("110.00", "100.00", "，比上年增加10.00万元，增长10.00%"),
        ("100.00", "100.00", "，与上年持平"),
        ("100.00", "0.00", "，比上年增加100.00万元"),
        ("0.00", "100.00", "，比上年减少100.00万元，下降100.00%"),
        ("0.00", "0.00", "，与上年持平"),
        ("90.00", None, ""),
    ],
)
def test_the_change_on_the_year_before(now: str, before: str | None, clause: str) -> None:
    prior = [f"上年:总表.本年收入 {before}"] if before else []
    assert written(INCOME, f"总表.本年收入 {now}", *prior) == [f"2023年度本年收入合计{now}万元{clause}。"]


@pytest.mark.parametrize(
    ("sayings", "sentence"),
    [
        (
            ["总表.其他收入 20.00", "总表.本年收入 80.00"],
            "其他收入20.00万元，占本年收入合计的25.00%。",
        ),
        (["总表.其他收入 20.00"], "其他收入20.00万元。"),
        (["总表.其他收入 0.00", "总表.本年收入 0.00"], "其他收入0.00万元。"),
    ],
)
def test_a_share_needs_its_whole(sayings: list[str], sentence: str) -> None:
    assert written(OTHER, *sayings) == [sentence]


@pytest.mark.parametrize(
    ("sayings", "sentence"),
    [
        (
            ["三公表.决算.接待费 9.00", "三公表.预算.接待费 10.00"],
            "公务接待费年初预算为10.00万元，支出决算为9.00万元，完成年初预算的90.00%。",
        ),
        (
            ["三公表.决算.接待费 0.00", "三公表.预算.接待费 0.00", "上年:三公表.决算.接待费 1.00"],
            "公务接待费年初预算为0.00万元，支出决算为0.00万元；比上年减少1.00万元，下降100.00%。",
        ),
        (["三公表.决算.接待费 9.00"], "公务接待费年初预算为0.00万元，支出决算为9.00万元。"),
    ],
)
def test_budgets_and_completion(sayings: list[str], sentence: str) -> None:
    assert written(HOST, *sayings) == [sentence]


def test_what_is_unknown_is_not_written() -> None:
    assert written(INCOME, "总表.本年支出 1.00") == []
    assert written(Phrase("总表.本年收入"), "总表.本年收入 1.00") == []


def test_counts_keep_their_unit() -> None:
    phrase = Phrase("说明.团组数", text="全年安排因公出国（境）团组{值}。", unit="个批次")
    assert written(phrase, "说明.团组数 3个") == ["全年安排因公出国（境）团组3个。"]


def test_a_phrase_for_each_row_writes_the_rows_that_have_figures() -> None:
    phrase = Phrase(
        "一般表[{码}].合计",
        text="{类}（类）{值}，占{率}。",
        each="码 in 一般表.类",
        whole="一般表[合计].合计",
    )
    facts = stated(
        "一般表[合计].合计 10.00", "一般表[201].合计 4.00", "一般表[205].合计 6.00", "一般表[208].合计 0.00"
    )
    names = Names({"201": "一般公共服务支出", "205": "教育支出"}, Notation())
    writer = Writer(facts, 2023, Wordings.of((phrase,)), names)
    assert writer.write(phrase) == [
        "一般公共服务支出（类）4.00万元，占40.00%。",
        "教育支出（类）6.00万元，占60.00%。",
    ]


def test_an_unknown_slot_is_refused() -> None:
    with pytest.raises(ValueError, match=r"总表\.本年收入 用了不认识的空位：\{去年\}"):
        written(Phrase("总表.本年收入", text="收入{去年}。"), "总表.本年收入 1.00")


@settings(derandomize=True, deadline=None, max_examples=120)
@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(1, 10**9))
def test_what_is_written_reads_back(now: int, before: int, plan: int) -> None:
    """Level, budget, change and rate come back as claims with the printed values and the right direction."""
    facts = stated(
        f"三公表.决算.接待费 {now / 100:.2f}",
        f"三公表.预算.接待费 {plan / 100:.2f}",
        f"上年:三公表.决算.接待费 {before / 100:.2f}",
    )
    (sentence,) = written(HOST, facts=facts)
    claim, *others = ClaimReader(2023).read(Paragraph(sentence), 0, "三公")
    assert others == []
    assert claim.level is not None
    assert claim.level.value == now * 100
    assert claim.bases["年初预算"].value == plan * 100
    (change,) = claim.changes
    assert change.way == (now > before) - (now < before)
    if now != before:
        assert change.amount is not None
        assert change.amount.value == abs(now - before) * 100
    assert (change.rate is not None) == (bool(before) and now != before)
    assert claim.completions[0].base == "年初预算"


TEXTS = [pytest.param(phrase, id=phrase.fact) for phrase in load(year=2023).phrases if phrase.text]


@pytest.mark.parametrize("phrase", TEXTS)
def test_no_sentence_of_the_catalogue_leaves_marks_behind(phrase: Phrase) -> None:
    """With no, some and all other facts known: no slots, doubled or dangling marks."""
    wordings = Wordings.of(load(year=2023).phrases)
    fact = phrase.fact.replace("{码}", "205")
    alone = [f"{fact} 5{'万元' if phrase.unit == '元' else phrase.unit[0]}"]
    whole = [f"{phrase.whole} 50"] if phrase.whole else []
    for known in (alone, [*alone, f"上年:{fact} 4"], [*alone, *whole]):
        (sentence,) = Writer(stated(*known), 2023, wordings, Names({}, Notation())).write(phrase)
        assert not re.search(r"[{}]|[，；。]{2}|占的|^[，；。]|[^。]$", sentence), sentence
