"""Tables drawn as text, so that a test shows what it is about."""

from __future__ import annotations

import tomllib
from functools import cache

from mingzhang.catalogue.codes import economic_codes, functional_codes
from mingzhang.facts.fact import Facts
from mingzhang.facts.number import Printed
from mingzhang.facts.report import Block, Cell, Paragraph, Report, Table
from mingzhang.language.table.binding import bind_tables
from mingzhang.language.table.form import BoundTable, Form, load_forms
from mingzhang.language.table.notation import Notation
from tests.conftest import ROOT

CATALOGUE = ROOT / "src" / "mingzhang" / "catalogue"


def drawn(*rows: str, page: int | None = None, name: str = "", ruled: bool = True) -> Table:
    """A table from rows ``a|b|c``: ``<`` belongs to the cell at its left, ``^`` to the cell above."""
    words = [[word.strip() for word in row.split("|")] for row in rows]
    at: dict[tuple[int, int], Cell] = {}
    for r, line in enumerate(words):
        for c, word in enumerate(line):
            if word == "<":
                cell = at[r, c - 1]
                cell.colspan = max(cell.colspan, c - cell.column + 1)
            elif word == "^":
                cell = at[r - 1, c]
                cell.rowspan = r - cell.row + 1
            else:
                cell = Cell(word, r, c, page=page)
            at[r, c] = cell
    return Table(list({id(cell): cell for cell in at.values()}.values()), page=page, name=name, ruled=ruled)


@cache
def forms(*places: str) -> tuple[Form, ...]:
    """The national forms, with those of places on top."""
    paths = [
        CATALOGUE / "national" / "forms.toml",
        *(CATALOGUE / "places" / f"{code}.toml" for code in places),
    ]
    return load_forms(*(tomllib.loads(path.read_text(encoding="utf-8")) for path in paths))


class Bound:
    """What came out of binding some blocks: texts stand for paragraphs."""

    def __init__(self, *blocks: Block | str, places: tuple[str, ...] = ()) -> None:
        shown: list[Block] = [Paragraph(block) if isinstance(block, str) else block for block in blocks]
        notation = Notation(functional=functional_codes(), economic=economic_codes())
        self.facts = Facts()
        self.tables: list[BoundTable]
        self.loose: list[Table]
        self.unplaced: list[Printed]
        report = Report("a.txt", "txt", shown)
        self.tables, self.loose, self.unplaced = bind_tables(report, forms(*places), notation, self.facts)
        cells = [fact for table in self.tables for row in table.rows for fact in row.cells.values()]
        self.read = sum(fact is not None and not fact.figure.blank for fact in cells)

    def said(self) -> dict[str, str]:
        """The figures as printed by fact name, blanks left out."""
        return {fact.name: fact.figure.text for fact in self.facts if not fact.figure.blank}

    def blank(self) -> list[str]:
        """The names of the facts that are blank."""
        return [fact.name for fact in self.facts if fact.figure.blank]
