"""比选: the marks of the judges added up, the suppliers in their order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.purchasing.ledger import JudgeMark, PurchaseLedger, SupplierQuote

FEWEST = 3  # suppliers that a selection compares


@dataclass(frozen=True)
class Compared:
    """A supplier as it was compared: its quote, what the judges gave together on average, its place.

    ``mark`` and ``place`` are ``None`` where a mark is missing; equal marks share a place (1, 2, 2, 4).
    """

    quote: SupplierQuote
    mark: Fraction | None
    place: int | None


def judges_of(marks: Iterable[JudgeMark]) -> list[str]:
    """The judges, in the order in which they first stand."""
    return list(dict.fromkeys(each.judge for each in marks))


def compared(ledger: PurchaseLedger, project: str) -> list[Compared]:
    """The suppliers of a selection, the first before the others; those without marks in the order of price.

    >>> made = [JudgeMark("A", s, j, "方案", Fraction(60), Fraction(m)) for s, j, m in (
    ...     ("甲", "1", 50), ("甲", "2", 52), ("乙", "1", 55), ("乙", "2", 55))]
    >>> quotes = [SupplierQuote("A", "甲"), SupplierQuote("A", "乙")]
    >>> found = compared(PurchaseLedger(quotes=quotes, marks=made), "A")
    >>> [(each.quote.supplier, str(each.mark), each.place) for each in found]
    [('乙', '55', 1), ('甲', '51', 2)]
    """
    quotes = [each for each in ledger.quotes if each.project == project]
    marks = [each for each in ledger.marks if each.project == project]
    means = {each.supplier: _mean(each.supplier, marks) for each in quotes}
    known = [mark for mark in means.values() if mark is not None]
    found = [
        Compared(each, mark, None if mark is None else 1 + sum(other > mark for other in known))
        for each in quotes
        for mark in (means[each.supplier],)
    ]
    return sorted(found, key=lambda c: (c.place is None, c.place or 0, c.quote.price is None, c.quote.price))


def _mean(supplier: str, marks: list[JudgeMark]) -> Fraction | None:
    """What the judges gave on average, ``None`` unless every judge gave a mark on every criterion."""
    judges, criteria = judges_of(marks), {each.criterion for each in marks}
    own = {(each.judge, each.criterion): each.mark for each in marks if each.supplier == supplier}
    given = [own.get((judge, criterion)) for judge in judges for criterion in criteria]
    if not given or None in given:
        return None
    return sum((mark for mark in given if mark is not None), Fraction(0)) / len(judges)
