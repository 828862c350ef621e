"""Amounts that the text lists as the whole of a total; shared by the rules on compositions."""

from __future__ import annotations

from dataclasses import replace

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import Number, number_of, zero
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


def sum_with_zeros(whole: Number, parts: list[Number], name: str, names: str) -> Finding:
    """A whole against its parts, of which one printed as 0 is mostly none.

    Only an office that cuts off the little it spent hides some there: what that could explain is a hint.

    >>> from mingzhang.facts.number import read
    >>> parts = [read(text, "万元") for text in ("7.73", "0.52", "0.00")]
    >>> print(sum_with_zeros(read("8.28", "万元"), parts, "“三公”经费", "三项"))
     不成立：“三公”经费 8.28万元，三项 合计 8.25万元，相差 0.03万元
    >>> sum_with_zeros(read("8.27", "万元"), parts, "“三公”经费", "三项").severity.value
    'info'
    >>> parts[2] = read("0", "万元")
    >>> sum_with_zeros(read("8.27", "万元"), parts, "“三公”经费", "三项").severity.value
    'error'
    """
    fine = [part for part in parts if part.value or part.slack <= whole.slack]  # 0万元 is none indeed
    wide = check_sum(whole, fine, name, names)
    if wide.verdict is Verdict.HOLDS:
        return wide
    found = check_sum(whole, [part for part in parts if part.value] or [zero(whole.unit)], name, names)
    if found.verdict is not Verdict.FAILS:
        return wide
    return found if wide.verdict is Verdict.FAILS else replace(found, severity=Severity.INFO, gap=wide.gap)
