"""Headings, sections and the contents page."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.report import Paragraph, Report
from mingzhang.language.document.sections import contents, core, key_of, outline, style_of, value_of, words_of
from mingzhang.work.examples import text

TITLES = text("无").notation.sections


def report(*texts: str, kinds: Sequence[str] = ()) -> Report:
    blocks = [Paragraph(words) for words in texts]
    for block, kind in zip(blocks, kinds, strict=False):
        block.kind = kind
    return Report("a.txt", "txt", [*blocks])


def keys(*texts: str) -> list[str]:
    return [section.key for section in outline(report(*texts), TITLES)]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("一、收入支出决算总体情况说明", "总体"),
        ("（二）收入决算情况说明", "收入"),
        ("3、支出决算情况", "支出"),
        ("四 、财政拨款收支决算总体情况", "拨款总体"),
        ("五、2021年度一般公共预算财政拨款支出决算情况说明", "一般公共预算"),
        ("六、关于机关运行经费支出说明", "机关运行"),
        ("（七）“三公”经费财政拨款支出决算总体情况说明。", "三公总体"),
        ("第三部分：某某市某某区某某局2022年度部门决算情况说明", "情况说明"),
        ("第四部分 专业名词解释", "名词解释"),
        ("八、国有资产占用情况说明", "国有资产"),
        ("九、政府性基金预算财政拨款收入、支出决算情况", "基金"),
        ("（三）财政拨款支出决算具体情况", "一般具体"),
        ("一、部门/单位基本情况（按要求填写）", "概况"),
    ],
)
def test_titles_of_many_places_find_their_key(line: str, key: str) -> None:
    (section,) = outline(report(line), TITLES)
    assert section.key == key


@pytest.mark.parametrize(
    "line",
    [
        "1.协助领导做好会务组织工作。",
        "（三）拟订本区财政政策；",
        "一、加强党的建设。落实责任制，统筹推进各项工作。",
        "2、负责公文处理和档案管理",
        "1.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）",
        "二、其他收入1.64万元",
        "3.因公出国（境）费0万元，占0%",
        "二十一、国有资本经营预算支出方面的其他事项",
        "七、基本支出：指单位为保障机构运转而发生的支出",
        "某某市某某区财政局2022年度部门决算",
        "根据第三部分二、收入决算情况说明的要求填写，详见附件。",
    ],
)
def test_sentences_and_items_are_no_headings(line: str) -> None:
    assert outline(report(line), TITLES) == []


def test_sections_nest_and_end_where_the_next_begins() -> None:
    sections = outline(
        report(
            "第一部分 单位概况", "一、主要职责", "甲。", "第二部分 决算情况说明", "（一）收入决算情况", "乙。"
        ),
        TITLES,
    )
    assert [(s.level, s.start, s.end) for s in sections] == [(1, 0, 3), (2, 1, 3), (1, 3, 6), (3, 4, 6)]


def test_headings_glued_to_sentences_are_found() -> None:
    flat = (
        "第三部分2021年度部门决算情况说明一、收入支出决算总体情况说明2021年度收、支总计9.00万元。"
        "二、收入决算情况说明本年收入合计9.00万元六、政府性基金预算财政拨款收入支出决算情况说明本部门无政府性基金收支。"
        "第四部分名词解释一、基本支出：指日常支出。"
    )
    assert keys(flat) == ["情况说明", "总体", "收入", "基金", "名词解释"]


def test_contents_in_the_same_paragraph_are_no_headings() -> None:
    flat = (
        "某某县水利局2021年度决算公开说明（目录）第一部分：基本情况 一、部门主要职能 二、机构设置情况 "
        "第一部分：基本情况 一、部门主要职能 某某县水利局负责水利工作。二、机构设置情况 内设科室3个。"
    )
    assert keys(flat) == ["概况", "职责", "机构"]


def test_numbers_skipped_or_doubled_do_not_matter() -> None:
    assert keys("一、收入决算情况说明", "甲。", "一、支出决算情况说明", "乙。", "五、政府采购支出情况") == [
        "收入",
        "支出",
        "采购",
    ]


def test_a_part_may_have_its_title_on_the_next_line() -> None:
    sections = outline(report("第一部分", "某某县水利局概况", "一、部门职责", "甲。"), TITLES)
    assert [(s.number, s.title, s.key) for s in sections][:1] == [("第一部分", "某某县水利局概况", "概况")]
    broken = outline(
        report("第三部分 某某县水利局2022年度部门决算情况", "说明", "一、收入决算情况说明"), TITLES
    )
    assert broken[0].title.endswith("情况说明")


def test_rows_of_a_table_that_came_as_text_are_no_sections() -> None:
    rows = [
        f"{n}、{name}" for n, name in zip("一二三四五", ("甲类", "乙类", "丙类", "丁类", "戊类"), strict=True)
    ]
    assert outline(report(*rows), TITLES) == []


def test_an_outline_level_makes_a_heading() -> None:
    blocks = [Paragraph("需要说明的问题", level=2), Paragraph("无。")]
    (section,) = outline(Report("a.docx", "docx", [*blocks]), TITLES)
    assert (section.title, section.level, section.number) == ("需要说明的问题", 2, "")


def test_contents_end_where_the_body_begins() -> None:
    listed = ["某某局2022年度部门决算目录", "第一部分 概况", "一、主要职责\t2", "第二部分 名词解释……12"]
    entries = contents(report(*listed, "第一部分 概况", "一、主要职责", "甲。"))
    assert [(e.number, e.title, e.level, e.page) for e in entries] == [
        ("第一部分", "概况", 1, None),
        ("一、", "主要职责", 2, 2),
        ("第二部分", "名词解释", 1, 12),
    ]
    assert [s.start for s in outline(report(*listed, "第一部分 概况", "一、主要职责", "甲。"), TITLES)] == [
        4,
        5,
    ]


def test_a_line_between_the_word_contents_and_its_entries() -> None:
    entries = contents(
        report("目录", "公开日期：2022年9月26日", "一、收入情况", "二、支出情况", "一、收入情况", "甲。")
    )
    assert [entry.title for entry in entries] == ["收入情况", "支出情况"]


def test_contents_marked_by_a_reader_are_taken_as_they_are() -> None:
    marked = report("一、收入决算情况说明 3", "一、收入决算情况说明", kinds=("contents", "text"))
    assert [(e.title, e.page, e.block) for e in contents(marked)] == [("收入决算情况说明", 3, 0)]


def test_without_contents_there_are_none() -> None:
    assert contents(report("一、收入决算情况说明", "本年收入9.00万元。")) == []


@pytest.mark.parametrize(
    ("number", "style"),
    [("第二部分", 1), ("十、", 2), ("（三）", 3), ("4.", 4), ("（5）", 5), ("⑥", 6), ("", 0)],
)
def test_styles_of_numbering(number: str, style: int) -> None:
    assert style_of(number) == style


def shown(value: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(value, 10)
    return ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")


@given(st.integers(1, 99))
def test_every_ordinal_has_its_value(value: int) -> None:
    assert value_of(f"{shown(value)}、") == value_of(f"（{shown(value)}）") == value_of(f"{value}.") == value


@given(st.sampled_from(sorted(TITLES)), st.integers(1, 20), st.integers(2012, 2030))
def test_a_known_title_is_known_under_any_number_and_year(key: str, value: int, year: int) -> None:
    for title in TITLES[key]:
        tail = "" if title.endswith(("说明", "情况")) else "情况说明"
        assert key_of(f"{shown(value)}、{year}年度{title}{tail}", TITLES) == key


@given(st.text(alphabet="一二、（）.0123第部分目录…表情况说明。", max_size=40), st.integers(0, 3))
def test_no_text_breaks_the_outline(words: str, copies: int) -> None:
    document = report(*[words] * copies)
    sections = outline(document, TITLES)
    assert all(s.start < s.end <= len(document.blocks) for s in sections)
    assert isinstance(core(words), str) and isinstance(words_of(words), str)


def test_several_funds_named_are_all_of_them() -> None:
    titles = {"三公总体": ("财政拨款三公经费支出决算总体",)}
    assert (
        key_of("（一）一般公共预算及政府性基金财政拨款“三公”经费支出决算总体情况说明", titles) == "三公总体"
    )
    assert key_of("（一）政府性基金财政拨款“三公”经费支出决算总体情况说明", titles) == ""


def test_the_sections_around_a_block_are_those_that_hold_it() -> None:
    document = text("第一部分 概况", "职责。", "第二部分 情况说明", "一、收入决算情况说明", "收入1万元。")
    for block in range(-1, len(document.report.blocks) + 2):
        holding = [s for s in document.sections if s.start <= block < s.end]
        assert list(document.around(block)) == holding
        assert document.section_of(block) is (holding[-1] if holding else None)
