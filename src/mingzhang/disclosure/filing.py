"""Read what an office hands over: the filled workbook, facts as JSON, or tables of its accounting system."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from mingzhang.catalogue import NATION, readable_pages, usual_pages
from mingzhang.disclosure.facts_file import is_facts, read_facts
from mingzhang.disclosure.filing_lists import code_books
from mingzhang.disclosure.system_exports import read_exported
from mingzhang.facts.fact import Facts
from mingzhang.facts.number import MONEY
from mingzhang.facts.report import Table
from mingzhang.language.workbook.form import (
    BUDGET,
    DISTRICT,
    FINAL,
    FISCAL,
    MONEY_UNIT,
    SORT,
    UNIT,
    Filing,
    Page,
    Problem,
    head_of,
)
from mingzhang.language.workbook.ledger import Ledger
from mingzhang.language.workbook.reader import read_pages
from mingzhang.language.workbook.units import check_scales
from mingzhang.readers import stored_sheets
from mingzhang.readers.limits import Limits
from mingzhang.readers.opening import format_of

COVER = "封面"
_OURS = 3  # sheets with our names that make a workbook ours


def read_filing(path: str | Path, limits: Limits | None = None) -> Filing:
    """Read what an office has filled in, with everything that is wrong in one list.

    Raises :class:`~mingzhang.readers.limits.UnreadableError` when the file cannot be read or is none of
    these.
    """
    path, limits = Path(path), limits or Limits()
    found = format_of(path, limits)
    if found == "txt" and is_facts(path):
        return read_facts(path)
    tables = stored_sheets(path, limits, found)
    if not is_filing(tables):
        return read_exported(path, found, limits)
    return read_tables(tables, path.name)


def is_filing(tables: Iterable[Table]) -> bool:
    """Whether the sheets are those of a workbook of ours, which offices fill in.

    >>> is_filing([Table([], name=page.name) for page in usual_pages()]), is_filing([Table([], name="封面")])
    (True, False)
    """
    names = {table.name.strip() for table in tables}
    kinds = [{page.name for page in usual_pages(kind)} for kind in (FINAL, BUDGET)]
    return any(len(ours & names) >= _OURS for ours in kinds)


def read_tables(tables: Sequence[Table], file: str = "") -> Filing:
    """The filing that the sheets of a workbook hold; cells are where they stand in the sheet."""
    kind = kind_of(tables)
    cover = _cover(tables, file, kind)
    filing = Filing(words={}, kind=kind)
    place, year, money = _identity(cover)
    known = {DISTRICT, FISCAL} <= cover.words.keys()
    ledger = Ledger(filing, money, code_books(place, year), file, known)
    read_pages(tables, readable_pages(place, year, kind), ledger)
    filing.unit = filing.words.pop(UNIT, "")
    filing.place, filing.year = filing.words.pop(DISTRICT, ""), int(filing.words.pop(FISCAL, 0))
    check_scales(filing)
    if lost := _lost(filing, tables, cover.words):
        filing.problems.append(Problem(COVER, "", lost))
    filing.problems.sort(key=lambda problem: _order(tables, problem.sheet))
    return filing


def _lost(filing: Filing, tables: Sequence[Table], said: Collection[str]) -> str:
    """What a cover no longer says though the sheets behind it are filled in: its rows were taken out."""
    heads = {head_of(cell.text) for table in _covers(tables) for cell in table.cells}
    lost = [label for label in (UNIT, FISCAL) if label not in said]
    lost += [DISTRICT] if DISTRICT not in said and (lost or DISTRICT not in heads) else []
    told = any(problem.sheet == COVER for problem in filing.problems)
    if told or not lost or not heads or not len(filing.facts):
        return ""
    return f"工作表“{COVER}”：没有读到{'、'.join(lost)}，其余各表能否读全无法判断；请补填，封面有删改的换用新表。"


def kind_of(tables: Iterable[Table]) -> str:
    """Whether the workbook is filled for a final account or for a budget, whose cover asks which kind it is.

    >>> from mingzhang.facts.report import Cell
    >>> kind_of([Table([Cell("预算种类", 3, 0)], name="封面")]), kind_of([])
    ('budget', 'final_account')
    """
    cells = (cell for table in _covers(tables) for cell in table.cells)
    return BUDGET if any(head_of(cell.text) == SORT for cell in cells) else FINAL


def _covers(tables: Iterable[Table]) -> list[Table]:
    return [table for table in tables if table.name.strip() == COVER]


def _cover(tables: Sequence[Table], file: str, kind: str) -> Filing:
    """The cover alone, read first: it says by which lists the rest is to be read."""
    filing = Filing()
    pages: list[Page] = [page for page in usual_pages(kind) if page.name == COVER]
    here = _covers(tables)
    read_pages(here, pages, Ledger(filing, MONEY, {}, file))
    return filing


def _identity(cover: Filing) -> tuple[str, int | None, str]:
    """Place, year and unit of money as the cover states them, the usual ones where it does not."""
    words = cover.words
    year = int(words[FISCAL]) if FISCAL in words else None
    return words.get(DISTRICT, NATION), year, words.get(MONEY_UNIT, MONEY)


def _order(tables: Sequence[Table], sheet: str) -> int:
    names = [table.name.strip() for table in tables]
    return names.index(sheet) if sheet in names else len(names)


def amounts(facts: Facts) -> dict[str, tuple[str, str]]:
    """Figures by name with their units, for comparing.

    >>> from mingzhang.facts.fact import stated
    >>> amounts(stated("说明.团组数 1个"))
    {'说明.团组数': ('1', '个')}
    """
    return {fact.name: (fact.figure.text, fact.figure.unit) for fact in facts}
