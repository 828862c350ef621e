"""Web pages: what a browser shows is read, tables that place the page are unwrapped."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from mingzhang.facts.report import Report, Table
from mingzhang.readers import read_report
from mingzhang.readers.html import read_html
from mingzhang.readers.limits import Limits
from tests.readers.office import DAMAGE, Merge, damaged, grids, merges, refusal

SHARED_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(path: Path, page: str, encoding: str = "utf-8") -> Report:
    file = path / "a.html"
    file.write_bytes(page.encode(encoding))
    return read_html(file, Limits())


def texts(report: Report) -> list[str]:
    return [q.text for q in report.paragraphs()]


def table(report: Report) -> Table:
    return next(report.tables())


def test_blocks_are_paragraphs_with_their_level(tmp_path: Path) -> None:
    page = "<h1>决算</h1>引言<div><p>收入<b>6.</b>20</p>尾</div><h3>二</h3><p>甲<br>乙</p><ul><li>丙</ul>"
    report = read(tmp_path, page)
    assert texts(report) == ["决算", "引言", "收入6.20", "尾", "二", "甲", "乙", "丙"]
    assert [q.level for q in report.paragraphs()] == [1, 0, 0, 0, 3, 0, 0, 0]


def test_what_no_browser_shows_is_dropped(tmp_path: Path) -> None:
    page = (
        "<title>题</title><script>1</script><style>2</style><nav>3</nav><!--4-->"
        "<p>甲<!--5-->乙<del>6</del>丙<p style='display: none'>7</p>丁"
        "<p hidden>8</p><noscript>9</noscript><footer>备案</footer>戊"
    )
    assert texts(read(tmp_path, page)) == ["甲乙丙", "丁", "戊"]


def test_blanks_as_a_browser_shows_them(tmp_path: Path) -> None:
    page = "<p>收入\n  合计 \n 6.20&nbsp;万元  total\n amount</p><pre>一\n二</pre>"
    assert texts(read(tmp_path, page)) == ["收入合计 6.20\xa0万元 total amount", "一", "二"]


@pytest.mark.parametrize(
    ("meta", "encoding"),
    [
        ("", "utf-8"),
        ("", "gb18030"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ("<meta charset=gb2312>", "gbk"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gbk"),
        ("<meta charset=utf-8>", "gbk"),
        ("<meta charset=no-such>", "utf-8"),
    ],
)
def test_encodings_declared_or_not(tmp_path: Path, meta: str, encoding: str) -> None:
    assert texts(read(tmp_path, f"<html><head>{meta}</head><p>部门决算</p></html>", encoding)) == ["部门决算"]


def test_tables_with_head_caption_and_spans(tmp_path: Path) -> None:
    page = (
        "<table><caption>表一</caption><thead><tr><th rowspan=2>项目<th colspan='2'>金额<br>（万元）</thead>"
        "<tr><td><p>年</p><p>初</p><td>年末<tr><td>甲<td>1<td>2</table>后"
    )
    report = read(tmp_path, page)
    assert texts(report) == ["表一", "后"]
    assert merges(table(report))[:4] == [
        (0, 0, 2, 1, "项目"), (0, 1, 1, 2, "金额（万元）"), (1, 1, 1, 1, "年初"), (1, 2, 1, 1, "年末"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>栏目</td><td><h2>题</h2><p>文</p></td></tr></table>",
        "<table><tr><td>栏目</td></tr></table>题文",
        "<table><tr><td>栏目<td><p>一</p><p>二</p><p>三</p></table>",
    ],
)
def test_tables_that_place_the_page_are_unwrapped(tmp_path: Path, page: str) -> None:
    report = read(tmp_path, page)
    assert not list(report.tables()) and len(texts(report)) >= 2


def test_a_table_inside_a_placing_table_is_found(tmp_path: Path) -> None:
    inner = "<table><tr><td>项目<td>金额<tr><td>合计收入支出<td>6.20</table>"
    report = read(tmp_path, f"<table><tr><td>前<td>{inner}</td></tr></table>")
    assert texts(report) == ["前"] and table(report).shape == (2, 2) and not report.notes


def test_a_small_table_inside_a_cell_is_flattened_and_told(tmp_path: Path) -> None:
    inner = "<table><tr><td>甲<td>乙</table>"
    report = read(tmp_path, f"<table><tr><td>项目名称说明<td>金额（万元）<tr><td>{inner}<td>1</table>")
    assert table(report).at(1, 0).text == "甲 乙"  # type: ignore[union-attr]
    assert "1 个嵌套表格" in report.notes[0]


def test_spans_that_run_over_the_table(tmp_path: Path) -> None:
    page = "<table><tr><td rowspan=0>甲<td colspan=x>乙<td rowspan=99>丙<tr><td colspan=3>丁</table>"
    assert merges(table(read(tmp_path, page))) == [
        (0, 0, 2, 1, "甲"), (0, 1, 1, 1, "乙"), (0, 2, 2, 1, "丙"), (1, 1, 1, 1, "丁"),
    ]  # fmt: skip


@SHARED_FOLDER
@given(grid=grids())
def test_any_grid_comes_back(tmp_path: Path, grid: tuple[int, int, list[Merge]]) -> None:
    height, width, cells = grid
    lines = [
        "".join(
            f"<td rowspan={down} colspan={right}><p class=MsoNormal>{escape(text)}</p></td>"
            for r, _k, down, right, text in cells
            if r == i
        )
        for i in range(height)
    ]
    found = table(read(tmp_path, "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"))
    assert found.shape == (height, width)
    assert merges(found) == [(r, k, down, right, " ".join(text.split())) for r, k, down, right, text in cells]


@settings(SHARED_FOLDER)
@given(places=DAMAGE)
def test_damage_is_refused_or_read(tmp_path: Path, places: list[tuple[int, int]]) -> None:
    page = "<html><body><h1>决算</h1><table><tr><td rowspan=2>甲<td>1<tr><td>2</table><p>后</body></html>"
    file = tmp_path / "a.html"
    file.write_bytes(damaged(page.encode(), places))
    refusal(read_html, file)


def test_hostile_pages_are_refused_or_harmless(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("<div>" * 100_000, encoding="utf-8")
    assert "嵌套过深" in refusal(read_html, file)
    file.write_text("<table><tr><td>" * 200, encoding="utf-8")
    refusal(read_html, file)
    file.write_text(
        "<table><tr><td colspan=1000 rowspan=9>1<td>2" + "<tr><td colspan=1000>3<td>4" * 3000,
        encoding="utf-8",
    )
    assert "单元格" in refusal(read_html, file)
    bomb = '<!DOCTYPE html [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;">]><p>甲&b;<p>&lt;乙'
    assert "".join(texts(read(tmp_path, bomb))).count("哈") == 0
    assert "MB" in refusal(read_html, file, Limits(file_bytes=10))


def test_shallow_limits_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("<div>" * 30 + "甲", encoding="utf-8")
    assert "嵌套过深" in refusal(read_html, file, Limits(depth=20))


def test_rows_without_cells_have_no_height_but_where_a_cell_reaches_down(tmp_path: Path) -> None:
    found = table(read(tmp_path, "<table><tr><td>甲<td>1</tr><tr></tr><tr><td>乙<td>2</tr></table>"))
    assert [(c.text, c.row) for c in found.cells] == [("甲", 0), ("1", 0), ("乙", 1), ("2", 1)]
    found = table(
        read(tmp_path, "<table><tr><td rowspan=2>甲<td>1</tr><tr></tr><tr><td>乙<td>2</tr></table>")
    )
    assert [(c.text, c.row, c.rowspan) for c in found.cells if c.column == 0] == [("甲", 0, 2), ("乙", 2, 1)]


def test_cells_merged_to_the_end_are_told(tmp_path: Path) -> None:
    report = read(tmp_path, "<table><tr><td rowspan=0>甲<td>1<tr><td>2</table>")
    assert report.notes == ["网页有 1 格写着 rowspan=0（一直合并到表底），下面各行被挤到了右边，请核对。"]


@pytest.mark.parametrize(
    "markup",
    [
        "<style>.old{display:none}</style><p>收入<span class='x old'>99.99</span>7.25万元。",
        "<style>/* 旧 */ span.old , b {visibility: hidden}</style><p>收入<span class=old>9.1</span>7.25万元。",
        "<style>#old{opacity:0}</style><p>收入<span id=old>9.1</span>7.25万元。",
        "<p>收入<span style='font-size:0'>9.1</span>7.25万元。",
        "<p>收入<span style='color: transparent'>9.1</span>7.25万元。",
        "<p>收入<s>9.1</s>7.25万元。",
        "<p>收入<span style='text-decoration:line-through'>9.1</span>7.25万元。",
    ],
)
def test_what_styles_hide_or_cross_out_is_not_read(tmp_path: Path, markup: str) -> None:
    assert texts(read(tmp_path, markup)) == ["收入7.25万元。"]


def test_styles_for_print_and_for_parts_inside_others_hide_nothing(tmp_path: Path) -> None:
    styles = "<style>@media print{.a{display:none}} .b .c{display:none} .d:hover{display:none}</style>"
    assert texts(read(tmp_path, f"{styles}<p class=a>甲<p class=c>乙<p class=d>丙")) == ["甲", "乙", "丙"]


def test_a_page_of_frames_names_the_files_that_hold_the_sheets(tmp_path: Path) -> None:
    page = '<html><frameset><frame src="表.files/sheet001.htm"><noframes><p>框架</noframes></frameset>'
    (tmp_path / "a.xls").write_text(page, encoding="utf-8")
    reason = refusal(lambda path, limits: read_report(path, limits), tmp_path / "a.xls")
    assert "表.files/sheet001.htm" in reason and "没有读取" in reason
