"""The movement of a whole against the movements of its parts."""

from __future__ import annotations

from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.number import Number, number_of, shown, total
from mingzhang.language.document.claim_arithmetic import WAYS
from mingzhang.language.document.verdicts import fails, holds, rounding
from mingzhang.language.identity.formula import compare
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.narrative.listing import Listing, divided_by_name, moved

_BASES = ("上年", "上年预算")


def moved_alike(listing: Listing, base: str) -> Finding | None:
    """The movement of a whole against that of its parts together; ``None`` where it proves nothing.

    >>> from mingzhang.work.examples import text
    >>> from mingzhang.language.document.examined import Examined
    >>> told = "拨款支出9.00万元，比上年增加2.00万元，其中：基本支出7.00万元，增加1.00万元；项目支出2.00万元，增加1.00万元。"
    >>> (listing,) = Examined.of(text(told)).listings
    >>> moved_alike(listing, "上年").verdict.chinese, moved_alike(listing, "上年预算")
    ('成立', None)
    """
    change = listing.whole.change(base)
    parts = [_moved(part, base) for part in listing.parts]
    known = [part for part in parts if part is not None]
    if change is None or change.amount is None or len(known) != len(parts) or len(parts) < 2:
        return None
    printed, added = number_of(change.amount), total([(1, part) for part in known])
    ways = (change.way,) if change.way else (1, -1)  # both directions may be left standing
    gaps = [printed - added.times(way) for way in ways]
    gap = min(gaps, key=lambda one: abs(one.value))
    told_zeros = any(part.level is not None and not part.level.value for part in listing.parts)
    if (
        gap.value * (change.way or 1) < 0
        and not told_zeros
        and not divided_by_name(listing.whole, listing.parts)
    ):
        return None  # items that are no more this year are not listed, and their fall is missing
    if compare(gap) is Verdict.HOLDS:
        return holds(change.amount.place, gap=gap)
    unit = change.amount.shown
    way = WAYS[change.way] if change.way else "变动"
    words = f"{listing.whole.name}写比{base}{way} {change.amount.text}{unit}，各项增减相加为{_spoken(added, unit)}"
    more = {"printed": f"{change.amount.text}{unit}", "expected": shown(abs(added.value), unit), "gap": gap}
    places = [change.amount.place, *(figure.place for figure in added.sources)]
    tell = fails if compare(gap) is Verdict.FAILS else rounding
    return tell(words, *places, inferred=True, **more)


def _spoken(number: Number, unit: str) -> str:
    return (
        f"{WAYS[1 if number.value > 0 else -1]} {shown(abs(number.value), unit)}" if number.value else "持平"
    )


def _moved(part: Claim, base: str) -> Number | None:
    """The movement of a part; 同比 beside a whole that names last year's budget means the same base."""
    told = (moved(part, one) for one in (base, *_BASES))
    return next((movement for movement in told if movement is not None), None)
