"""Ledgers spoiled at random: whatever stands in a cell, reading ends in a ledger and sentences."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from random import Random

import openpyxl
import pytest

from mingzhang.digest.ledger import digest_workbook, read_digest
from mingzhang.sheets import FIRST
from mingzhang.writers.spreadsheet.form import workbook_file
from tests.digest.test_ledger import example, written

pytestmark = pytest.mark.usefixtures("few_rows")
ODD = [
    "",
    "也许",
    "2025年13月40日",
    "-1",
    "9" * 40,
    "=1+1",
    "入选\n",
    "RB-0102、RB-0102",
    3.5,
    True,
    "\u200b",
    "日报",
    "00001",
]


@pytest.mark.parametrize("seed", range(4))
def test_a_spoiled_ledger_is_read_and_can_be_written_again(tmp_path: Path, seed: int) -> None:
    draw = Random(seed)
    book = openpyxl.load_workbook(BytesIO(written()))
    for sheet in book.worksheets:
        for _ in range(8):
            row, column = (
                draw.randint(FIRST, max(6, min(sheet.max_row, 12))),
                draw.randint(1, sheet.max_column),
            )
            sheet.cell(row, column).value = draw.choice(ODD)
    book.save(tmp_path / "台账.xlsx")
    texts = {each.number: each.text for each in example().articles.values()}
    found = read_digest(tmp_path / "台账.xlsx", texts)
    assert all(str(problem).strip() for problem in found.problems)
    assert len(found.articles) <= len(example().articles) + 8
    assert workbook_file(digest_workbook(found))


def test_a_group_of_a_sent_issue_stays_out_of_the_next(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(written()))
    sheet = book["稿件"]
    heads = {cell.value: cell.column for cell in sheet[FIRST]}
    rows = [
        row
        for row in range(FIRST + 1, sheet.max_row + 1)
        if sheet.cell(row, heads["刊号"]).value == "RB-0102"
    ]
    sheet.cell(rows[0], heads["刊号"]).value = "RB-0102、RB-0103"
    book.save(tmp_path / "台账.xlsx")
    found = read_digest(tmp_path / "台账.xlsx", {})
    assert any("报送过的不再报送" in str(problem) for problem in found.problems)
    number = sheet.cell(rows[0], heads["稿件编号"]).value
    held = [
        name
        for name, issue in found.issues.items()
        if number in [item.article.number for item in issue.items]
    ]
    assert held == ["RB-0102"]
