"""Laws of the filled workbook: any account reads back, no edit breaks the reading, no loss is silent."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhang.catalogue import filing_pages, readable_pages
from mingzhang.disclosure.filing import amounts, read_filing
from mingzhang.disclosure.filing_lists import code_books
from mingzhang.disclosure.filing_template import write_template
from mingzhang.disclosure.invented import InventedLedger
from mingzhang.facts.fact import Fact
from mingzhang.facts.number import printed
from mingzhang.facts.report import Cell
from mingzhang.language.workbook.form import AMOUNT, COUNT, Filing, InputColumn
from tests.work.filings import Sheets, filing, sentences

pytestmark = pytest.mark.usefixtures("few_rows")


@pytest.mark.parametrize(("place", "year"), [("110106", 2023), ("310107", 2024), ("000000", 2019)])
def test_whole_ledgers_read_back(tmp_path: Path, place: str, year: int) -> None:
    made = InventedLedger(year, place, year).filing()
    made.words.setdefault("金额单位", "元")
    asked = {name for page in readable_pages(place, year) for name in _names(page)}
    write_template(place, year, tmp_path / "a.xlsx", filing=made)
    read = read_filing(tmp_path / "a.xlsx")
    assert sentences(read) == []
    known = {name: said for name, said in amounts(made.facts).items() if _asked(name, asked)}
    assert len(known) > 50 and amounts(read.facts) == known
    assert read.words == {name: text for name, text in made.words.items() if _asked(name, asked)}


def _names(page: Any) -> list[InputColumn]:
    """Everything that a page asks for, as columns that know their rows."""
    found = []
    for block in page.blocks:
        for column in block.columns:
            rows = [line.name for line in block.lines if not line.sums]
            found += [InputColumn("", fact=column.name(row)) for row in rows]
            found += [] if rows else [InputColumn("", fact=column.pattern)]
    return found


def _asked(name: str, columns: set[InputColumn]) -> bool:
    return any(c.fact == name or ("{row}" in c.fact and c.row_of(name) is not None) for c in columns)


PAGES = filing_pages("110106", 2020)
BOOKS = code_books("110106", 2020)


@st.composite
def filings(draw: st.DrawFn) -> Filing:
    """Any account: some cells of every block, amounts to the 分, texts with marks."""
    made = Filing(draw(WORD), 2020, "110106", words={"金额单位": draw(st.sampled_from(["元", "万元"]))})
    for page in PAGES:
        for block in page.blocks:
            if block.lines:
                rows = [line.name for line in block.lines if not line.sums]
            elif block.key is None:
                continue  # numbered lists have no gaps
            elif block.key.codes:
                codes = [code.code for code in BOOKS[block.key.codes].current(block.key)]
                rows = draw(st.lists(st.sampled_from(codes), max_size=4, unique=True))
            else:
                rows = draw(st.lists(WORD, max_size=3, unique=True))
            for row in rows:
                _fill(draw, made, block, row)
    return made


WORD = st.text("甲乙丙（）、“”0a", min_size=1, max_size=8).map(lambda text: f"词{text}")


def _fill(draw: st.DrawFn, made: Filing, block: Any, row: str) -> None:
    columns = [line.column(c) for c in block.columns for line in block.lines if line.name == row]
    for column in columns or block.columns:
        if page_of(column) or draw(st.booleans()):
            continue
        if column.kind == AMOUNT:
            cents = draw(st.integers(-(10**9) if column.negative else 0, 10**12))
            made.facts.add(Fact(column.name(row), printed(f"{cents // 100}.{cents % 100:02}", "元")))
        elif column.kind == COUNT:
            value = str(draw(st.integers(0, 10**6)))
            made.facts.add(Fact(column.name(row), printed(value, column.unit)))
        elif column.kind == "text":
            made.words[column.name(row)] = draw(WORD)


def page_of(column: Any) -> bool:
    """Whether a column belongs to the identity on the cover."""
    return bool(column.word == "{row}")


@given(filings())
@settings(max_examples=5)
def test_any_account_reads_back(tmp_path_factory: pytest.TempPathFactory, made: Filing) -> None:
    folder = tmp_path_factory.mktemp("填报")
    write_template(made.place, made.year, folder / "a.xlsx", filing=made)
    read = read_filing(folder / "a.xlsx")
    assert amounts(read.facts) == amounts(made.facts)
    assert read.words == made.words
    about_scale = ("约一万倍", "没有填任何数", "还没有填")
    assert [s for s in sentences(read) if not any(words in s for words in about_scale)] == []
    shutil.rmtree(folder)


EDITS = st.tuples(
    st.integers(0, 12),
    st.integers(0, 80),
    st.integers(0, 14),
    st.one_of(
        st.text(max_size=6),
        st.sampled_from(
            ["合计", "2010301", "科目编码", "金额", "-1", "1e5", "0", "单位信息", "99", "2020", "#", "()"]
        ),
    ),
    st.sampled_from([None, None, None, "#REF!", "无缓存值"]),
    st.sampled_from([(1, 1), (1, 1), (1, 1), (2, 3), (40, 40)]),
)


@given(st.lists(EDITS, min_size=1, max_size=30))
@settings(max_examples=20)
def test_no_edit_of_cells_breaks_the_reading(edits: list[Any]) -> None:
    sheets = Sheets()
    for number, row, column, text, error, (down, right) in edits:
        table = sheets.tables[number % len(sheets.tables)]
        table.cells = [c for c in table.cells if (c.row, c.column) != (row, column)]
        table.cells.append(Cell(text, row, column, down, right, error=error))
    for problem in sheets.read().problems:
        assert problem.sentence.startswith("工作表“") and problem.sentence.endswith("。")


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 40), st.booleans()), min_size=1, max_size=8))
@settings(max_examples=12)
def test_no_loss_of_rows_or_columns_is_silent(lost: list[tuple[int, int, bool]]) -> None:
    """What was filled in is either read or something is told."""
    sheets = Sheets()
    for number, index, column in lost:
        table = sheets.tables[number % len(sheets.tables)]
        table.cells = [c for c in table.cells if (c.column if column else c.row) != index]
    read = sheets.read()
    kept = {c.text for t in sheets.tables for c in t.cells}
    for fact in filing().facts:
        if read.facts.get(fact.name) is None and f"{Decimal(fact.figure.text).normalize():f}" in kept:
            assert read.problems, fact.name
