"""Lists as workbooks: what a page shows in a table, to be taken along; and what comes back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from mingzhang.facts.workbook import Slot, SlotLook, Workbook, Worksheet
from mingzhang.writers.cells import column_place, is_figure
from mingzhang.writers.spreadsheet.form import MOST_DECIMALS, workbook_file
from mingzhang.writers.words import lines_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDEST = 60  # characters of a column
_LINE = 14  # points
_DASHES = "—–-"


def list_workbook(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One sheet: the heads, which stay and are repeated on paper, and a row for each entry.

    A column of amounts or counts holds numbers, which can be added up; every other one holds texts, codes as
    much as what begins with ``=``: nothing in a list is a formula.
    """
    said = [["" if cell is None else str(cell) for cell in row] for row in rows]
    slots = [Slot((0, column), SlotLook.HEAD, head) for column, head in enumerate(heads)]
    widths: dict[int, int] = {}
    for column, head in enumerate(heads):
        texts = [cells[column] for cells in said]
        figures = _figures(head, texts)
        slots += [_slot((row, column), text, figures) for row, text in enumerate(texts, 1)]
        widths[column] = min(_WIDEST, 2 + 2 * max(map(len, (head, *texts))))
    tall = {
        row: _LINE * lines + _LINE // 2
        for row, cells in enumerate(said, 1)
        if (lines := max(lines_of(text, widths[k]) for k, text in enumerate(cells[: len(heads)]))) > 1
    }
    sheet = Worksheet(title[:31], slots, widths, tall, still=(1, 1), heads=0, wide=True, locked=False)
    return workbook_file(Workbook(title, [sheet]))


def _figures(head: str, texts: Sequence[str]) -> bool:
    """Whether a column holds amounts or counts, dashes where there are none."""
    told = [text for text in texts if text]
    some = any(text.strip(_DASHES) for text in told)
    return some and all(map(is_figure, told)) and column_place([head], told) == "right"


def _slot(at: tuple[int, int], text: str, figures: bool) -> Slot:
    """A cell; a percentage and a dash among figures stay texts and stand with them."""
    plain = text.replace(",", "").replace("−", "-")
    decimals = len(plain.partition(".")[2])
    if not figures or not text or text.endswith("%") or not text.strip(_DASHES) or decimals > MOST_DECIMALS:
        return Slot(at, SlotLook.FIGURE if figures and text else SlotLook.LABEL, text)
    return Slot(at, SlotLook.FIGURE, Decimal(plain), decimals=decimals)


def download(data: bytes, name: str, kind: str = XLSX) -> HttpResponse:
    """Something to take along, never shown in place."""
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
