"""Paragraphs put together again, and where their words are printed."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.language.document.passage import matches, passages
from mingzhang.work.examples import text

SENTENCE = (
    "本年支出合计1,234.50万元，其中：基本支出1,000.00万元，项目支出234.50万元，占本年支出合计的19.00%。"
)


@given(st.integers(13, len(SENTENCE) - 13))
def test_a_sentence_broken_anywhere_is_one_passage(cut: int) -> None:
    if SENTENCE[cut - 1] != "：" and not SENTENCE[cut].isdigit():  # a list may follow a colon
        (passage,) = passages(text(SENTENCE[:cut], SENTENCE[cut:]))
        assert passage.text == SENTENCE


def test_a_full_stop_a_heading_and_an_item_end_a_passage() -> None:
    found = passages(
        text(
            "一、收入决算情况说明",
            "本年收入合计9.00万元，其中财政拨款",
            "二、支出决算情况说明",
            "支出9.00万元。",
            "另有说明的事项如下。",
        )
    )
    assert [(p.text[:4], p.heading) for p in found] == [
        ("一、收入", True),
        ("本年收入", False),
        ("二、支出", True),
        ("支出9.", False),
        ("另有说明", False),
    ]
    assert [p.last for p in found] == [False] * 4 + [True]


def test_a_reason_on_the_next_line_belongs_to_its_announcement() -> None:
    (passage,) = passages(
        text("收入支出总计比上年减少9.00万元，主要原因：", "在职人员减少，人员经费相应减少。")
    )
    assert passage.text.endswith("主要原因：在职人员减少，人员经费相应减少。")


def test_places_point_into_the_printed_paragraph() -> None:
    document = text("二、支出决算情况说明", "本年支出合计 1,234.50 万元，其中", "基本支出 1,000.00 万元。")
    ((passage, match),) = matches(passages(document), re.compile("基本支出1,000"))
    place = passage.place(*match.span())
    assert (place.printed, place.line, place.section) == ("基本支出 1,000", 3, "二、支出决算情况说明")
    across = passage.place(passage.text.index("其中"), match.end())
    assert across.printed == "其中基本支出 1,000"


def test_contents_and_headers_are_not_running_text() -> None:
    document = text("目录", "一、收入……1", "二、支出……2", "一、收入", "本年收入9.00万元。")
    document.report.blocks[-1].kind = "header"  # type: ignore[union-attr]
    assert "本年收入9.00万元。" not in [p.text for p in passages(document)]
