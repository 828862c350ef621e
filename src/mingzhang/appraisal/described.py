"""The sheets of the two workbooks, described once in ``sheets.toml``: to be written, read, and named."""

from __future__ import annotations

from pathlib import Path

from mingzhang.facts.place import cell_name
from mingzhang.language.workbook.form import InputSheet
from mingzhang.sheets import described_sheets

YES = "是"


def described(part: str) -> tuple[InputSheet, ...]:
    """The sheets of a workbook: of the ``plan``, or of the ``returns``.

    >>> [sheet.name for sheet in described("plan")][:3]
    ['考评', '时间表', '单位']
    """
    return described_sheets(Path(__file__).with_name("sheets.toml"), part)


def cell_of(sheet: InputSheet, name: str, row: int | None) -> str:
    """The cell of a field in the workbooks that this room writes; the sheet alone without a row.

    >>> cell_of(UNITS, "name", 7), cell_of(UNITS, "name", None)
    ('单位!B7', '单位')
    """
    if row is None:
        return sheet.name
    return f"{sheet.name}!{cell_name(row - 1, [field for field, _ in sheet.fields].index(name))}"


PLAN_SHEETS, RETURN_SHEETS = described("plan"), described("returns")
CYCLE, STAGES, UNITS, ASSESSORS, RULES, SYSTEMS, BLOCKS, INDICATORS = PLAN_SHEETS
BOOKS, LINES, REPORTED, EVIDENCE, CLAIMS, VETOES, APPEALS, TRAININGS, OWN, DECISIONS = RETURN_SHEETS
