"""What clauses leave open for the next one: whose reason goes on, whose parts come, whose side is meant."""

from __future__ import annotations

import pytest

from mingzhang.facts.report import Paragraph
from mingzhang.language.narrative.claim_reader import ClaimReader
from mingzhang.work.examples import text
from tests.language.narrative.test_claim_reader import read


def test_the_next_item_of_a_list_is_no_second_reason() -> None:
    items = "1.因公出国（境）费6.00万元，比上年增加2.00万元，主要原因是恢复交流；"
    abroad, guests = read(f"{items}2.公务接待费9.50万元，比上年减少2.50万元，下降20.83%，主要原因是压减。")
    assert abroad == "[因公出国（境）费] 6.00万元 上年+2.00万元"
    assert guests == "[公务接待费] 9.50万元 上年-2.50万元~20.83%"


def test_numbered_reasons_are_reasons_to_their_end() -> None:
    (one,) = read("公务接待费9.50万元，比上年减少2.50万元，主要原因是：1.压减经费；2.会议费用5.00万元取消。")
    assert one == "[公务接待费] 9.50万元 上年-2.50万元"


def test_parts_above_the_last_item_are_those_of_the_whole() -> None:
    whole = "收入预算合计3,268.29万元，包括本年收入3,203.78万元、上年结转64.51万元。"
    claims = text(f"{whole}其中：一般公共预算收入2,753.65万元，基金预算收入514.64万元。").claims
    of = {claim.subject: claim.parent and claim.parent.subject for claim in claims}
    assert of["一般公共预算收入"] == of["基金预算收入"] == of["上年结转"] == "收入预算合计"


def test_a_sentence_that_says_only_the_side_speaks_of_the_whole() -> None:
    first = "本年支出合计30.00万元，其中：教育支出10.00万元，住房保障支出20.00万元。"
    whole, *parts = read(f"{first}支出比上年减少6.00万元，下降16.67%。")
    assert whole == "[本年支出合计] 30.00万元 上年-6.00万元~16.67%"
    assert all("上年" not in part for part in parts)


def test_both_totals_may_be_parted_by_a_comma() -> None:
    income, spending = read(
        "收、支总计各是40.00，50.00万元。与上年相比，各减少10.00，10.00万元，各下降20.00%、16.67%。"
    )
    assert income == "[收、支总计] 40.00万元 上年-10.00万元~20.00%"
    assert spending == "[收、支总计] 50.00万元 上年-10.00万元~16.67%"


@pytest.mark.parametrize("begins", ["2024年，", "2024年度某局预算中，", "二、2024年，"])
def test_a_sentence_that_begins_with_a_year_is_of_that_year(begins: str) -> None:
    reader = ClaimReader(2023)
    reader.read(
        Paragraph(f"{begins}会议费9.00万元，培训费8.00万元。本年差旅费7.00万元。2023年，邮电费6.00万元。"),
        0,
        "",
    )
    assert [claim.year for claim in reader.reading().claims] == [2024, 2024, None, None]
