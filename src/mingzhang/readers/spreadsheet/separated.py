"""Tables in plain text whose cells stand between commas, semicolons or tabs (.csv, .tsv)."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from mingzhang.facts.report import Report
from mingzhang.readers.limits import Limits
from mingzhang.readers.printed import one_line
from mingzhang.readers.spreadsheet.grid import Sheet, SheetCell, sheet_report
from mingzhang.readers.spreadsheet.number_format import number
from mingzhang.readers.text import TEXT_BYTES, decoded
from mingzhang.readers.watch import Watch

_MARKS = ",;\t|"
_LINES = 40  # lines that are looked at to tell a table from prose
_ROWS = 4  # fewer lines with the same number of cells are no table
_SHORT = 20  # characters; the cells of a table are shorter, on the average


def read_separated(path: Path, limits: Limits) -> Report:
    """Read a table in plain text; raises :class:`~mingzhang.readers.limits.UnreadableError`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.csv"
    ...     _ = path.write_text('项目,金额\\n合计,"1,200.50"\\n', encoding="utf-8")
    ...     [cell.text for cell in next(read_separated(path, Limits()).tables()).cells]
    ['项目', '金额', '合计', '1,200.50']
    """
    watch = Watch(path, limits)
    if path.stat().st_size > min(TEXT_BYTES, limits.file_bytes):
        raise watch.refusal(f"表格超过 {min(TEXT_BYTES, limits.file_bytes) >> 20} MB")
    text = decoded(path.read_bytes())
    if text is None:
        raise watch.refusal("内容不是文字，或文字编码不认识（可用 UTF-8、UTF-16、GB18030）")
    sheet = Sheet("")
    for row, cells in enumerate(_rows(text.splitlines(), _mark(text) or ",")):
        watch.cells(len(cells))
        for column, said in enumerate(cells):
            if shown := one_line(said.split("\n")):
                plain = number(shown.replace(",", ""))
                sheet.cells[row, column] = SheetCell(shown, is_text=plain is None)
    return sheet_report(path, "csv", [sheet], watch, [])


def is_separated(text: str) -> bool:
    """Whether a text is a table of cells between marks, and no prose with commas in it.

    >>> is_separated("项目,金额\\n" + "合计,1\\n" * 5), is_separated("第一，收入增加。\\n第二，支出减少。")
    (True, False)
    """
    mark = _mark(text)
    if not mark or mark == "\t":
        return False  # tables between tabs are found among the paragraphs of a text
    rows = [row for row in _rows(text.splitlines()[:_LINES], mark) if any(row)]
    widths = Counter(map(len, rows))
    width, count = widths.most_common(1)[0] if rows else (0, 0)
    cells = [cell for row in rows for cell in row if cell]
    short = sum(map(len, cells)) < _SHORT * len(cells)
    return width > 1 and count >= _ROWS and count * 5 >= 4 * len(rows) and short


def _mark(text: str) -> str:
    """The mark between the cells: the one that most lines hold equally often; empty if none is."""
    lines = [line for line in text.splitlines()[:_LINES] if line.strip()]

    def even(mark: str) -> int:
        counts = Counter(map(len, _rows(lines, mark)))
        counts.pop(1, None)
        return max(counts.values(), default=0)

    best = max(_MARKS, key=even)
    return best if even(best) else ""


def _rows(lines: Iterable[str], mark: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=mark))
    except csv.Error:
        return [line.split(mark) for line in lines]
