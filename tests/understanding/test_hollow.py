"""Empty tables of which the text tells amounts: their blanks are unknown, not zero."""

from __future__ import annotations

import pytest

from mingzhang.facts.finding import Verdict
from mingzhang.language.document.document import Document
from mingzhang.work.check import check
from mingzhang.work.examples import grid, text

TITLE, SECTION = "财政拨款“三公”经费支出决算表", "七、“三公”经费支出决算情况说明"
ROWS = ("合计", "因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费")


def account(words: str, amount: str = "", heading: str = SECTION) -> Document:
    rows = [(name, amount, amount) for name in ROWS]
    return text(TITLE, grid(("项目", "预算数", "决算数"), *rows), heading, words, year=2024)


TOLD = "“三公”经费支出决算为3.00万元，其中：公务接待费支出决算为3.00万元，接待4批次、30人次。"


def test_one_cause_and_nothing_that_follows_from_it() -> None:
    found = [f for f in check(account(TOLD)).findings if f.verdict is Verdict.FAILS]
    assert [f.rule for f in found] == ["S-41"]


def test_an_empty_cell_of_a_filled_table_is_zero() -> None:
    document = account(TOLD)
    assert document.facts.get("三公表.决算.接待费") is not None  # the sentence's
    filled = account(TOLD, "0.00")
    assert filled.hollow == [] and "S-41" not in {
        f.rule for f in check(filled).findings if f.verdict is Verdict.FAILS
    }


@pytest.mark.parametrize(
    "words",
    [
        "本年度没有发生“三公”经费支出。",
        "“三公”经费支出决算为0.00万元。",
        "机关运行经费支出9.00万元。",
        "会议费支出2.00万元。",
        "2023年“三公”经费支出3.00万元。",
    ],
)
def test_tables_that_are_rightly_empty(words: str) -> None:
    document = account(words)
    assert document.hollow == []
    assert document.facts.get("三公表.决算.接待费") is not None


def test_a_heading_nobody_knows() -> None:
    (found,) = account("全年“三公”经费合计3.00万元。", heading="七、出国、用车和接待").hollow
    assert found[0].title == TITLE
