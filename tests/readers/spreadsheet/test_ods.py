"""OpenDocument sheets: text as shown, merges, errors, repeated and hidden parts."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingzhang.readers import read_report, stored_sheets
from mingzhang.readers.limits import Limits
from tests.readers.legacy import ods
from tests.readers.office import refusal


def cell(text: str = "", kind: str = "string", more: str = "") -> str:
    inner = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell office:value-type="{kind}" {more}>{inner}</table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def table(*rows: str, name: str = "表1", style: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{"".join(rows)}</table:table>'


SMALL = (row(cell("项目"), cell("金额")), row(cell("合计"), cell("1,234.50", "float")))


def test_cells_read_as_they_are_shown(tmp_path: Path) -> None:
    note = "<text:span>甲</text:span><text:s/>乙<office:annotation><text:p>批注</text:p></office:annotation>"
    report = read_report(ods(tmp_path / "a.ods", table(*SMALL, row(cell(note), cell("2", "float")))))
    found = next(report.tables())
    assert [c.text for c in found.cells] == ["项目", "金额", "合计", "1,234.50", "甲 乙", "2"]
    assert (report.format, found.name, report.notes) == ("ods", "表1", [])


def test_numbers_as_they_are_stored(tmp_path: Path) -> None:
    exact = cell("1,234.57", "float", 'office:value="1234.5678"')
    share = cell("12.3%", "percentage", 'office:value="0.1234"')
    path = ods(tmp_path / "a.ods", table(row(cell("项目")), row(cell(), exact, share)))
    (found,) = stored_sheets(path, Limits(), "ods")
    assert [(c.row, c.column, c.text) for c in found.cells] == [
        (0, 0, "项目"), (1, 1, "1234.5678"), (1, 2, "12.3%"),
    ]  # fmt: skip


def test_merges_are_kept(tmp_path: Path) -> None:
    wide = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    rows = (
        row(cell("总", more=wide), "<table:covered-table-cell/>", cell("x")),
        row("<table:covered-table-cell table:number-columns-repeated='2'/>", cell("y")),
    )
    found = next(read_report(ods(tmp_path / "a.ods", table(*rows, *SMALL))).tables())
    assert [(c.rowspan, c.colspan) for c in found.cells if c.text == "总"] == [(2, 2)]


def test_errors_and_hidden_sheets_are_told(tmp_path: Path) -> None:
    bad = cell("#REF!", "string", 'calcext:value-type="error"')
    unseen = '<style:table-properties table:display="false"/>'
    hidden = f'<style:style style:name="h" style:family="table">{unseen}</style:style>'
    tables = table(*SMALL, row(cell("其他"), bad)) + table(*SMALL, name="备查", style="h")
    report = read_report(ods(tmp_path / "a.ods", tables, hidden))
    assert report.notes == ["工作表“表1”的 B3 是错误值 #REF!，未读取。", "工作表“备查”是隐藏的，未读取。"]
    assert next(report.tables()).at(2, 1).error == "#REF!"  # type: ignore[union-attr]


def test_repeated_cells_count_and_empty_ones_do_not(tmp_path: Path) -> None:
    again = row(
        cell("5", "float", 'table:number-columns-repeated="2"'), more='table:number-rows-repeated="2"'
    )
    empty = row(
        cell(more='table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048000"'
    )
    shown = next(read_report(ods(tmp_path / "a.ods", table(*SMALL, again, empty))).tables())
    assert shown.shape == (4, 2)
    many = row(
        cell("5", "float", 'table:number-columns-repeated="16384"'),
        more='table:number-rows-repeated="1048576"',
    )
    assert "单元格超过" in refusal(read_report, ods(tmp_path / "b.ods", table(many)), Limits(cells=50_000))


def test_hidden_rows_and_header_groups_are_read(tmp_path: Path) -> None:
    grouped = f"<table:table-header-rows>{SMALL[0]}</table:table-header-rows>"
    concealed = row(cell("其他"), cell("1", "float"), more='table:visibility="collapse"')
    report = read_report(ods(tmp_path / "a.ods", table(grouped, SMALL[1], concealed)))
    assert next(report.tables()).shape == (3, 2) and "1 个隐藏行" in report.notes[0]


def test_borders_make_a_row_part_of_the_grid(tmp_path: Path) -> None:
    border = '<style:table-cell-properties fo:border="0.5pt solid #000"/>'
    look = f'<style:style style:name="b">{border}</style:style>'
    rows = row(
        cell("单位：某局", more='table:style-name="b"'), cell("年度：某年", more='table:style-name="b"')
    )
    assert len(read_report(ods(tmp_path / "a.ods", table(rows, *SMALL), look)).blocks) == 1
    assert len(read_report(ods(tmp_path / "b.ods", table(rows, *SMALL))).blocks) == 3


def test_a_password_and_other_kinds_are_told(tmp_path: Path) -> None:
    locked = ods(tmp_path / "a.ods", "", **{"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"})
    assert "有密码" in refusal(read_report, locked)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.sampled_from(["甲", "1.00", "-3", "乙丙"]), min_size=2, max_size=4),
        min_size=2,
        max_size=5,
    )
)
def test_what_was_written_is_read(tmp_path: Path, lines: list[list[str]]) -> None:
    width = max(map(len, lines))
    filled = [line + ["空"] * (width - len(line)) for line in lines]
    found = next(
        read_report(ods(tmp_path / "a.ods", table(*(row(*map(cell, line)) for line in filled)))).tables()
    )
    assert [cell.text for cell in found.cells] == [text for line in filled for text in line]


def test_the_store_decides_the_sign_and_what_is_a_number(tmp_path: Path) -> None:
    cells = (
        cell("3.25", "float", 'office:value="-3.25"'),
        cell("(3.25)", "float", 'office:value="-3.25"'),
        cell("NaN", "float", 'office:value="NaN"'),
        cell("1E+99", "float", 'office:value="1e999999999"'),
    )
    report = read_report(ods(tmp_path / "a.ods", table(*SMALL, row(*cells))))
    found = next(report.tables()).row(2)
    assert [(c.text, c.error) for c in found] == [
        ("-3.25", None), ("(3.25)", None), ("", "NaN"), ("", "1e999999999"),
    ]  # fmt: skip
    assert len(report.notes) == 2
