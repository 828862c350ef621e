"""Slips of the hand in a figure."""

from __future__ import annotations

from itertools import pairwise
from random import Random

LEAST = 10  # hundredths: less may be what rounding hides


def slipped(text: str, random: Random) -> str:
    """A figure with one slip: digits swapped, one misread, lost or doubled.

    >>> slipped("1,234.50", Random(1)) != "1,234.50"
    True
    """
    for _ in range(50):
        made = random.choice((_swapped, _misread, _misread, _lost, _doubled))(text, random)
        if made[0] not in ",." and abs(_cents(made) - _cents(text)) >= LEAST:
            return _grouped(made) if "," in text else made
    raise ValueError(f"no slip is possible in {text}")


def _digits(text: str) -> list[int]:
    return [n for n, char in enumerate(text) if char.isdigit()]


def _whole(text: str) -> list[int]:
    return _digits(text.partition(".")[0])


def _swapped(text: str, random: Random) -> str:
    digits = _digits(text)
    pairs = [(a, b) for a, b in pairwise(digits) if text[a] != text[b]]
    if not pairs:
        return text
    one, other = random.choice(pairs)
    letters = list(text)
    letters[one], letters[other] = letters[other], letters[one]
    return "".join(letters)


def _misread(text: str, random: Random) -> str:
    at = random.choice(_digits(text))
    return text[:at] + random.choice("123456789".replace(text[at], "")) + text[at + 1 :]


def _lost(text: str, random: Random) -> str:
    digits = _whole(text)
    if len(digits) < 2:
        return text
    at = random.choice(digits)
    return text[:at] + text[at + 1 :]


def _doubled(text: str, random: Random) -> str:
    at = random.choice(_whole(text))
    return text[: at + 1] + text[at:]


def _cents(text: str) -> int:
    """A figure in hundredths; what it has beyond them is left out."""
    whole, _, rest = text.replace(",", "").partition(".")
    return int(whole) * 100 + int((rest + "00")[:2])


def _grouped(text: str) -> str:
    """Commas where they belong.

    >>> _grouped("12,34.50")
    '1,234.50'
    """
    whole, point, rest = text.replace(",", "").partition(".")
    return f"{int(whole):,}{point}{rest}"
