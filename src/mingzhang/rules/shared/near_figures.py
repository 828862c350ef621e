"""Figures that differ from the right one by a single digit."""

from __future__ import annotations

from fractions import Fraction

from mingzhang.facts.number import Printed, decimals_of, rounded, shown


def one_digit_apart(printed: Printed, right: Fraction) -> str:
    """The right percentage as it would be printed where one other digit makes it, else ``""``.

    >>> from mingzhang.facts.number import printed
    >>> [one_digit_apart(printed("30.00", "%"), Fraction(right)) for right in (80, 81)]
    ['80.00%', '']
    """
    decimals = decimals_of(printed)
    text = shown(rounded(right, decimals), "", decimals)
    changed = sum(a != b for a, b in zip(text, printed.text, strict=False))
    return f"{text}%" if len(text) == len(printed.text) and changed == 1 else ""
