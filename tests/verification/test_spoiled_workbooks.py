"""核验.xlsx spoiled at random: sentences with their cells, never a traceback, and the rest is read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from random import Random

import openpyxl
import pytest

from mingzhang.verification.workbook import BOOK, read_campaign
from mingzhang.work.visits import campaign_text
from tests.supervision.test_spoiled_ledgers import ODD
from tests.verification.test_workbook import TOP, example, written

pytestmark = pytest.mark.usefixtures("few_rows")


@pytest.mark.parametrize("seed", range(5))
def test_a_spoiled_cell_is_told_and_costs_its_row_at_most(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    book = openpyxl.load_workbook(BytesIO(written()))
    touched = 0
    for _ in range(4):
        sheet = random.choice(BOOK)
        row, column = random.randrange(TOP, TOP + 5), random.randrange(1, len(sheet.fields) + 1)
        touched += sheet.name == "核验结果"
        book[sheet.name].cell(row, column).value = random.choice((*ODD, "来源=；", 0))
    book.save(tmp_path / "核验.xlsx")
    read = read_campaign(tmp_path / "核验.xlsx")
    said = campaign_text(read)
    assert len(read.campaign.results) >= len(example().results) - touched
    assert read.unread <= len(read.problems) and "Traceback" not in said
    assert all("\n" not in str(each) and "：" in str(each) for each in read.problems)
