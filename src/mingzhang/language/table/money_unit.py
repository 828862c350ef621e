"""The money unit of tables that state none: what the running text proves, otherwise unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from mingzhang.facts.number import DIGITS, SCALES, rounded
from mingzhang.facts.report import Paragraph, Report, Table
from mingzhang.language.table.cell import FIGURE, MONEY_UNITS, reading
from mingzhang.language.text.figures import AMOUNT, figures
from mingzhang.language.text.spelling import plain

_PROOFS = 3  # amounts that the text and the tables must share: two may meet by chance
_TELLING = 3  # digits from which an amount is more than a chance


def proven_unit(report: Report, tables: Iterable[Table]) -> str:
    """The unit under which most figures of the tables are amounts of the text; empty where none are.

    >>> from mingzhang.facts.report import Cell
    >>> table = Table([Cell(text, row, 0) for row, text in enumerate(("8293000", "8124000", "2293000"))])
    >>> told = Paragraph("收入829.30万元，其中拨款812.40万元，住房保障229.30万元。")
    >>> proven_unit(Report("a.txt", "txt", [told, table]), [table])
    '元'
    """
    said = set(_amounts(report.paragraphs()))
    listed = set(_listed(tables)) if said else set()
    hits = {
        unit: len({value for value in listed if _told(value * SCALES[unit], said)}) for unit in MONEY_UNITS
    }
    best = max(hits, key=lambda unit: hits[unit])
    return best if hits[best] >= _PROOFS else ""


def _amounts(paragraphs: Iterable[Paragraph]) -> Iterable[tuple[Fraction, int, int]]:
    """The amounts of the text in their units, with the scale and the decimals they are printed in."""
    for paragraph in paragraphs:
        for figure in figures(plain(paragraph.text)):
            if figure.kind == AMOUNT and len(re.sub(r"\D", "", figure.digits).lstrip("0")) >= _TELLING:
                digits = figure.digits.replace(",", "")
                yield abs(Fraction(digits)), SCALES[figure.unit], len(digits.partition(".")[2])


def _listed(tables: Iterable[Table]) -> Iterable[Fraction]:
    for table in tables:
        for cell in table.cells:
            said = reading(cell.text)
            digits = said.digits.replace(",", "").replace("，", "")
            telling = len(re.sub(r"\D", "", digits).lstrip("0")) >= _TELLING
            if said.kind == FIGURE and not said.unit and telling and len(digits) <= DIGITS:
                yield abs(Fraction(digits))


def _told(value: Fraction, said: set[tuple[Fraction, int, int]]) -> bool:
    return any(
        (rounded(value / scale, places), scale, places) in said
        for scale, places in {(scale, places) for _, scale, places in said}
    )
