"""Figures that differ from the right one by a single digit, and shares that no whole number makes."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from mingzhang.facts.number import Number, Printed, decimals_of, rounded, shown
from mingzhang.language.narrative.listing import Listing
from mingzhang.rules.shared.near_names import distance

_MOST = 20  # a share below a twentieth is not guessed at


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


def neighbours_swapped(figure: Printed, right: Fraction) -> bool:
    """Whether two neighbouring digits of a figure, exchanged, make it right: no accident does that often.

    >>> from mingzhang.facts.number import printed
    >>> [neighbours_swapped(printed("764.50", "万元"), Fraction(amount)) for amount in (7465000, 7605000)]
    [True, False]
    """
    if not figure.value:
        return False
    digits = figure.text.replace(",", "")
    for at in range(len(digits) - 1):
        one, two = digits[at], digits[at + 1]
        if one != two and one.isdigit() and two.isdigit():
            swapped = Fraction(digits[:at] + two + one + digits[at + 2 :])
            if figure.value * swapped == right * Fraction(digits):
                return True
    return False


def one_swap_settles(listing: Listing, gap: Number) -> bool:
    """Whether two digits exchanged in the whole or in one part make a list add up: it is complete then."""
    figures = [claim.level for claim in (listing.whole, *listing.parts) if claim.level is not None]
    rights = [figures[0].value - gap.value, *(figure.value + gap.value for figure in figures[1:])]
    return any(map(neighbours_swapped, figures, rights))


def possible_share(count: Printed, share: Printed) -> bool:
    """Whether the count is this share of some whole number not below it; cut off is as good as rounded.

    >>> from mingzhang.facts.number import printed
    >>> [possible_share(printed("3", "个"), printed(text, "%")) for text in ("75.00", "42.85", "7.00", "150")]
    [True, True, False, False]
    """
    whole = Fraction(100 * count.value)
    least, most = whole / (share.value + share.half * 2), whole / max(share.value - share.half, share.half)
    return bool(max(Fraction(ceil(least)), count.value) <= floor(most))


def likely_share(count: Printed, share: Printed) -> str:
    """The only share of a whole number that differs from the printed one by one character, else ``""``.

    >>> from mingzhang.facts.number import printed
    >>> likely_share(printed("3", "个"), printed("775.00", "%"))
    '75.00%'
    """
    totals = range(int(count.value), int(count.value) * _MOST + 1)
    made = {shown(100 * count.value / total, "%", decimals_of(share)) for total in totals}
    near = [one for one in made if distance(one, f"{share.text}%", 1) == 1]
    return near[0] if len(near) == 1 else ""
