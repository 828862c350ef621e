"""Last year's figures that the text implies by its comparisons."""

from __future__ import annotations

from mingzhang.facts.number import Number, number_of
from mingzhang.language.arithmetic import base_number
from mingzhang.language.claim import Claim
from mingzhang.language.document import Document


def prior(document: Document, name: str) -> Number | None:
    """Last year's value of a fact: printed, or this year's less the stated movement."""
    for claim in document.claims:
        change = claim.change("上年") if claim.fact == name and not claim.aside else None
        if change is None or claim.level is None or change.way is None:
            continue
        if "上年" in claim.bases:
            return number_of(claim.bases["上年"])
        if change.way == 0:
            return _level(claim)
        return base_number(claim, change, _level)
    return None


def _level(claim: Claim) -> Number | None:
    return number_of(claim.level) if claim.level is not None else None
