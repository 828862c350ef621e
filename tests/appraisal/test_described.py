"""The description of the sheets says the same words as the code that reads them."""

from __future__ import annotations

import pytest

from mingzhang.appraisal.claims import BONUS, DEDUCTION, OUTCOMES
from mingzhang.appraisal.courses import APPEAL, CORRECTED, SYSTEM, UPHELD
from mingzhang.appraisal.described import (
    APPEALS,
    BOOKS,
    CLAIMS,
    INDICATORS,
    OWN,
    PLAN_SHEETS,
    RETURN_SHEETS,
    SYSTEMS,
    UNITS,
    VETOES,
)
from mingzhang.appraisal.measures import MEASURES
from mingzhang.appraisal.task_book import BOOK_STATES
from mingzhang.appraisal.units import UNIT_KINDS
from mingzhang.language.workbook.form import KINDS, InputSheet
from mingzhang.scoring.engine import Scheme
from mingzhang.scoring.tree import Absent
from mingzhang.scoring.value import Better

CHOICES = [
    (UNITS, "kind", UNIT_KINDS),
    (INDICATORS, "kind", UNIT_KINDS),
    (INDICATORS, "better", tuple(Better)),
    (INDICATORS, "absent", tuple(Absent)),
    (SYSTEMS, "state", tuple(SYSTEM.moves)),
    (BOOKS, "state", BOOK_STATES),
    (CLAIMS, "kind", (BONUS, DEDUCTION)),
    (CLAIMS, "outcome", OUTCOMES),
    (VETOES, "grade", tuple(name for name, _ in Scheme().grades)),
    (APPEALS, "state", (*APPEAL.moves, UPHELD, CORRECTED)),
    (OWN, "measure", MEASURES),
]


@pytest.mark.parametrize(("sheet", "name", "choices"), CHOICES)
def test_what_can_be_chosen_is_what_is_read(sheet: InputSheet, name: str, choices: tuple[str, ...]) -> None:
    assert sheet.column(name).choices == choices


def test_every_sheet_has_a_remark_and_heads_that_differ() -> None:
    for sheet in (*PLAN_SHEETS, *RETURN_SHEETS):
        heads = [column.head for _, column in sheet.fields]
        assert sheet.note.endswith("。") and len(heads) == len(set(heads))
        assert all(column.kind in KINDS and column.width for _, column in sheet.fields)
