"""Prints the tables of the benches."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import east_asian_width


def width(text: str) -> int:
    """Columns a text takes in a terminal.

    >>> width("明账 1")
    6
    """
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def show(title: str, heads: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print one table, columns aligned, the first to the left and the others to the right.

    >>> show("速度", ["项目", "毫秒"], [["读", 3]])
    <BLANKLINE>
    速度
      项目  毫秒
      读       3
    """
    lines = [list(heads), *([str(cell) for cell in row] for row in rows)]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    print(f"\n{title}")
    for line in lines:
        first = line[0] + " " * (widths[0] - width(line[0]))
        rest = (" " * (w - width(cell)) + cell for w, cell in zip(widths[1:], line[1:], strict=True))
        print("  " + "  ".join([first, *rest]))
