"""The clauses of a text, and whether two texts that share most of theirs contradict each other in the rest.

Reports made from one pattern (the weather of each day, the same campaign in each street) share nearly all
their words and tell different stories: their figures differ, or the units they speak of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

_ENDS = re.compile(r"[，,。；;！!？?：:、\n\r()\[\]（）“”\"《》【】|]+")
_MARKS, _FIGURE = (
    re.compile(r"[\W_]+"),
    re.compile(r"\d+(?:\.\d+)?%?|[一二三四五六七八九十百千万两〇零]{1,8}"),
)
_FIGURED = re.compile(
    r"\d|[一二三四五六七八九十百千万两〇零]+(?:个|人|吨|处|条|户|件|次|天|日|月|年|元|米|名|家|辆|公里|小时)"
)
_UNIT = re.compile(
    r"(?:街道|地区|社区|学校|中学|小学|医院|公园|集团|公司|银行|车站|大街|大道|胡同|小区|河|湖|桥|路|街|镇|乡|村|区|县|市|省|州"
    r"|局|委|办|处|所|院|馆|厂|队)"
)
_ALIKE = 6, 10  # of the characters of two clauses, those that they share when one is a form of the other
_FEW = 5  # one figure in so many may be a correction
# Of the shorter text no more than one part in so many stands nowhere in the longer: roundups overlap.
_OWN = 5


@lru_cache(maxsize=1024)
def clauses(title: str, text: str) -> tuple[str, ...]:
    """The clauses of title and text, in order, without marks.

    >>> clauses("东路积水", "昨夜大雨，东路积水３０厘米。")
    ('东路积水', '昨夜大雨', '东路积水30厘米')
    """
    whole = unicodedata.normalize("NFKC", f"{title}\n{text}")
    whole = re.sub(r"(?<=\d)[,，](?=\d{3})", "", whole).lower()
    return tuple(kept for part in _ENDS.split(whole) if (kept := _MARKS.sub("", part.replace(".", "点"))))


def contradict(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two texts say different things in the same words, or each has much that the other lacks.

    >>> contradict(("今天最高气温30度", "注意防晒"), ("今天最高气温27度", "注意防晒"))
    True
    >>> contradict(("东路积水30厘米", "已经排除"), ("东路积水30厘米", "目前已经排除"))
    False
    """
    if len(one) > len(other):
        one, other = other, one
    held, own = set(other), set(one)
    left, rest = [each for each in one if each not in held], [each for each in other if each not in own]
    agreed = sum(_FIGURED.search(each) is not None for each in one if each in held)
    figures, owned = 0, sum(map(len, left))
    units: dict[tuple[str, str], int] = {}
    for mine, theirs in _pairs(left, rest):
        owned -= len(mine)
        if _figures_differ(mine, theirs):
            figures += 1
        for change in _units_changed(mine, theirs):
            units[change] = units.get(change, 0) + 1
    if figures * _FEW > figures + agreed or owned * _OWN > sum(map(len, one)):
        return True
    lead = {
        change
        for mine, theirs in _pairs(list(one[:3]), list(other[:3]))
        for change in _units_changed(mine, theirs)
    }
    return any(count > 1 or change in lead for change, count in units.items())


def _pairs(left: list[str], rest: list[str]) -> Iterator[tuple[str, str]]:
    """The clauses of one text, each with the clause of the other that is a form of it."""
    by: dict[str, list[str]] = {}
    for each in rest:
        for pair in {each[at : at + 2] for at in range(len(each) - 1)}:
            by.setdefault(pair, []).append(each)
    part, whole = _ALIKE
    for mine in left:
        mine_pairs = {mine[at : at + 2] for at in range(len(mine) - 1)}
        hits: dict[str, int] = {}
        for pair in mine_pairs:
            for each in by.get(pair, ()):
                hits[each] = hits.get(each, 0) + 1
        best = max(hits, key=lambda each: (hits[each], -len(each), each), default="")
        if best and best != mine and _common(mine, best) * 2 * whole >= part * (len(mine) + len(best)):
            yield mine, best


@lru_cache(maxsize=4096)
def _blocks(one: str, other: str) -> tuple[tuple[str, int, int, int, int], ...]:
    return tuple(SequenceMatcher(None, one, other, autojunk=False).get_opcodes())


def _common(one: str, other: str) -> int:
    return sum(end - start for tag, start, end, _, _ in _blocks(one, other) if tag == "equal")


def _figures_differ(one: str, other: str) -> bool:
    """Whether two forms of a clause have the same number of figures, and not the same ones.

    >>> _figures_differ("共3人", "共5人"), _figures_differ("共3人", "共有3人"), _figures_differ("3日共5人", "共5人")
    (True, False, False)
    """
    first, second = _FIGURE.findall(one), _FIGURE.findall(other)
    return bool(first) and len(first) == len(second) and first != second


def _units_changed(one: str, other: str) -> Iterator[tuple[str, str]]:
    """The names of units or places that stand for each other in two forms of a clause."""
    for tag, start, end, begin, stop in _blocks(one, other):
        if tag != "replace":
            continue
        mine, theirs = one[start:end], other[begin:stop]
        if _FIGURE.fullmatch(mine) or _FIGURE.fullmatch(theirs):
            continue
        follows = _UNIT.match(one, end) is not None and _UNIT.match(other, stop) is not None
        ends = any(_UNIT.fullmatch(mine[-size:]) and _UNIT.fullmatch(theirs[-size:]) for size in (1, 2))
        if follows or ends or (_UNIT.search(one[start : end + 3]) and _UNIT.search(other[begin : stop + 3])):
            yield min(mine, theirs), max(mine, theirs)
