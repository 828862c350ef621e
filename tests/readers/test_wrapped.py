"""Broken lines are put together where a file has them, and nothing else is."""

from __future__ import annotations

import pytest

from mingzhang.facts.report import Block, Cell, Paragraph, Table
from mingzhang.readers.wrapped import goes_on, joined, wrap_width

RAGGED = [
    "三、支出预算情况说明",
    "（一）教育支出类科目 6,806,115.16元，占支出总预算",
    "82.27%，同比增加 3,620,772.45元，增长 113.66%。",
    "（二）社会保障和就业支出类科目 657,718.56元，占支",
    "出总预算 7.95%，同比增加 385,314.72元，增长 141.45%。",
    "四、财政拨款收支预算情况说明",
    "本年财政拨款收支总预算 8,273,486.18元。收入包",
    "括：一般公共预算拨款 8,250,418.94元、上年结转",
    "23,067.24元；支出包括：教育支出 6,806,115.16元、社会保",
    "障和就业支出 1,467,371.02元，主要用于本年的人员经费、",
    "办公费、培训费和差旅费等日常公用支出，与上年的口径",
    "相同。",
]


def test_lines_broken_where_words_end_are_joined() -> None:
    blocks: list[Block] = [Paragraph(line) for line in RAGGED]
    told = [block.text for block in joined(blocks) if isinstance(block, Paragraph)]
    assert [text[:6] for text in told] == [
        "三、支出预算",
        "（一）教育支",
        "（二）社会保",
        "四、财政拨款",
        "本年财政拨款",
    ]
    assert "占支出总预算82.27%" in told[1]


@pytest.mark.parametrize(
    "lines",
    [
        ["一般公共预算财政拨款支出决算表和说明"] * 14,  # as many titles, none of which ends a sentence
        [f"{n}、一般公共预算财政拨款支出决算情况说明" for n in range(14)],
        [f"教育支出和社会保障支出合计 {n}.00 9.00 12.00" for n in range(10, 24)],
        [f"第{n}项支出9.00万元，比上年增加1.00万元，增长12.50%。" for n in range(10, 24)],
    ],
)
def test_paragraphs_titles_and_rows_stay_apart(lines: list[str]) -> None:
    blocks: list[Block] = [Paragraph(line) for line in lines]
    assert len(joined(blocks)) == len(lines)


def test_a_table_stands_between_lines() -> None:
    blocks: list[Block] = [Paragraph(line) for line in RAGGED]
    blocks.insert(2, Table([Cell("合计", 0, 0)]))
    told = joined(blocks)
    assert any(isinstance(block, Table) for block in told)
    assert len(told) == 7


def test_a_figure_that_did_not_fit_is_the_next_line() -> None:
    line = "出480.71万元，较上年决算数减少90.49万元，下降"
    full = 48
    assert goes_on(line, "15.8%。支出情况如下：", full)
    assert not goes_on(line, "支出情况如下：", full)
    assert wrap_width([line]) == 0
