"""Tables of figures as CSV, which every spreadsheet opens and takes nothing of for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from mingzhang.writers.cells import is_figure
from mingzhang.writers.opendata import harmless


def csv_file(rows: Iterable[Sequence[object]], filename: str) -> HttpResponse:
    r"""A CSV file to take away, with the mark by which Excel knows its letters.

    >>> made = csv_file([["项目", "万元"], ["=1+1", "1,234.50"], ["甲", "-3.5"]], "甲.csv")
    >>> made.content.decode("utf-8-sig").splitlines()
    ['项目,万元', '\'=1+1,"1,234.50"', '甲,-3.5']
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    for row in rows:
        writer.writerow([cell if is_figure(cell) else harmless(cell) for cell in map(str, row)])
    made = HttpResponse(stream.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    made["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    return made
