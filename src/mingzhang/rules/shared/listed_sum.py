"""Amounts that the text lists as the whole of a total; shared by the rules on compositions."""

from __future__ import annotations

from dataclasses import replace

from mingzhang.facts.finding import Finding
from mingzhang.facts.number import number_of
from mingzhang.language.document.claim_arithmetic import check_sum
from mingzhang.language.narrative.claim import Claim


def summed(whole: Claim, parts: list[Claim], name: str) -> Finding | None:
    """The parts against the whole, ``None`` where figures are missing or not money."""
    levels = [claim.level for claim in (whole, *parts)]
    figures = [level for level in levels if level is not None and level.unit == "元"]
    if len(figures) != len(levels) or len(parts) < 2:
        return None
    names = "、".join(part.subject for part in parts[:8])
    numbers = [number_of(figure) for figure in figures]
    finding = check_sum(numbers[0], numbers[1:], name, names)
    return replace(finding, inferred=True)  # the list need not be complete
