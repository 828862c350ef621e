"""Names of units: whether a text is one, and the name without what says which account is meant."""

from __future__ import annotations

import re
from functools import lru_cache

_BODY = (
    r"委员会|办公室|办事处|法院|检察院|总工会|联合会|协会|中心|研究[院所]|医院|学院|大学|中学|小学|学校|幼儿园|党校|"
    r"博物馆|图书馆|档案馆|文化馆|科技馆|大队|支队|总队|分局|机关|政府|公园|基地|集团|公司|局|委|办|厅|部|院|处|所|会|队|校|馆|站|社|室|园|场|台"
)
UNIT = re.compile(rf"^[\u4e00-\u9fa5X×（）·“”]{{2,38}}?(?:{_BODY})(?:（(?:本级|本部|机关|汇总|部门)）)?$")


def is_unit(name: str) -> bool:
    """Whether a text is the full name of a unit, with or without （本级）; names of inner offices are short.

    >>> is_unit("某市某局（本级）"), is_unit("办公室"), is_unit("负责日常工作")
    (True, False, False)
    """
    return len(name) >= 5 and UNIT.match(name) is not None


def bare(name: str) -> str:
    """The name of a unit without what says which of its accounts is meant.

    >>> bare("某市某局（本级）")
    '某市某局'
    """
    return re.sub(r"（(?:本级|本部|机关|汇总|部门)）$|(?:金额)?单位$", "", name)


_LEVEL = re.compile("(?:本级|本部)$")
_PLACED = re.compile("[\u4e00-\u9fa5][省县]|[\u4e00-\u9fa5]{2,}?[省市县区州盟旗]")
_DROPPED = "省市县区州旗"  # what a short form of a place leaves out: 普陀财政局
_SHORTEST = 5  # characters; a shorter name says no place: 财政局


def same_unit(one: str, other: str) -> bool:
    """Whether two names mean the same unit: with or without 本级, the province above it, 市 or 区.

    >>> same_unit("某省东山市财政局（本级）", "东山市财政局"), same_unit("上海普陀区财政局", "上海市普陀区财政局")
    (True, True)
    >>> same_unit("东山市财政局", "东山县财政局"), same_unit("某省东山市财政局", "财政局"), same_unit("", "")
    (False, False, False)
    """
    short, long = sorted((_core(one), _core(other)), key=len)
    if short == long or len(short) < _SHORTEST:
        return bool(short) and short == long
    if not set(short) <= set(long):
        return False
    whole = [long, *(long[match.end() :] for match in _prefixes(long))]
    return any(_shortened(name, short) for name in whole if name is long or _PLACED.match(name))


@lru_cache(maxsize=4096)
def _core(name: str) -> str:
    return _LEVEL.sub("", bare(name)).replace("人民", "")


def _prefixes(name: str) -> list[re.Match[str]]:
    """The places that a name begins with, the outermost, then that and the next."""
    found: list[re.Match[str]] = []
    while match := re.match(rf"(?:{_PLACED.pattern}){{{len(found) + 1}}}", name):
        found.append(match)
    return found


def _shortened(name: str, short: str) -> bool:
    """Whether ``short`` is the name, or the name without some of 省, 市, 县, 区."""
    rest = iter(name)
    for wanted in short:
        for character in rest:
            if character == wanted:
                break
            if character not in _DROPPED:
                return False
        else:
            return False
    return not any(character not in _DROPPED for character in rest)
