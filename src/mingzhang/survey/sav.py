"""SPSS files (.sav) read row by row, by pyreadstat."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan
from pathlib import Path

from mingzhang.readers.limits import UnreadableError

_ROWS = 5000  # that are in memory at a time
_START = b"$FL"  # of every such file


def is_sav(path: Path) -> bool:
    """Whether a file is one of SPSS, by its beginning."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(_START)) == _START
    except OSError:
        return False


def sav_rows(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The rows of a file as texts, the names of the variables first.

    Raises :class:`~mingzhang.readers.limits.UnreadableError`.
    """
    import pyreadstat

    try:
        _, about = pyreadstat.read_sav(path, metadataonly=True, output_format="dict")
        names = list(about.column_names)
        yield "", names
        for table, _ in pyreadstat.read_file_in_chunks(
            pyreadstat.read_sav, path, chunksize=_ROWS, output_format="dict", user_missing=True
        ):
            for cells in zip(*(table[name] for name in names), strict=True):
                yield "", [_text(cell) for cell in cells]
    except (pyreadstat.ReadstatError, UnicodeDecodeError, ValueError) as fault:
        raise UnreadableError(path, "不是完好的 SPSS 文件，请重新导出") from fault


def _text(cell: object) -> str:
    """A cell as it would stand in plain text.

    >>> _text(5.0), _text(2.5), _text(float("nan")), _text("甲")
    ('5', '2.5', '', '甲')
    """
    if isinstance(cell, float):
        if isnan(cell):
            return ""
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return "" if cell is None else str(cell)
