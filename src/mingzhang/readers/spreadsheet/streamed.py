"""Rows of very long tables one by one (.csv, .tsv, .xlsx), in memory that does not grow with them."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mingzhang.readers.limits import Limits
from mingzhang.readers.opening import format_of
from mingzhang.readers.spreadsheet.xlsx import streamed_xlsx
from mingzhang.readers.text import decoded
from mingzhang.readers.watch import Watch

_SAMPLE = 1 << 16  # bytes that are looked at for the encoding and the mark between cells
_MARKS = ",;\t"
_LONGER = 50  # times the cells that a reader takes that keeps them
_SLOWER = 5  # times its seconds: whoever takes the rows does something with each of them
_MANY = 4096  # rows after which the clock is looked at
_FIELD = 1 << 24  # characters of one cell


def streamed_rows(path: Path, limits: Limits | None = None) -> Iterator[tuple[str, list[str]]]:
    """The rows of a file, each with the name of its sheet, which is empty for plain text.

    Raises :class:`~mingzhang.readers.limits.UnreadableError`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.csv"
    ...     _ = path.write_text('KEY;q\\n1;"好;坏"\\n', encoding="utf-8")
    ...     list(streamed_rows(path))
    [('', ['KEY', 'q']), ('', ['1', '好;坏'])]
    """
    limits = limits or Limits()
    limits = replace(limits, cells=limits.cells * _LONGER, seconds=limits.seconds * _SLOWER)
    if format_of(path, limits) == "xlsx":
        yield from streamed_xlsx(path, limits)
        return
    watch = Watch(path, limits)
    with path.open("rb") as stream:
        sample = stream.read(_SAMPLE)
    encoding = _encoding(sample, watch)
    head = sample.decode(encoding, "ignore").split("\n", 1)[0]
    mark = max(_MARKS, key=head.count)
    csv.field_size_limit(_FIELD)
    with path.open(encoding=encoding, newline="") as lines:
        try:
            for number, row in enumerate(csv.reader(lines, delimiter=mark)):
                if number % _MANY == 0:
                    watch.tick()
                yield "", row
        except (UnicodeDecodeError, csv.Error) as fault:
            raise watch.refusal("中途有一段不是文字，或引号没有配对，请重新导出") from fault


def _encoding(sample: bytes, watch: Watch) -> str:
    """The encoding of a file; raises ``UnreadableError`` for one of no text."""
    if decoded(sample) is None:
        raise watch.refusal("内容不是表格文字，也不是 .xlsx 工作簿")
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=False)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"
