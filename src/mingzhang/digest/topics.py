"""Topic rules: which articles concern the office, under which topic, and why.

A rule speaks of words and, for officials, of their offices (区长, 局长), never of persons.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SPLIT = re.compile(r"[、，,；;\s]+")


@dataclass(frozen=True, slots=True)
class TopicRule:
    """All of ``must``, one of ``some`` where there are any, none of ``never``; a place of ``places`` and an
    office of ``officials`` where any are listed.  ``class_`` is the class that its articles get."""

    name: str
    must: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    class_: str = ""

    @property
    def empty(self) -> bool:
        """Whether it would take every article.

        >>> TopicRule("城市运行").empty, TopicRule("城市运行", some=("积水",)).empty
        (True, False)
        """
        return not (self.must or self.some or self.places or self.officials)


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """An article that a rule takes: how much speaks for it, and what."""

    topic: str
    score: int
    why: str
    class_: str = ""


def words(said: str) -> tuple[str, ...]:
    """The words of a list as people write them.

    >>> words("积水、内涝，大雨 ")
    ('积水', '内涝', '大雨')
    """
    return tuple(dict.fromkeys(each for each in _SPLIT.split(said) if each))


def match(rule: TopicRule, title: str, text: str) -> TopicMatch | None:
    """What a rule says of an article; ``None`` where it does not take it.

    A word in the title counts twice.

    >>> rule = TopicRule("城市运行", must=("道路",), some=("积水", "塌陷"), never=("招聘",), places=("甲街道",))
    >>> match(rule, "甲街道道路积水", "积水已排除")
    TopicMatch(topic='城市运行', score=6, why='必含“道路”；含“积水”；地点“甲街道”', class_='')
    >>> match(rule, "甲街道道路养护招聘", "积水") is match(rule, "乙街道道路积水", "") is None
    True
    """
    head, body = _plain(title), _plain(text)
    if rule.empty or any(_plain(word) in head or _plain(word) in body for word in rule.never):
        return None
    why, score = [], 0
    parts = (("必含", rule.must, True), ("含", rule.some, False), ("地点", rule.places, False))
    for label, wanted, every in (*parts, ("职务", rule.officials, False)):
        found = [word for word in wanted if _plain(word) in head or _plain(word) in body]
        if wanted and (not found or (every and len(found) < len(wanted))):
            return None
        if found:
            why.append(label + "".join(f"“{word}”" for word in found))
            score += sum(2 if _plain(word) in head else 1 for word in found)
    return TopicMatch(rule.name, score, "；".join(why), rule.class_)


def matches(rules: Iterable[TopicRule], title: str, text: str) -> list[TopicMatch]:
    """All that rules say of an article, what speaks most for it first."""
    found = [made for rule in rules if (made := match(rule, title, text))]
    return sorted(found, key=lambda each: -each.score)


def faults(rules: Iterable[TopicRule]) -> Iterator[tuple[TopicRule, str]]:
    """The rules that take everything, contradict themselves, or come twice.

    >>> [why for _, why in faults([TopicRule("甲"), TopicRule("乙", some=("水",), never=("水",))])]
    ['没有任何词，会选中所有稿件', '“水”既要求含有又要求不含']
    """
    seen: set[str] = set()
    for rule in rules:
        if rule.empty:
            yield rule, "没有任何词，会选中所有稿件"
        for word in dict.fromkeys((*rule.must, *rule.some)):
            if any(_plain(never) in _plain(word) for never in rule.never):
                yield rule, f"“{word}”既要求含有又要求不含"
        if rule.name in seen:
            yield rule, "主题重名"
        seen.add(rule.name)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
