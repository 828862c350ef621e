"""The description of the workbook: patterns, lines, places and years."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.catalogue import filing_pages
from mingzhang.language.workbook.form import KINDS, InputColumn, InputLine, Key, Page, head_of, load_pages

PLACES = ("000000", "110106", "310107", "440000")
YEARS = (2016, 2018, 2020, 2022, 2024)


def every_page() -> list[Page]:
    return [page for place in PLACES for year in YEARS for page in filing_pages(place, year)]


def test_names_of_facts_and_words_are_unique() -> None:
    for place in PLACES:
        for year in YEARS:
            names = []
            for page in filing_pages(place, year):
                for block in page.blocks:
                    rows = [line.name for line in block.lines] or ["某"]
                    names += [column.name(row) for column in block.columns for row in rows]
            assert len(names) == len(set(names))


def test_heads_and_lines_of_a_page_can_be_told_apart() -> None:
    for page in every_page():
        firsts = [block.first_head for block in page.blocks if block.first_head]
        assert len(firsts) == len(set(firsts)), page.name
        for block in page.blocks:
            heads = [head_of(head) for head in (*block.heads, block.sum) if head]
            assert len(heads) == len(set(heads)), page.name
            labels = [head_of(line.label) for line in block.lines]
            assert len(labels) == len(set(labels)), page.name


def test_what_a_block_states_is_complete() -> None:
    for page in every_page():
        for block in page.blocks:
            assert block.columns and (block.lines or block.key or not block.first_head)
            known = {line.name for line in block.lines}
            for line in block.lines:
                assert set(line.sums) <= known
                for column in block.columns:
                    here = line.column(column)
                    assert here.kind in KINDS and bool(here.fact) != bool(here.word)
                    assert here.kind != "count" or here.unit or line.sums, (page.name, line)
                    assert here.kind != "choice" or here.choices


def test_place_and_year_choose() -> None:
    def names(place: str, year: int) -> set[str]:
        pages = filing_pages(place, year)
        return {line.name for p in pages for b in p.blocks for line in b.lines} | {p.name for p in pages}

    assert "购买服务" in names("110106", 2020) and "购买服务" not in names("310107", 2020)
    assert "中小预算" in names("310107", 2024) and "中小预算" not in names("110106", 2024)
    assert "一般公务用车" in names("110106", 2016) and "一般公务用车" not in names("110106", 2020)
    assert "通用设备" in names("110106", 2022) and "设备" in names("110106", 2023)


def test_a_kind_that_nobody_knows_is_refused() -> None:
    block = {"head": "项", "columns": [{"head": "数", "fact": "{row}", "kind": "gift"}]}
    with pytest.raises(ValueError, match="“数”栏的 kind 只能是 amount"):
        load_pages([{"name": "表", "title": "表", "blocks": [block]}], "110106", 2020, {})


ROWS = st.one_of(
    st.text("甲乙丙（）、01", min_size=1, max_size=8),
    st.sampled_from(["总表.收入总计", "支出表[合计].基本支出"]),
)


@given(ROWS, st.sampled_from(["上年:{row}", "{row}", "用途:{row}", "三公表.预算.{row}"]))
def test_the_row_of_a_name_is_found_again(row: str, pattern: str) -> None:
    column = InputColumn("数", fact=pattern)
    assert column.row_of(column.name(row)) == row


@pytest.mark.parametrize(
    "name", ["收入账[201].一般", "别的账[201].一般公共预算", "收入账[201]一般公共预算", "x"]
)
def test_other_names_have_no_row(name: str) -> None:
    assert InputColumn("数", fact="收入账[{row}].一般公共预算").row_of(name) is None


def test_a_line_goes_before_its_column() -> None:
    column = InputColumn("数", fact="绩效.{row}", kind="count")
    assert InputLine("金额", "金额", kind="amount").column(column).kind == "amount"
    assert InputLine("个数", "个数", unit="个").column(column).unit == "个"
    assert InputLine("甲", "甲").column(column) is column
    assert InputLine("个数", "个数", unit="个").shown == "个数（个）"


@pytest.mark.parametrize(
    ("printed", "head"),
    [
        ("项 目（元）", "项目"),
        ("一、项目", "项目"),
        ("项目\n（万元）", "项目"),
        ("设备（不含车辆）", "设备（不含车辆）"),
    ],
)
def test_heads_are_compared_without_layout(printed: str, head: str) -> None:
    assert head_of(printed) == head


def test_keys_choose_levels_and_classes() -> None:
    key = Key("编码", "economic", (5,), ("301",))
    assert key.fits("30101") and not key.fits("301") and not key.fits("30201")
