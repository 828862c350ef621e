"""A workbook in which every cell that a place asks is filled, on top of a random ledger."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.catalogue import filing_pages, printed
from mingzhang.catalogue.printed import needs
from mingzhang.disclosure.invented import InventedLedger
from mingzhang.facts.fact import Fact
from mingzhang.facts.number import printed as figure
from mingzhang.language.workbook.form import AMOUNT, FINAL, Filing, InputBlock, InputColumn
from tests.budget_ledgers import BudgetLedger

ECONOMIC = ("30101", "30201", "30302")


def every_cell(place: str, year: int, kind: str) -> Filing:
    """What somebody hands over who leaves no cell of the template blank."""
    made = (InventedLedger if kind == FINAL else BudgetLedger)(3, place, year, 4).filing()
    known = printed(place, year, kind)
    for name in [name for name in made.words if name.startswith("原因:") and not needs(known, name)]:
        del made.words[name]  # the ledger has reasons at every level
    for name in [f.name for f in made.facts if not _asked(f.name, place, year, kind)]:
        made.facts._by_name.pop(name)
    codes = sorted({row for table in ("收入账", "收入预算账") for row in made.facts.codes(table)})
    for page in filing_pages(place, year, kind):
        for block in page.blocks if page.name != "封面" else page.blocks[1:]:
            for column, row in _cells(block, codes):
                name = column.name(row)
                if column.fact and made.facts.get(name) is None:
                    unit = "元" if column.kind == AMOUNT else column.unit
                    digits = "12345.00" if unit == "元" else "7"
                    made.facts.add(Fact(name, figure(digits, unit), table=":" not in name))
                elif column.word and (":" not in name or not name.startswith("原因") or needs(known, name)):
                    made.words.setdefault(name, f"说明（{name}）")
    return made


def _cells(block: InputBlock, codes: list[str]) -> Iterator[tuple[InputColumn, str]]:
    for column in block.columns:
        for line in block.lines:
            if not line.sums and block.asks(column, line):
                yield line.column(column), line.name
        if not block.lines:
            kind = block.key.codes if block.key else ""
            rows = codes if kind == "functional" else ECONOMIC if kind else ["1"]
            yield from ((column, row) for row in rows)


def _asked(name: str, place: str, year: int, kind: str) -> bool:
    return any(
        column.name(line.name) == name if line else column.row_of(name) is not None
        for page in filing_pages(place, year, kind)
        for block in page.blocks
        for column in block.columns
        for line in (block.lines or (None,))
    )
