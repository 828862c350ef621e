"""Whether several amounts make up one that is told."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.facts.number import MONEY, Number, Printed, number_of, total


def adds_to(told: Printed, amounts: Sequence[Number | None]) -> bool:
    """Whether amounts, all of them known, add up to what is told, but for what rounding hides.

    >>> from mingzhang.facts.number import printed, read
    >>> adds_to(printed("3.00", "万元"), [read("1.00", "万元"), read("2.00", "万元")])
    True
    >>> adds_to(printed("3.00", "万元"), [read("1.00", "万元"), None])
    False
    """
    known = [amount for amount in amounts if amount is not None and amount.unit == MONEY]
    if not known or len(known) != len(amounts) or told.unit != MONEY:
        return False
    gap = number_of(told) - total(((1, amount) for amount in known), MONEY)
    return abs(gap.value) <= gap.slack
