"""Lines to paragraphs: what continues, what begins anew, what is furniture, what is contents."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from mingzhang.facts.report import Paragraph, Table
from mingzhang.readers.pdf import flow
from mingzhang.readers.pdf.flow import PageItems, PlacedTable, paragraph, paragraphs, without_furniture
from mingzhang.readers.pdf.lines import VisualLine

LEFT, EM, CHARS = 72.0, 12.0, 37  # a text block of 37 characters, 72…516 on a page 588 wide
FULL = "与上一年度相比本单位收入总计有所增加主要原因是人员变动以及项目安排调整等多种因素共同影响"[:CHARS]


def line(text: str, y: float, indent: float = 0, page: int = 1, em: float = EM) -> VisualLine:
    xs = [LEFT + indent * EM]
    for char in text:
        xs.append(xs[-1] + (em / 2 if char.isascii() else em))
    return VisualLine(text, xs, y, em, page)


def sheet(*rows: tuple[str, float], page: int = 1, top: float = 100.0) -> PageItems:
    """Lines 20 points apart, each with its indentation in characters."""
    items: list[VisualLine | PlacedTable] = [
        line(text, top + 20 * index, indent, page) for index, (text, indent) in enumerate(rows)
    ]
    return PageItems(page, 588.0, 842.0, items)


def texts(*pages: PageItems) -> list[str]:
    return [block.text for block in paragraphs(pages) if isinstance(block, Paragraph)]


BLOCK: list[tuple[str, float]] = [(FULL[2:], 2), (FULL, 0), (FULL, 0), ("到此为止。", 0)]
BODY = FULL[2:] + FULL + FULL + "到此为止。"


def test_a_sentence_over_several_lines_is_one_paragraph() -> None:
    assert texts(sheet(*BLOCK, *BLOCK)) == [BODY, BODY]


def test_headings_stand_alone() -> None:
    assert texts(sheet(("二、收入情况", 0), *BLOCK, ("（一）总体情况", 2), ("收入合计12万元。", 2))) == [
        "二、收入情况",
        BODY,
        "（一）总体情况",
        "收入合计12万元。",
    ]


def test_a_number_that_did_not_fit_continues_the_sentence() -> None:
    short = FULL[2:-6]  # six characters of room: 1,234,567.89 needs as much, so the program broke here
    rows = [*BLOCK, (short, 2), ("1,234,567.89万元，占全部收入的比重较大。", 0)]
    assert texts(sheet(*rows))[-1] == short + "1,234,567.89万元，占全部收入的比重较大。"


def test_a_line_its_author_ended_is_not_continued() -> None:
    assert texts(sheet(*BLOCK, ("其中：", 2), ("办公费1万元。", 2)))[1:] == ["其中：", "办公费1万元。"]


def test_numbered_items_begin_anew_even_without_indentation() -> None:
    ending = FULL[:-1] + "。"
    assert texts(sheet(*BLOCK, (ending, 0), ("1、行政运行。", 0), ("（二）项目支出。", 0)))[1:] == [
        ending,
        "1、行政运行。",
        "（二）项目支出。",
    ]


def test_a_list_hanging_behind_its_numbers_is_kept_together() -> None:
    rows = [*BLOCK, ("1、" + FULL[2:], 0), (FULL[2:], 2), ("完。", 2), ("2、另一项。", 0)]
    assert texts(sheet(*rows))[1:] == ["1、" + FULL[2:] + FULL[2:] + "完。", "2、另一项。"]


def test_a_larger_line_is_a_heading_even_when_full() -> None:
    page = sheet(*BLOCK)
    page.items.append(line(FULL[:28], 260, em=16))
    page.items.append(line("正文。", 290))
    assert texts(page)[1:] == [FULL[:28], "正文。"]


def test_a_title_centred_over_two_lines_is_one() -> None:
    title = ("第三部分某市某局二〇二四年度部门决算情况以及其他有关内容的补充情况及其"[:35], 1.0)
    assert texts(sheet(*BLOCK, title, ("情况说明", 16.5), ("收入总计1万元。", 2)))[1:] == [
        title[0] + "情况说明",
        "收入总计1万元。",
    ]


def test_a_sentence_goes_on_over_the_page() -> None:
    first = sheet(*BLOCK, (FULL[2:], 2), (FULL, 0))
    second = sheet(("这里结束。", 0), ("新的一段。", 2), *BLOCK, page=2)
    found = [block for block in paragraphs([first, second]) if isinstance(block, Paragraph)]
    assert [block.text for block in found][1:3] == [FULL[2:] + FULL + "这里结束。", "新的一段。"]
    assert [record.page for record in found[1].lines] == [1, 1, 2]
    start = found[1].text.index("这里")
    place = found[1].place(start, start + 2)
    assert place.page == 2 and place.bbox is not None and place.bbox[0] == LEFT


def test_a_table_ends_the_paragraph() -> None:
    page = sheet(*BLOCK, (FULL[2:], 2))
    page.items.append(PlacedTable(Table([]), [72.0, 500.0], 220.0, 300.0))
    page.items.append(line("表后。", 320))
    assert [type(block).__name__ for block in paragraphs([page])] == ["Paragraph"] * 2 + [
        "Table",
        "Paragraph",
    ]


def test_lines_in_columns_are_never_run_together() -> None:
    page = sheet(*BLOCK)
    for y in (200, 220):
        columns = line("教育支出" + " " * 50 + "12.50", y)
        columns.wide = True
        page.items.append(columns)
    assert len(texts(page)) == 3


def test_words_keep_their_blank_and_numbers_broken_by_force_do_not_get_one() -> None:
    joined = paragraph([line("made by World", 100), line("Bank", 120)])
    assert joined.text == "made by World Bank"
    assert [record.start for record in joined.lines] == [0, 14]
    assert [len(record.xs) for record in joined.lines] == [15, 5]


# ---- furniture


def numbered(texts: Sequence[str], y: float = 815.0) -> list[PageItems]:
    pages = [sheet(*BLOCK, page=number) for number in range(1, len(texts) + 1)]
    for page, text in zip(pages, texts, strict=True):
        page.items.append(line(text, y, 16, page.page))
    return pages


@pytest.mark.parametrize(
    "marks",
    [["1", "2", "3"], ["-1-", "-2-", "-3-"], ["— 7 —", "— 8 —", "— 9 —"], ["第1页", "第2页", "第3页"],
     ["1/3", "2/3", "3/3"], ["第1页 共3页", "第2页 共3页", "第3页 共3页"], ["5", "6", "7"]],
    ids=str,
)  # fmt: skip
def test_page_numbers_go(marks: list[str]) -> None:
    pages = numbered(marks)
    assert without_furniture(pages) == []
    assert [len(page.items) for page in pages] == [len(BLOCK)] * 3


@pytest.mark.parametrize("marks", [["120", "35", "7"], ["合计", "12", "其他"]])
def test_other_figures_at_the_edge_stay(marks: list[str]) -> None:
    pages = numbered(marks)
    without_furniture(pages)
    assert [len(page.items) for page in pages] == [len(BLOCK) + 1] * 3


def test_a_page_number_in_the_middle_of_the_page_is_text() -> None:
    pages = numbered(["1", "2", "3"], y=400.0)
    without_furniture(pages)
    assert all(len(page.items) == len(BLOCK) + 1 for page in pages)


def test_a_running_title_needs_three_pages_at_one_height() -> None:
    pages = numbered(["某局2024年决算"] * 3)
    assert [(p.kind, p.text, p.page) for p in without_furniture(pages)] == [("header", "某局2024年决算", 1)]
    two = numbered(["某局2024年决算"] * 2)
    assert without_furniture(two) == [] and len(two[0].items) == len(BLOCK) + 1


def test_title_and_number_below_each_other_both_go() -> None:
    pages = numbered(["某局2024年决算"] * 3, y=790.0)
    for page in pages:
        page.items.append(line(str(page.page), 815, 16, page.page))
    assert [p.text for p in without_furniture(pages)] == ["某局2024年决算"]
    assert [len(page.items) for page in pages] == [len(BLOCK)] * 3


# ---- contents


def kinds(*pages: PageItems) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in paragraphs(pages) if isinstance(block, Paragraph)]


@pytest.mark.parametrize("dots", ["……………………", "............", "······", "．．．．．．．．"])
def test_entries_with_leader_dots_lose_them_and_keep_their_page(dots: str) -> None:
    found = kinds(sheet((f"一、概况{dots}3", 0), (f"二、决算表{dots}", 0)), sheet(*BLOCK, page=2))
    assert found[:2] == [("contents", "一、概况 3"), ("contents", "二、决算表")]
    assert found[2][0] == "text"


def test_an_ellipsis_in_a_sentence_is_no_leader() -> None:
    assert kinds(sheet(*BLOCK, ("主要包括办公费、印刷费……", 2)))[1] == ("text", "主要包括办公费、印刷费……")


def test_contents_without_dots_end_where_the_first_heading_comes_again() -> None:
    page = sheet(("目 录", 14), ("第一部分 概况", 0), ("一、职能", 0), ("第二部分 决算表", 0))
    body = sheet(("第一部分 概况", 10), ("一、职能", 0), *BLOCK, page=2)
    assert [kind for kind, _ in kinds(page, body)] == ["contents"] * 4 + ["text"] * 3


def test_contents_without_a_heading_said_again_end_with_their_page() -> None:
    page = sheet(("目录", 14), ("一、职能", 0), ("二、机构", 0))
    body = sheet(("某局主要职能", 10), *BLOCK, page=2)
    assert [kind for kind, _ in kinds(page, body)] == ["contents"] * 3 + ["text"] * 2


def test_a_heading_before_a_quotation_where_one_line_alone_reaches_the_margin() -> None:
    heading = "一、" + "部门决算收支情况说明" * 3 + "概况简"
    quoted = "“十四五”规划编制经费支出决算比上年减少，主要是压缩开支。"
    rows: list[tuple[str, float]] = [(heading, 2), (quoted, 2), (FULL[2:], 2), ("二、机关运行经费" * 3, 2)]
    page = sheet(*rows, (FULL[2:], 2), (FULL[:-2] + "。", 0))
    assert texts(page)[:2] == [heading, quoted]


def test_the_margins_of_many_pages_are_found_once_for_all_of_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    edges = flow._edges

    def counted(lines: list[VisualLine], wide: float, *default: flow._Margins) -> flow._Margins:
        seen.append(len(lines))
        return edges(lines, wide, *default)

    monkeypatch.setattr(flow, "_edges", counted)
    assert texts(*(sheet(*BLOCK, page=page) for page in range(1, 31))) == [BODY] * 30
    assert sum(seen) == 2 * 30 * len(BLOCK)


def test_a_running_title_is_handed_back_once_for_each_height() -> None:
    pages = [PageItems(n, 588, 842, [line("某局决算", 40.0 + 20 * (n % 2), page=n)]) for n in range(1, 9)]
    assert [p.page for p in without_furniture(pages)] == [1, 2]
    assert not any(page.items for page in pages)
