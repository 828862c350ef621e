"""Lists as workbooks: what a page shows in a table, to be taken along; and what comes back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from mingzhang.facts.workbook import Slot, SlotLook, Workbook, Worksheet
from mingzhang.writers.spreadsheet.form import workbook_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDEST = 60  # characters of a column


def list_workbook(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One sheet: the heads, which stay and are repeated on paper, and a row for each entry, all as text.

    Texts stay texts, also those that begin with ``=``: nothing in a list is a formula.
    """
    said = [["" if cell is None else str(cell) for cell in row] for row in rows]
    slots = [Slot((0, column), SlotLook.HEAD, head) for column, head in enumerate(heads)]
    slots += [
        Slot((row, column), SlotLook.LABEL, text)
        for row, cells in enumerate(said, 1)
        for column, text in enumerate(cells)
    ]
    widths = {
        column: min(_WIDEST, 2 + 2 * max([len(head), *(len(cells[column]) for cells in said)]))
        for column, head in enumerate(heads)
    }
    sheet = Worksheet(title[:31], slots, widths, still=(1, 1), heads=0, wide=True, locked=False)
    return workbook_file(Workbook(title, [sheet]))


def download(data: bytes, name: str, kind: str = XLSX) -> HttpResponse:
    """Something to take along, never shown in place."""
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
