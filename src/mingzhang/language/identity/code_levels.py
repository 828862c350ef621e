"""The levels of codes: 类、款、项 of functions, 类、款 of economic kinds, and the row that adds up all."""

from __future__ import annotations

from mingzhang.facts.fact import WHOLE

# Lengths of codes from the bottom up.
TREES = {"functional": (7, 5, 3), "economic": (5, 3)}


def above(code: str, ladder: tuple[int, ...]) -> str:
    """The row that adds up a code's row.

    >>> above("2010301", TREES["functional"]), above("30101", TREES["economic"]), above("301", (5, 3))
    ('20103', '301', '合计')
    """
    shorter = [length for length in ladder if length < len(code)]
    return code[: max(shorter)] if shorter else WHOLE
