"""The workbook of a publication: reads back, and its formulas give what is printed."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.utils import range_boundaries

from mingzhang.facts.publication import CAPTION, NOTE, NUMBER, TABLE, UNITS, Piece, Publication
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.writers.spreadsheet.account import number_format, value_of, write_xlsx
from tests.writers.publications import fengtai, long, publications, random_account
from tests.writers.roundtrip import cells, meant, read_back, said


def book_of(publication: Publication, values: bool = False) -> Any:
    stream = io.BytesIO()
    write_xlsx(publication, stream)
    return openpyxl.load_workbook(stream, data_only=values)


def two(first: str, second: str, total: str, **kinds: Any) -> Publication:
    """Two figures and their total."""
    table = Table([
        Cell("项目", 0, 0), Cell("决算数", 0, 1), Cell("甲", 1, 0), Cell(first, 1, 1), Cell("乙", 2, 0),
        Cell(second, 2, 1), Cell("合计", 3, 0), Cell(total, 3, 1),
    ])  # fmt: skip
    sums: dict[tuple[int, int], tuple[tuple[int, str, tuple[int, int]], ...]] = {
        (3, 1): ((1, "表", (1, 1)), (1, "表", (2, 1)))
    }
    return Publication("某局", "决算", 2024, [Piece(table, TABLE, name="表", sums=sums, **kinds)])


def about_tables(made: Publication) -> Publication:
    """Only the tables and what stands around them."""
    kept = [piece for piece in made.pieces if piece.role in (TABLE, CAPTION, NUMBER, UNITS, NOTE)]
    return Publication(made.unit, made.title, made.year, kept)


@pytest.mark.parametrize("made", [fengtai(), long(), random_account(1), random_account(2)])
def test_a_composed_account_reads_back(made: Publication, tmp_path: Path) -> None:
    report = read_back(write_xlsx, made, tmp_path / "a.xlsx")
    assert said(report.blocks) == meant(about_tables(made))
    assert not report.notes, "no formula without a value, no error"


@settings(max_examples=25)
@given(publications())
def test_tables_of_any_publication_read_back(made: Publication) -> None:
    with TemporaryDirectory() as folder:
        report = read_back(write_xlsx, made, Path(folder) / "a.xlsx")
    tables = [cells(table) for table in report.tables()]
    assert tables == [cells(piece.block) for piece in made.tables()]  # type: ignore[arg-type]


# -- formulas ---------------------------------------------------------------------------------------------


def calculated(book: Any, sheet: str, formula: str) -> Fraction:
    """The value of a formula of references, sums over ranges, plus and minus."""
    total = Fraction(0)
    for sign, name, reference in re.findall(
        r"([-+]?)(?:SUM\()?(?:'([^']+)'!)?([A-Z]+\d+(?::[A-Z]+\d+)?)\)?", formula[1:]
    ):
        left, top, right, bottom = range_boundaries(reference)
        for row in book[name or sheet].iter_rows(top, bottom, left, right, values_only=True):
            total += sum(
                (Fraction(repr(value)) for value in row if isinstance(value, int | float)), Fraction(0)
            ) * (-1 if sign == "-" else 1)
    return total


@pytest.mark.parametrize("made", [fengtai(), long(2), *(random_account(seed) for seed in range(4))])
def test_every_formula_gives_the_stored_and_the_printed_value(made: Publication) -> None:
    formulas, values = book_of(made), book_of(made, values=True)
    checked = 0
    for sheet in formulas:
        for line in sheet.iter_rows():
            for cell in line:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    stored = values[sheet.title][cell.coordinate].value
                    again = calculated(values, sheet.title, cell.value)
                    assert round(again, 6) == round(Fraction(repr(stored)), 6), (sheet.title, cell.coordinate)
                    checked += 1
    assert checked >= 10


def test_totals_are_formulas_and_long_ones_ranges() -> None:
    sheet = book_of(long())["收入明细表1"]
    assert sheet.cell(46, 3).value == "=SUM(C6:C45)"
    assert book_of(fengtai())["收入表"]["C8"].value == "=SUM(D8:I8)", "along a row too"


def test_unrounded_values_are_kept_and_printed_ones_shown() -> None:
    exact = {
        (1, 1): Fraction(10_004, 10_000),
        (2, 1): Fraction(20_004, 10_000),
        (3, 1): Fraction(30_008, 10_000),
    }
    values = book_of(two("1.00", "2.00", "3.00", exact=exact), values=True).active
    assert [values.cell(row, 2).value for row in (2, 3, 4)] == [1.0004, 2.0004, 3.0008]
    assert values["B4"].number_format == "0.00"
    assert book_of(two("1.00", "2.00", "3.00", exact=exact)).active["B4"].value == "=SUM(B2:B3)"


@pytest.mark.parametrize(("total", "kept"), [("3.00", True), ("3.01", False), ("—", False), ("", False)])
def test_a_sum_that_would_change_the_print_stays_a_number(total: str, kept: bool) -> None:
    value = book_of(two("1.00", "2.00", total)).active["B4"].value
    assert isinstance(value, str) and value.startswith("=") if kept else not str(value).startswith("=")


def test_an_unread_part_is_left_out_of_the_formula() -> None:
    assert book_of(two("—", "2.00", "2.00")).active["B4"].value == "=B3"


def test_parts_of_other_tables_are_named_by_their_sheet() -> None:
    made = two("1.00", "2.00", "3.00")
    other = Table([Cell("项目", 0, 0), Cell("数", 0, 1), Cell("总计", 1, 0), Cell("1.00", 1, 1)])
    sums: dict[tuple[int, int], tuple[tuple[int, str, tuple[int, int]], ...]] = {
        (1, 1): ((1, "表", (3, 1)), (-1, "表", (2, 1)))
    }
    made.pieces += [Piece(Paragraph("乙表"), CAPTION), Piece(other, TABLE, name="乙", sums=sums)]
    assert book_of(made)["乙"]["B3"].value == "='表'!B4-'表'!B3"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_calculates_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    made = random_account(3)
    with path.open("wb") as stream:
        write_xlsx(made, stream)
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "ods",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=120
    )
    from mingzhang.readers import read_report

    again = [cells(table) for table in read_report(tmp_path / "a.ods").tables()]
    assert again == [cells(piece.block) for piece in made.tables()]  # type: ignore[arg-type]


# -- the sheet --------------------------------------------------------------------------------------------


def test_one_sheet_for_each_table_with_its_lines_above_and_below() -> None:
    book = book_of(fengtai())
    assert book.sheetnames == [piece.name for piece in fengtai().tables()]
    sheet = book["收入表"]
    assert [sheet.cell(row, 1).value for row in (1, 2)] == ["收入决算表", "公开02表"]
    assert sheet.freeze_panes == "A7" and sheet.print_title_rows == "$4:$6"
    assert sheet.page_setup.orientation == "landscape" and str(sheet.page_setup.paperSize) == "9"
    assert sheet.page_setup.fitToHeight == 0 and sheet.sheet_properties.pageSetUpPr.fitToPage


def test_codes_stay_text_and_figures_are_numbers() -> None:
    values = book_of(fengtai())["收入表"]
    assert (values["A8"].value, values["A8"].data_type) == ("201", "s")
    assert (values["D10"].value, values["D10"].data_type) == (1124.64, "n")


def test_names_of_sheets_are_what_excel_takes() -> None:
    table = Table([Cell("项目", 0, 0), Cell("1", 1, 0)])
    names = ["a/b*c", "A/B*C", "很" * 40, "很" * 40, "", "History"]
    made = Publication("某局", "决算", 2024, [Piece(table, TABLE, name=name) for name in names])
    titles = book_of(made).sheetnames
    assert len({title.casefold() for title in titles}) == len(names)
    assert titles[0] == "abc" and all(0 < len(title) <= 31 for title in titles)


def test_text_is_never_a_formula_or_a_link() -> None:
    table = Table([Cell("项目", 0, 0), Cell("=1+1", 1, 0), Cell("http://example.org", 2, 0)])
    sheet = book_of(Publication("某局", "决算", 2024, [Piece(table, TABLE, name="表")])).active
    assert [sheet.cell(row, 1).data_type for row in (2, 3)] == ["s", "s"]
    assert sheet["A3"].hyperlink is None


def test_a_publication_without_tables_is_a_workbook_all_the_same() -> None:
    assert book_of(Publication("某局", "决算", 2024)).sheetnames == ["没有表"]


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("1,234.50", Fraction(2469, 2), "#,##0.00"), ("-3", Fraction(-3), "0"),
        ("12.34%", Fraction(617, 5000), "0.00%"),
        ("−0.5", Fraction(-1, 2), "0.0"), ("—", None, "0"), ("201万", None, "0"),
    ],
)  # fmt: skip
def test_figures_and_their_formats(text: str, value: Fraction | None, shown: str) -> None:
    assert value_of(text) == value
    if value is not None:
        assert number_format(text) == shown
