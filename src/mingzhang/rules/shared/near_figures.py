"""Figures that differ from the right one by a single digit, and shares that no whole number makes."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from mingzhang.facts.number import Printed, decimals_of, rounded, shown
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
