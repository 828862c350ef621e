"""Ask a corpus in SQL, and write the answer as a table, as CSV or as JSON: values stay exact."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from mingzhang.corpus.question import answered, described
from mingzhang.corpus.schema import partitions
from mingzhang.corpus.shelf import Shelf
from mingzhang.writers.words import columns_of, printable

FORMATS = ("table", "csv", "json")
_SHOWN = 200  # rows of a table for the eye
_WIDE = 40  # columns of a cell of it


def ask(folder: Path, question: str, form: str = "table", seconds: float = 120.0) -> Iterator[str]:
    """The answer to a question, line by line.

    Raises :class:`~mingzhang.corpus.shelf.CorpusError` and
    :class:`~mingzhang.corpus.question.QuestionError`.
    """
    with answered(Shelf(folder), question, seconds) as answer:
        write = {"table": _table, "csv": _csv, "json": _json}[form]
        yield from write(answer.heads, answer.rows)


def tables_text(folder: Path) -> str:
    """What can be asked of a corpus: its tables, their columns and what these mean."""
    lines = []
    for kind, count in described(Shelf(folder)):
        lines.append(f"{kind.name}（{kind.title}）　{count:,} 行　{kind.told}")
        for column in (*kind.columns, *partitions()):
            lines.append(f"    {column.name}（{column.title}）　{column.type}　{column.told}")
    return "\n".join(lines)


def exact_text(value: object) -> str:
    """A value as text: decimals as they are, without zeros at their end; what is unknown is empty.

    >>> exact_text(Decimal("1200.5000")), exact_text(Decimal("1E+3")), exact_text(None), exact_text(True)
    ('1200.5', '1000', '', '是')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=exact_text)
    return str(value)


def _csv(heads: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    yield _line(heads)
    for row in rows:
        yield _line([exact_text(value) for value in row])


def _line(cells: Sequence[str]) -> str:
    made = io.StringIO()
    csv.writer(made, lineterminator="\r\n").writerow(cells)  # else it would not quote what breaks a line
    return made.getvalue().removesuffix("\r\n")


def _json(heads: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    """An array of objects, one a line; decimals are texts, which no reader takes for floating numbers."""
    before = "["
    for row in rows:
        told = dict(zip(heads, row, strict=True))
        yield before + json.dumps(told, ensure_ascii=False, default=exact_text)
        before = ","
    yield "[]" if before == "[" else "]"


def _table(heads: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    """Aligned columns, figures at the right; of very many rows the first."""
    left = iter(rows)
    shown = list(islice(left, _SHOWN))
    texts = [[_cut(exact_text(value)) for value in row] for row in shown]
    widths = [max(map(columns_of, column)) for column in zip(heads, *texts, strict=True)]
    figures = [all(_is_figure(row[n]) for row in shown) for n in range(len(heads))]
    for cells in (heads, ["-" * width for width in widths], *texts):
        padded = (
            " " * (width - columns_of(cell)) + cell if right else cell + " " * (width - columns_of(cell))
            for cell, width, right in zip(cells, widths, figures, strict=True)
        )
        yield "  ".join(padded).rstrip()
    more = sum(1 for _ in left)
    yield f"共 {len(shown) + more:,} 行" + (
        f"，只列前 {_SHOWN} 行；全部请用 --format csv。" if more else "。"
    )


def _is_figure(value: object) -> bool:
    return value is None or (isinstance(value, int | float | Decimal) and not isinstance(value, bool))


def _cut(text: str) -> str:
    """A text that fits a cell of the table."""
    text = printable(" ".join(text.split()))
    if columns_of(text) <= _WIDE:
        return text
    kept = ""
    for char in text:
        if columns_of(kept + char) > _WIDE - 2:
            break
        kept += char
    return f"{kept}…"
