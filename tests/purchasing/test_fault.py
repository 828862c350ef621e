"""The names of sheets under which things are told are those of the workbook."""

from __future__ import annotations

from mingzhang.purchasing import fault
from mingzhang.purchasing.workbook import BOOK


def test_every_name_is_a_sheet_and_every_sheet_but_the_cover_has_one() -> None:
    names = {value for name, value in vars(fault).items() if name.isupper() and isinstance(value, str)}
    assert names == {sheet.name for sheet in BOOK} - {"封面"}
