"""What the narrative says item by item about the general public budget."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mingzhang.facts.number import Number, number_of
from mingzhang.language.document.claim_arithmetic import base_number
from mingzhang.language.document.document import Document
from mingzhang.language.narrative.claim import Claim

SECTIONS = ("一般具体", "一般公共预算", "一般结构", "一般总体", "拨款支出")
_CODED = re.compile(r"(?:预算)?一般表\[(\d+|合计)\]\.合计$")


def code_of(claim: Claim) -> str:
    """The functional code (or 合计) that a claim is about, ``""`` for another matter."""
    match = _CODED.match(claim.fact)
    return match[1] if match else ""


def outturn(claim: Claim) -> Number | None:
    """What was spent, in money."""
    level = claim.level
    return number_of(level) if level is not None and level.unit == "元" else None


def budget(claim: Claim) -> Number | None:
    """The original budget: printed, or implied by what was spent and by how much it differs."""
    if "年初预算" in claim.bases:
        return number_of(claim.bases["年初预算"])
    change = claim.change("年初预算")
    if change is None:
        return None
    return outturn(claim) if change.way == 0 else base_number(claim, change, outturn)


def described(document: Document) -> dict[str, Claim]:
    """The claim that states the outturn of each code in the detailed section, the first one counts."""
    found: dict[str, Claim] = {}
    for claim in document.claims:
        if claim.section in SECTIONS and not claim.aside and outturn(claim) is not None:
            code = code_of(claim)
            known = found.get(code)
            if code and (known is None or (budget(known) is None and budget(claim) is not None)):
                found[code] = claim
    return found


def total(numbers: Iterable[Number]) -> Number | None:
    """The sum, ``None`` of nothing or of different units.

    >>> from mingzhang.facts.number import read
    >>> total([read("1", "万元"), read("2", "万元")]).value
    Fraction(30000, 1)
    """
    result: Number | None = None
    for number in numbers:
        if result is not None and result.unit != number.unit:
            return None
        result = number if result is None else result + number
    return result
