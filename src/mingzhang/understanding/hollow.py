"""Tables that were left empty although the text tells their amounts: what they would hold is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.number import MONEY
from mingzhang.language.document.document import Document
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.narrative.listing import level_of
from mingzhang.language.table.form import BoundTable

_SAID = {"三公": re.compile("三公")}  # subjects of a table's total, also where no phrase knows the sentence


def hollow_tables(document: Document) -> Iterator[tuple[BoundTable, Claim]]:
    """Each empty table of a known form with the first amount of it that the text tells.

    >>> from mingzhang.work.examples import grid, text
    >>> rows = grid(("项目", "预算数", "决算数"), ("合计", "", ""), ("公务接待费", "", ""))
    >>> told = "七、“三公”经费支出决算情况说明", "“三公”经费支出决算为3.00万元。"
    >>> document = text("财政拨款“三公”经费支出决算表", rows, *told)
    >>> [(table.name, claim.level.text) for table, claim in document.hollow]
    [('三公表', '3.00')]
    """
    for table in document.tables:
        if not table.empty or table.form is None:
            continue
        names = {fact.name for row in table.rows for fact in row.cells.values() if fact is not None}
        subject = next((said for matter, said in _SAID.items() if matter in table.name), None)
        told = (c for c in document.claims if c.fact in names or (subject and subject.search(c.subject)))
        claim = next((claim for claim in told if _amount(claim, document.year)), None)
        if claim is not None:
            yield table, claim


def _amount(claim: Claim, year: int | None) -> bool:
    """Whether a claim states an amount of the year that is not zero."""
    figure = level_of(claim)
    own = claim.year in (None, year) and not claim.aside
    return own and figure is not None and figure.unit == MONEY and bool(figure.value)


def leave_unknown(document: Document) -> None:
    """Take the blanks of hollow tables for unknown figures, where others are exact zeros.

    >>> from mingzhang.facts.report import Report
    >>> leave_unknown(Document(Report("a.txt", "txt", []), notation=None))
    """
    document.hollow = list(hollow_tables(document))
    for table, _ in document.hollow:
        for row in table.rows:
            for fact in filter(None, row.cells.values()):
                document.facts.forget(fact)
