"""Last year's figures that the text implies by its comparisons."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mingzhang.facts.fact import Fact
from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.number import Number, number_of, shown
from mingzhang.language.document.claim_arithmetic import base_number, consistent
from mingzhang.language.document.document import Document
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided
from mingzhang.language.identity.formula import compare
from mingzhang.language.narrative.claim import Claim

FILE, PLAN_FILE = "上年文件", "上年预算文件"
LAST, LAST_PLAN = "上年", "上年预算"  # what a comparison is made with


def prior(document: Document, name: str) -> Number | None:
    """Last year's value of a fact: printed, or this year's less the stated movement."""
    for claim in document.claims:
        if claim.fact == name and not claim.aside and _moved(claim):
            sound = all(consistent(claim, change, _level) for change in claim.changes)
            return _before(claim) if sound else None  # what contradicts itself implies nothing
    return None


def against_file(
    document: Document, theirs: Callable[[str], str], file: str = FILE, base: str = LAST
) -> Iterator[Finding]:
    """Figures of ``base`` as comparisons imply them in its ``file``, where ``theirs`` names them."""
    seen = False
    for claim in document.claims:
        if claim.aside or not (name := theirs(claim.fact)) or not _moved(claim, base):
            continue
        told, fact = _before(claim, base), document.facts.get(f"{file}:{name}")
        if told is None:
            continue
        seen = True
        if fact is None or fact.number.unit != told.unit:
            yield undecided(f"{file}没有{claim.name}的数", claim.place)
        else:
            yield _compared(claim, told, fact, base)
    if not seen:
        yield undecided(f"没有可以倒推{base}数的句子")


def _compared(claim: Claim, told: Number, fact: Fact, base: str) -> Finding:
    """Last year's figure as the text implies it against the one in last year's file."""
    gap = told - fact.number
    places = [figure.place for figure in told.sources] or [claim.place]
    if gap.value == 0:
        return holds(places[0])
    unit = claim.level.shown if claim.level is not None else fact.figure.shown
    said, printed = shown(told.value, unit), f"{fact.figure.text or '空'}{fact.figure.shown}"
    words = f"{claim.name}按本文的比较推得{base}为 {said}，{fact.place}为 {printed}"
    words += f"，相差 {shown(abs(gap.value), unit)}"
    if compare(gap) is not Verdict.FAILS:
        return rounding(f"{words}，为四舍五入尾差", *places, fact.place, gap=gap)
    return fails(words, *places, fact.place, printed=said, expected=printed, unit=unit, gap=gap)


def _moved(claim: Claim, base: str = LAST) -> bool:
    change = claim.change(base)
    return claim.level is not None and change is not None and change.way is not None


def _before(claim: Claim, base: str = LAST) -> Number | None:
    """Last year's value: printed, or this year's less the stated movement."""
    change = claim.change(base)
    if base in claim.bases:
        return number_of(claim.bases[base])
    if change is None or change.way == 0:
        return _level(claim)
    return base_number(claim, change, _level)


def _level(claim: Claim) -> Number | None:
    return number_of(claim.level) if claim.level is not None else None
