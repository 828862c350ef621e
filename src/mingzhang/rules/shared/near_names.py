"""When two printed names are the same name with a slip, and which name was meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from mingzhang.language.text.spelling import label

# Characters by which offices abbreviate names without being wrong.
_LOOSE = re.compile(r"支出|[的和与及、·（）]")
_SHORTEST = 4  # characters; below this one changed character is another word (水费、电费)
# Pairs that differ by a character or two and are both right: never a slip of each other.
_OPPOSITES = (("行政", "事业"), ("收入", "支出"), ("国内", "国外"), ("大型", "小型"), ("大中型", "小型"))


@lru_cache(maxsize=16384)
def plain_name(name: str) -> str:
    """A name without ordinals, quotes and the characters offices use freely.

    >>> plain_name("七、社会保障和就业（支出）") == plain_name("社会保障与就业支出")
    True
    """
    return _LOOSE.sub("", label(name))


def shortened(one: str, whole: str) -> bool:
    """Whether a name only leaves characters of another out.

    >>> shortened("养老保险缴费", "机关事业单位基本养老保险缴费"), shortened("公路养护", "信息化建设")
    (True, False)
    """
    left = iter(whole)
    return all(letter in left for letter in one)


def distance(one: str, other: str, most: int = 2) -> int:
    """Characters to change, add or drop to make one the other; ``most + 1`` where it is more than ``most``.

    >>> distance("住房公积金", "住房公基金"), distance("水费", "办公设备购置")
    (1, 3)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return min(row[-1], most + 1)


def slipped(printed: str, right: str) -> bool:
    """Whether ``printed`` is ``right`` with one wrong, lost or added character (two in long names).

    >>> slipped("机关事业单位职业年金激费支出", "机关事业单位职业年金缴费支出")
    True
    >>> slipped("事业单位医疗", "行政单位医疗"), slipped("电费", "水费")
    (False, False)
    """
    one, other = plain_name(printed), plain_name(right)
    if one == other or min(len(one), len(other)) < _SHORTEST:
        return False
    if any((a in one and b in other) or (b in one and a in other) for a, b in _OPPOSITES):
        return False
    apart = min(distance(one, other), distance(label(printed), label(right)))
    return apart <= (2 if len(other) >= 10 else 1)


def meant(printed: str, known: Iterable[str]) -> str:
    """The one known name that ``printed`` is a slip of, ``""`` where there is none or several.

    >>> meant("卫生建康支出", ["卫生健康支出", "教育支出"])
    '卫生健康支出'
    """
    found = {name for name in known if slipped(printed, name)}
    return found.pop() if len(found) == 1 else ""
