"""The filled workbook of a random ledger, to be spoiled as offices spoil it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import load_workbook

from mingzhang.disclosure.filing_template import write_template
from mingzhang.disclosure.invented import InventedLedger
from tests.conftest import fewer_rows
from tests.work.filings import find

PLACE, YEAR, SEED = "310107", 2024, 3


@cache
def ledger() -> InventedLedger:
    return InventedLedger(SEED, PLACE, YEAR, 4)


@cache
def _file() -> bytes:
    with TemporaryDirectory() as folder, fewer_rows():
        path = Path(folder) / "填报.xlsx"
        write_template(PLACE, YEAR, path, filing=ledger().filing())
        return path.read_bytes()


def workbook(folder: Path, spoil: Callable[[Any], object] | None = None, name: str = "填报.xlsx") -> Path:
    """The workbook, saved again by another program where it is spoiled."""
    path = folder / name
    path.write_bytes(_file())
    if spoil is not None:
        book = load_workbook(path)
        spoil(book)
        book.save(path)
    return path


def put(sheet: str, row: str, head: str, value: object) -> Callable[[Any], None]:
    """Write into the cell of a row (its label or code) under a head."""

    def spoil(book: Any) -> None:
        page = book[sheet]
        page.cell(find(page, row).row, find(page, head).column).value = value

    return spoil
