"""What a rise leaves for the year before."""

from __future__ import annotations

import re

from mingzhang.facts.number import Number, number_of
from mingzhang.language.narrative.claim import Change, Claim

_MAY_BE_NEGATIVE = re.compile(r"结余|结转|差额|利润|收益|净")


def left_before(claim: Claim, change: Change) -> Number | None:
    """A level less its rise; ``None`` where there is no rise, or what remains may well be negative.

    >>> from mingzhang.language.document.examined import Examined
    >>> from mingzhang.work.examples import text
    >>> (claim,) = Examined.of(text("会议费2.00万元，比上年增加3.00万元。")).claims
    >>> left_before(claim, claim.changes[0]).value
    Fraction(-10000, 1)
    """
    level, rise = claim.level, change.amount
    if level is None or rise is None or change.way != 1 or level.unit != rise.unit:
        return None
    if level.value < 0 or _MAY_BE_NEGATIVE.search(claim.subject):
        return None
    return number_of(level) - number_of(rise)
