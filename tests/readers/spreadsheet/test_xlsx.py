"""Workbooks: cells as Excel shows them, errors and hidden sheets named, titles apart from the grid."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from mingzhang.facts.report import Paragraph, Report, Table
from mingzhang.readers.limits import Limits
from mingzhang.readers.spreadsheet.xlsx import read_xlsx, stored_xlsx
from tests.readers.office import (
    DAMAGE,
    Merge,
    c,
    damaged,
    damaged_parts,
    grids,
    inline,
    merges,
    refusal,
    relations,
    rows,
    unzipped,
    xlsx,
    zipped,
)

SHARED_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
STYLES = (
    '<numFmts><numFmt numFmtId="176" formatCode="#,##0.00_ "/></numFmts>'
    '<borders><border><left/></border><border><left style="thin"/></border></borders>'
    ""
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="10"/><xf numFmtId="14"/>'
    '<xf numFmtId="0" borderId="1"/></cellXfs>'
)


def read(path: Path, sheet: str, **options: str) -> Report:
    return read_xlsx(xlsx(path / "a.xlsx", {"支出表": sheet}, **options), Limits())


def table(report: Report) -> Table:
    return next(report.tables())


def shown(report: Report) -> list[list[str]]:
    grid = table(report)
    return [[cell.text for cell in grid.row(r)] for r in range(grid.shape[0])]


def test_cells_are_read_as_they_are_shown(tmp_path: Path) -> None:
    first = inline("A1", "项目") + c("B1", "0", 't="s"') + c("C1", "1", 't="s"') + c("D1", "完", 't="str"')
    second = (
        c("A2", "1234.5", 's="1"')
        + c("B2", "0.1648", 's="2"')
        + c("C2", "45657", 's="3"')
        + c("D2", "1", 't="b"')
    )
    third = c("A3", "2940.0499999999997") + c("B3", "2024-12-31T00:00:00", 't="d"') + "<c r='D3'/>"
    strings = "<si><r><t>决</t></r><r><t>算</t></r><rPh><t>jue</t></rPh></si><si><t>年_x000D_\n末</t></si>"
    report = read(tmp_path, rows(first, second, third), styles=STYLES, strings=strings)
    assert shown(report) == [
        ["项目", "决算", "年末", "完"],
        ["1,234.50", "16.48%", "2024/12/31", "TRUE"],
        ["2940.05", "2024-12-31", "", ""],
    ]
    assert table(report).name == "支出表"


def test_cells_as_they_are_stored(tmp_path: Path) -> None:
    """What a format rounds or hides is there; dates and percentages stay what they are."""
    first = c("B3", "1234.5678", 's="1"') + c("C3", "0.1648", 's="2"') + c("D3", "45657", 's="3"')
    path = xlsx(tmp_path / "a.xlsx", {"甲": rows("", "", first), "乙": rows(c("A1", "5"))}, styles=STYLES)
    one, other = stored_xlsx(path, Limits())
    assert [(cell.row, cell.column, cell.text) for cell in one.cells] == [
        (2, 1, "1234.5678"), (2, 2, "16.48%"), (2, 3, "2024/12/31"),
    ]  # fmt: skip
    assert (one.name, other.name, other.cells[0].text) == ("甲", "乙", "5")
    assert shown(read_xlsx(path, Limits(), stored=True))[0][0] == "1234.5678"


def test_merged_areas_and_errors_keep_their_places(tmp_path: Path) -> None:
    merged = '<mergeCells><mergeCell ref="B2:C3"/></mergeCells>'
    sheet = rows(c("A1", "#REF!", 't="e"')) + merged
    (found,) = stored_xlsx(xlsx(tmp_path / "a.xlsx", {"甲": sheet}), Limits())
    assert [(cell.row, cell.column, cell.rowspan, cell.colspan, cell.error) for cell in found.cells] == [
        (0, 0, 1, 1, "#REF!"), (1, 1, 2, 2, None),
    ]  # fmt: skip


def test_error_cells_and_formulas_without_value_are_unread_not_empty(tmp_path: Path) -> None:
    first = c("A1", "1") + c("B1", "#REF!", 't="e"') + '<c r="C1"><f>A1+B1</f></c>'
    second = c("A2", "2") + '<c r="B2"><f>A2</f><v></v></c>' + '<c r="C2" t="str"><f>""</f><v></v></c>'
    report = read(tmp_path, rows(first, second))
    assert [(cell.text, cell.error) for cell in table(report).cells] == [
        ("1", None), ("#REF!", "#REF!"), ("", "无缓存值"), ("2", None), ("", "无缓存值"), ("", None),
    ]  # fmt: skip
    assert "B1 是错误值 #REF!" in report.notes[0] and "C1、B2" in report.notes[1]


def test_many_errors_are_counted(tmp_path: Path) -> None:
    lines = [c(f"A{n}", "#N/A", 't="e"') + c(f"B{n}", "1") for n in range(1, 9)]
    assert "A5 等 8 处" in read(tmp_path, rows(*lines)).notes[0]


def test_hidden_sheets_are_named_and_not_read(tmp_path: Path) -> None:
    sheet = rows(c("A1", "1") + c("B1", "2"))
    book = xlsx(tmp_path / "a.xlsx", {"明": sheet, "暗|hidden": sheet, "深|veryHidden": sheet})
    report = read_xlsx(book, Limits())
    assert [t.name for t in report.tables()] == ["明"]
    assert report.notes == ["工作表“暗”是隐藏的，未读取。", "工作表“深”是隐藏的，未读取。"]


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    sheet = '<cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1" hidden="1">'
    report = read(tmp_path, f"{sheet}{c('A1', '1')}{c('B1', '2')}</row></sheetData>")
    assert shown(report) == [["1", "2"]] and "1 个隐藏行、2 个隐藏列" in report.notes[0]


def test_titles_and_remarks_stand_outside_the_table(tmp_path: Path) -> None:
    sheet = rows(
        inline("A1", "支出决算表"),
        inline("C2", "公开 03 表"),
        inline("A3", "部门：某局") + inline("C3", "金额单位：万元"),
        inline("A4", "项目") + inline("B4", "本年") + inline("C4", "上年"),
        inline("A5", "合计") + c("B5", "1") + c("C5", "2"),
        inline("A6", "注：本表含单位结余。"),
    )
    report = read(tmp_path, sheet + '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>')
    kinds = [b.text if isinstance(b, Paragraph) else b.shape for b in report.blocks]
    assert kinds == [
        "支出决算表", "公开 03 表", "部门：某局", "金额单位：万元", (2, 3), "注：本表含单位结余。",
    ]  # fmt: skip


def test_borders_show_where_the_grid_ends(tmp_path: Path) -> None:
    ruled = [inline(f"A{n}", text, 4) + f'<c r="B{n}" s="4"/>' for n, text in ((2, "项目"), (3, "结转"))]
    report = read(tmp_path, rows(inline("A1", "表"), *ruled), styles=STYLES)
    assert [isinstance(b, Table) for b in report.blocks] == [False, True]
    assert [cell.text for cell in table(report).cells] == ["项目", "结转"]


def test_a_sheet_of_text_alone_has_no_table(tmp_path: Path) -> None:
    report = read(tmp_path, rows(inline("A1", "某局"), "", inline("B3", "2024 年度")))
    assert [b.text for b in report.paragraphs()] == ["某局", "2024 年度"] and not list(report.tables())


def test_stray_cells_and_empty_stretches_stay_small(tmp_path: Path) -> None:
    sheet = (
        rows(c("A1", "1") + c("B1", "2"))
        + '<sheetData><row r="1048576">'
        + c("XFD1048576", "3")
        + "</row></sheetData>"
    )
    assert table(read(tmp_path, sheet)).shape == (3, 4)


def test_places_may_be_left_out(tmp_path: Path) -> None:
    cells = "<c><v>1</v></c><c><v>2</v></c>"
    assert (
        shown(read(tmp_path, f"<sheetData><row>{cells}</row><row>{cells}</row></sheetData>"))
        == [["1", "2"]] * 2
    )


def test_merged_areas_that_overlap_or_make_no_sense(tmp_path: Path) -> None:
    refs = ("A1:B1", "B1:C1", "C9", "XYZ", "C2:A1", "A2:A3")
    areas = "".join(f'<mergeCell ref="{ref}"/>' for ref in refs)
    sheet = rows(c("A1", "1") + c("C1", "3"), c("A2", "4") + c("B2", "5"), c("B3", "6"))
    grid = table(read(tmp_path, f"{sheet}<mergeCells>{areas}</mergeCells>"))
    assert grid.shape == (3, 3)
    assert merges(grid)[:3] == [(0, 0, 1, 2, "1"), (0, 2, 1, 1, "3"), (1, 0, 2, 1, "4")]


def letter(column: int) -> str:
    return chr(ord("A") + column)


@SHARED_FOLDER
@given(grid=grids())
def test_any_grid_comes_back(tmp_path: Path, grid: tuple[int, int, list[Merge]]) -> None:
    height, width, cells = grid
    lines = [
        "".join(inline(f"{letter(k)}{r + 1}", t) for r, k, _, _, t in cells if r == i) for i in range(height)
    ]
    areas = "".join(
        f'<mergeCell ref="{letter(k)}{r + 1}:{letter(k + right - 1)}{r + down}"/>'
        for r, k, down, right, _ in cells
        if down * right > 1
    )
    found = table(read(tmp_path, f"{rows(*lines)}<mergeCells>{areas}</mergeCells>"))
    assert found.shape == (height, width)
    assert merges(found) == cells


@settings(SHARED_FOLDER)
@given(places=DAMAGE)
def test_damage_is_refused_or_read(tmp_path: Path, places: list[tuple[int, int]]) -> None:
    sheet = rows(
        inline("A1", "项目") + c("B1", "0", 't="s"'), c("A2", "1.5", 's="1"') + c("B2", "3", 's="3"')
    )
    whole = xlsx(
        tmp_path / "whole.xlsx",
        {"表": sheet + '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'},
        styles=STYLES,
        strings="<si><t>决算</t></si>",
    )
    path = tmp_path / "a.xlsx"
    path.write_bytes(damaged(whole.read_bytes(), places))
    refusal(read_xlsx, path)
    refusal(read_xlsx, damaged_parts(whole, path, places[:3]))


def test_limits_stop_a_huge_sheet(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"表": rows(*(c(f"A{n}", "1") + c(f"B{n}", "2") for n in range(1, 99)))})
    assert "超过" in refusal(read_xlsx, path, Limits(cells=50))
    assert "已停止" in refusal(read_xlsx, path, Limits(seconds=-1))


def test_a_merged_area_repeated_without_end_is_refused(tmp_path: Path) -> None:
    sheet = rows(c("A1", "1") + c("Z1", "1"), *(c(f"A{n}", "2") for n in range(2, 60)))
    areas = '<mergeCell ref="A1:Z59"/>' * 20000
    path = xlsx(tmp_path / "a.xlsx", {"表": f"{sheet}<mergeCells>{areas}</mergeCells>"})
    assert "单元格" in refusal(read_xlsx, path)


@pytest.mark.parametrize("value", ["NaN", "1e999999999", "Infinity", "1" + "0" * 400])
def test_what_is_no_number_is_unread_not_empty(tmp_path: Path, value: str) -> None:
    report = read(
        tmp_path, rows(inline("A1", "项目") + inline("B1", "金额"), inline("A2", "甲") + c("B2", value))
    )
    cell = table(report).at(1, 1)
    assert cell is not None and cell.error == value[:20]
    assert report.notes == [f"工作表“支出表”的 B2 是错误值 {value[:20]}，未读取。"]


def test_texts_that_are_not_in_the_file_are_refused(tmp_path: Path) -> None:
    sheet = rows(c("A1", "0", 't="s"'))
    without = xlsx(tmp_path / "a.xlsx", {"甲": sheet})
    assert "xl/sharedStrings.xml" in refusal(read_xlsx, without)
    parts = unzipped(xlsx(tmp_path / "b.xlsx", {"甲": sheet}, strings="<si><t>收</t></si>"))
    assert not refusal(read_xlsx, zipped(tmp_path / "b.xlsx", dict(parts)))
    for lost in ("xl/sharedStrings.xml", "xl/sheets/1.xml"):
        kept = {name: data for name, data in parts.items() if name != lost}
        assert refusal(read_xlsx, zipped(tmp_path / "c.xlsx", dict(kept))) == f"文件不完整，缺少 {lost}"


@pytest.mark.parametrize("index", ["1e9", "NaN", "-1", "1", "9" * 4400, ""])
def test_one_text_that_is_not_in_the_file_leaves_one_cell_unread(tmp_path: Path, index: str) -> None:
    sheet = rows(c("A1", "0", 't="s"') + c("B1", index, 't="s"'), inline("A2", "支") + c("B2", "7"))
    report = read_xlsx(xlsx(tmp_path / "d.xlsx", {"甲": sheet}, strings="<si><t>收</t></si>"), Limits())
    assert [(cell.text, cell.error) for cell in table(report).cells] == [
        ("收", None), ("", "缺文字"), ("支", None), ("7", None),
    ]  # fmt: skip
    assert report.notes == ["工作表“甲”的 B1 的文字不在文件里，未读取；请用 Excel 或 WPS 打开核对。"]


def test_a_minus_that_the_format_hides_is_read(tmp_path: Path) -> None:
    styles = STYLES.replace("#,##0.00_ ", "0.00;[Red]0.00")
    report = read(tmp_path, rows(inline("A1", "结余") + c("B1", "-7.25", 's="1"')), styles=styles)
    assert shown(report) == [["结余", "-7.25"]]


def formulas(*values: str) -> str:
    """A row of formulas with these stored results."""
    cells = (f'<c r="{chr(66 + n)}1"><f>SUM(A9:A10)</f><v>{value}</v></c>' for n, value in enumerate(values))
    return rows(inline("A1", "合计") + "".join(cells), c("B2", "3.5"))


def test_zeros_that_excel_shall_calculate_are_not_read(tmp_path: Path) -> None:
    asked = '<calcPr fullCalcOnLoad="1"/>'
    cells = table(read(tmp_path, formulas("0", "0"), book=asked)).cells
    assert [cell.error for cell in cells][:3] == [None, "无缓存值", "无缓存值"]
    empty = formulas("0", "0").replace("3.5", "0.00")
    for sheet, book in ((formulas("0", "5.5"), asked), (formulas("0", "0"), ""), (empty, asked)):
        assert not any(cell.error for cell in table(read(tmp_path, sheet, book=book)).cells)


def test_the_head_of_the_printed_page_is_read(tmp_path: Path) -> None:
    header = '<oddHeader>&amp;C&amp;"宋体,加粗"&amp;14收入表&amp;R单位：元&amp;P</oddHeader>'
    first = inline("A1", "项目") + inline("B1", "金额")
    report = read(tmp_path, rows(first, c("A2", "1")) + f"<headerFooter>{header}</headerFooter>")
    assert [paragraph.text for paragraph in report.paragraphs()] == ["收入表", "单位：元"]


def test_a_merged_sheet_stays_small(tmp_path: Path) -> None:
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    (found,) = stored_xlsx(xlsx(tmp_path / "a.xlsx", {"甲": rows(c("A1", "1")) + merged}), Limits())
    assert found.cells[0].rowspan <= 200 and found.cells[0].colspan <= 200


def test_text_boxes_on_a_sheet_are_read(tmp_path: Path) -> None:
    sheet = rows(inline("A1", "项目") + inline("B1", "金额"), c("A2", "1"))
    parts = unzipped(xlsx(tmp_path / "a.xlsx", {"甲": sheet}))
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    box = (
        f'<d xmlns:a="{drawing}"><a:p><a:r><a:t>单位：</a:t></a:r><a:r><a:t>千元</a:t></a:r></a:p><a:p/></d>'
    )
    more = {
        "xl/sheets/_rels/1.xml.rels": relations(drawing1="../drawings/1.xml"),
        "xl/drawings/1.xml": box,
    }
    report = read_xlsx(zipped(tmp_path / "b.xlsx", parts | more), Limits())
    assert [paragraph.text for paragraph in report.paragraphs()] == ["单位：千元"]
