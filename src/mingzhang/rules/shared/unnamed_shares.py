"""Shares of a whole that nobody names: the list of one paragraph says by itself what it is."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from mingzhang.facts.finding import Finding
from mingzhang.facts.number import Number, Printed, decimals_of, rounded, shown
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.proportion import amount, say
from mingzhang.language.document.verdicts import fails, holds
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.narrative.listing import level_number

Told = tuple[Claim, Number, Printed]
_LIST = 3  # so many items speak for themselves; two need their sum printed


def room(told: Told) -> tuple[Fraction, Fraction]:
    """The least and the most the whole can be; percentages may be cut off instead of rounded."""
    _, level, percent = told
    room_ = 2 * percent.half
    return 100 * level.low / (percent.value + room_), 100 * level.high / (percent.value - room_)


def list_of_shares(document: Examined, group: Sequence[Told]) -> Finding | None:
    """The shares of one paragraph against the sum of its items, ``None`` where nothing makes them one list.

    All shares but one are those of the sum, or they add to 100 and one amount does not go with them.

    >>> from mingzhang.work.examples import text
    >>> list_of_shares(text("甲。"), []) is None
    True
    """
    total = sum((level.value for _, level, _ in group), Fraction(0))
    wrong = [told for told in group if not _within(total, told)]
    if (len(group) >= _LIST or _printed(document, group, total)) and len(wrong) < 2:
        return _share_wrong(wrong[0], total) if wrong else holds(group[0][2].place)
    hundred = sum((percent.value for _, _, percent in group), Fraction(0))
    spare = sum((percent.half for _, _, percent in group), Fraction(0))
    if len(group) < _LIST or abs(hundred - 100) > spare:
        return None
    found = [told for told in group if _alone(told, group)]
    return _amount_wrong(found[0], group) if len(found) == 1 else None


def _within(total: Fraction, told: Told) -> bool:
    low, high = room(told)
    return low <= total <= high


def _printed(document: Examined, group: Sequence[Told], total: Fraction) -> bool:
    """Whether the sum of two items is told in their paragraph."""
    levels = (level_number(c) for c in document.claims if group and c.paragraph is group[0][0].paragraph)
    return len(group) > 1 and any(n is not None and n.low <= total <= n.high for n in levels)


def _alone(told: Told, group: Sequence[Told]) -> bool:
    """Whether all items but one agree on the whole, and that one does not."""
    others, (least, most) = [room(other) for other in group if other is not told], room(told)
    low, high = max(one[0] for one in others), min(one[1] for one in others)
    return low <= high and (most < low or high < least)


def _share_wrong(told: Told, total: Fraction) -> Finding:
    claim, level, percent = told
    right = shown(rounded(100 * level.value / total, decimals_of(percent)), "%", decimals_of(percent))
    added = amount(total, level.sources[0])
    words = f"{claim.name}写占 {say(percent)}，按这一段各项相加 {added} 计算应为 {right}，其余各项的比重都对"
    return fails(words, percent.place, level.sources[0].place, printed=say(percent), expected=right, unit="%")


def _amount_wrong(told: Told, group: Sequence[Told]) -> Finding:
    """The amount that does not go with its share, where all the others agree on the whole."""
    claim, percent, figure = told[0], told[2], told[1].sources[0]
    others = sum((other[1].value for other in group if other is not told), Fraction(0))
    right = amount(others * percent.value / (100 - percent.value), figure)
    words = f"{claim.name}写 {say(figure)}，占 {say(percent)}，按其余各项的数和比重约应为 {right}"
    return fails(words, figure.place, percent.place, printed=say(figure), expected=right, unit=figure.shown)
