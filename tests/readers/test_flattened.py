"""Flattened tables: rows, cells of several paragraphs, merged cells, and what is no table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.report import Table
from mingzhang.readers.flattened import PrintedCell, find_table, rebuild
from mingzhang.readers.limits import Limits
from mingzhang.readers.watch import Watch
from tests.readers.office import TEXT, merges


def found(text: str) -> tuple[Table | None, int]:
    return find_table(text.split("\n"), 0, Watch("a.txt", Limits()))


def table(text: str) -> Table:
    result = found(text)[0]
    assert result is not None
    return result


def grid(*rows: list[str]) -> Table:
    return Table(rebuild([[PrintedCell([text], 1) for text in row] for row in rows]))


def spans(result: Table, row: int) -> list[int]:
    return [cell.colspan for cell in result.row(row)]


cell_text = st.lists(TEXT, min_size=1, max_size=3)


@given(
    st.integers(2, 5).flatmap(
        lambda n: st.lists(st.lists(cell_text, min_size=n, max_size=n), min_size=2, max_size=6)
    )
)
def test_rows_of_full_length_come_back(rows: list[list[list[str]]]) -> None:
    rows[-1][-1] = rows[-1][-1][:1]  # more would as well be the text below
    # A cell of several paragraphs prints them with a blank line between, and an empty one at its end.
    lines = ["".join("\t" + "\n\n".join(cell) + "\n" for cell in row) for row in rows]
    result, after = found("\n".join(lines) + "\n\n后文")
    assert result is not None
    assert [[c.text for c in result.row(r)] for r in range(len(rows))] == [
        ["".join(c) for c in row] for row in rows
    ]
    assert after == ("\n".join(lines) + "\n\n后文").count("\n")


@given(st.lists(st.lists(TEXT | st.just(""), min_size=1, max_size=7), min_size=1, max_size=8))
def test_every_row_covers_the_grid_once(rows: list[list[str]]) -> None:
    result = grid(*rows)
    height, width = result.shape
    assert (height, width) == (len(rows), max(map(len, rows)))
    assert sum(cell.rowspan * cell.colspan for cell in result.cells) == height * width
    assert all(result.at(r, c) is not None for r in range(height) for c in range(width))


@given(st.text("\t\t\n\n 甲1。", max_size=80))
def test_no_text_breaks_the_search(text: str) -> None:
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        _, after = find_table(lines, at, Watch("a.txt", Limits()))
        assert after > at
        at = after


def test_a_line_end_and_a_paragraph_end_inside_a_cell() -> None:
    result = table("\t年初预\n算数\n\t项目\n\n说明（15）\n\n\t1\n\t2\n\n\n")
    assert merges(result)[:2] == [(0, 0, 1, 1, "年初预算数"), (0, 1, 1, 1, "项目说明（15）")]
    assert [cell.line for cell in result.cells] == [1, 3, 7, 8]


def test_an_empty_paragraph_at_the_end_of_a_cell() -> None:
    text = "\t甲\n\t乙\n\t丙\n\n\t10\n\t20\n\n\n\t30\n\n\n后文"
    result, after = found(text)
    assert result is not None and result.shape == (2, 3)
    assert text.split("\n")[after] == "后文"


def test_two_tables_one_after_the_other() -> None:
    text = "\t甲\n\t乙\n\n\t1\n\t2\n\n\n\t丙\n\t丁\n\n\t3\n\t4\n"
    first, after = found(text)
    second, _ = find_table(text.split("\n"), after, Watch("a.txt", Limits()))
    assert first is not None and second is not None and second.cells[0].text == "丙"


def test_text_after_one_blank_line_ends_the_table_when_no_row_follows() -> None:
    result, after = found("\t甲\n\t乙\n\n\t1\n\t2\n\n正文一。\n\n正文二。\n")
    assert result is not None and result.shape == (2, 2) and after == 6


def test_empty_cells_from_the_left_belong_to_the_cell_above() -> None:
    result = grid(
        ["指标", "类", "名", "值"], ["产出", "数量", "甲", ""], ["", "", "乙", ""], ["", "质量", "", "2"]
    )
    assert (1, 0, 3, 1, "产出") in merges(result) and (1, 1, 2, 1, "数量") in merges(result)
    assert [cell.text for cell in result.row(3)] == ["产出", "质量", "", "2"]


def test_an_empty_row_stays_empty() -> None:
    result = grid(["甲", "乙"], ["", ""], ["1", "2"])
    assert all(cell.rowspan == 1 for cell in result.cells) and len(result.cells) == 6


def test_a_lone_title_covers_all_columns() -> None:
    assert spans(grid(["评分表"], ["甲", "乙", "丙"]), 0) == [3]


def test_numbers_keep_one_column_and_labels_take_the_rest() -> None:
    full = [str(n) for n in range(7)]
    assert spans(grid(full, ["合计", "100", "92.1", ""]), 1) == [4, 1, 1, 1]
    assert spans(grid(full, ["", "99.06%", "1,234.50"]), 1) == [5, 1, 1]


def test_headings_over_several_columns_share_them() -> None:
    result = grid(["项目", "收入", "支出"], ["", "年初", "全年", "年初", "全年"], ["甲", "1", "2", "3", "4"])
    assert spans(result, 0) == [1, 2, 2] and result.at(1, 0) is result.at(0, 0)


def test_neighbours_of_the_same_length_are_divided_alike() -> None:
    result = grid(["单位", "某某办公室", "电话", "12"], ["姓名", "甲", "邮箱", ""], list("ABCDEFG"))
    assert spans(result, 0) == spans(result, 1) and sum(spans(result, 0)) == 7


@pytest.mark.parametrize(
    "text",
    [
        "\t第一段到此为止。\n\n\t第二段到此为止。\n",
        "\t只有一行\n\t两格\n\n\n",
        "1.\t第一条说明到此为止。\n2.\t第二条说明到此为止。\n",
        "单位：某局\t日期：今日\n",
    ],
)
def test_indented_and_numbered_paragraphs_are_no_table(text: str) -> None:
    result, after = found(text)
    assert result is None and after > 0


def test_rows_with_tabs_between_cells() -> None:
    result, after = found("项目\t年初\t全年\n甲\t1\t\n\t2\t3\n后文")
    assert result is not None and after == 3
    assert merges(result)[3] == (1, 0, 2, 1, "甲") and result.at(1, 2).text == ""  # type: ignore[union-attr]


def test_a_long_file_of_odd_groups_takes_no_time() -> None:
    lines = ("\t甲\n\n\n" * 50_000).split("\n")
    watch = Watch("a.txt", Limits(seconds=5))
    at = 0
    while at < len(lines):
        _, at = find_table(lines, at, watch)
    watch.tick()
