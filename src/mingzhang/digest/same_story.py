"""The same story once, across sources: near-duplicates are grouped under the first of them, never deleted.

Every run of four characters of a text is one number; the smallest few of them after mixing are the features
by which earlier texts are found (bottom-k sketch).  What is found that way is only a candidate: the runs of
both texts are then compared exactly, and the clauses in which they differ must not contradict each other in
figures or in the units they speak of.  An article is held against the *first* of a group, never against any
member: chains would grow together what has nothing in common.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from heapq import nsmallest

from mingzhang.digest.clauses import clauses, contradict

_RUN = 4  # characters
_MIX, _WORD = 0x9E3779B97F4A7C15, (1 << 64) - 1
_FEATURES = 24
_ASKED = 12  # the rarest features of a text by which it is looked for
_HELD = 600  # texts behind a feature beyond which it says little
_CANDIDATES = 6
_NEAR = 3  # a candidate has at least so manieth a part of the features that the best one has
_SHORT = 24  # characters below which only the very same text is the same story
_SHARED = 6, 10  # of the runs of the shorter text, those that must stand in the longer
_EXCERPT = 4, 10  # of the length of the longer text, what an excerpt has at least
_MARKS = re.compile(r"[\W_]+")


def plain_text(text: str) -> str:
    """What of a text is compared: letters, characters and figures, in one form.

    >>> plain_text("东路　积水，已排除 １２ 处。")
    '东路积水已排除12处'
    """
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).lower()


def runs(plain: str) -> set[int]:
    """Every run of four characters as one number, the same on every machine of one byte order.

    >>> len(runs("东路积水已排除"))
    4
    """
    data = plain.encode("utf-16-le", "replace")
    found: set[int] = set()
    for start in range(0, min(2 * _RUN, len(data)), 2):
        piece = data[start : start + (len(data) - start) // 8 * 8]
        found.update(array("Q", piece))
    return found


class StoryIndex:
    """The first articles of all groups, and which of them tells the story of a further article.

    >>> index = StoryIndex()
    >>> story = "昨夜大雨，东路与西路交口积水约三十厘米，排水队两小时排除，交通恢复正常。"
    >>> index.place("00001", "东路积水排除", story), index.place("00002", "雨夜排水", "本报讯 " + story)
    ('00001', '00001')
    >>> index.place("00003", "东路积水排除", "甲学校昨天举行开学典礼，八百名新生参加，校长致辞，全体合影。")
    '00003'
    """

    def __init__(self) -> None:
        self._names: list[str] = []
        self._texts: list[tuple[str, str]] = []  # title and text of each first article
        self._plain: list[str] = []
        self._same: dict[str, int] = {}
        self._by: dict[int, list[int]] = {}

    def add(self, name: str, title: str, text: str) -> None:
        """A first article that is known already."""
        plain = plain_text(text or title)
        self._keep(name, title, text, plain, _features(runs(plain)))

    def place(self, name: str, title: str, text: str) -> str:
        """The name of the first article of the group that a text belongs to: its own where it is new."""
        plain = plain_text(text or title)
        held = runs(plain)
        features = _features(held)
        found = self._find(title, text, plain, held, features)
        if found is not None:
            return self._names[found]
        self._keep(name, title, text, plain, features)
        return name

    def _keep(self, name: str, title: str, text: str, plain: str, features: list[int]) -> None:
        at = len(self._names)
        self._names.append(name)
        self._texts.append((title, text))
        self._plain.append(plain)
        self._same.setdefault(self._key(title, plain), at)
        for feature in features:
            self._by.setdefault(feature, []).append(at)

    @staticmethod
    def _key(title: str, plain: str) -> str:
        """What a text is known by: a short one together with its title, which may tell another story."""
        return plain if len(plain) >= _SHORT else f"{plain_text(title)}\n{plain}"

    def _find(self, title: str, text: str, plain: str, held: set[int], features: list[int]) -> int | None:
        """The first article that tells the same story."""
        same = self._same.get(self._key(title, plain))
        if same is not None or len(plain) < _SHORT:
            return same
        for at in self._candidates(features):
            if _mostly_shared(_runs_of(self._plain[at]), held) and not contradict(
                clauses(*self._texts[at]), clauses(title, text)
            ):
                return at
        return None

    def _candidates(self, features: Iterable[int]) -> list[int]:
        """The first articles that share most of the rarest features, the earlier first among equals."""
        found = [self._by[feature] for feature in features if feature in self._by]
        found.sort(key=len)
        rare = [some for some in found if len(some) <= _HELD][:_ASKED]
        hits: Counter[int] = Counter()
        for some in rare:
            hits.update(some)
        if not hits:
            return []
        least = max(2 if len(rare) > 3 else 1, -(-max(hits.values()) // _NEAR))
        near = [(-count, at) for at, count in hits.items() if count >= least]
        return [at for _, at in nsmallest(_CANDIDATES, near)]


def _features(held: set[int]) -> list[int]:
    """The smallest few of the mixed runs: two texts that share most runs share most of these."""
    mixed = [run * _MIX & _WORD for run in held]
    return nsmallest(_FEATURES, mixed) if len(mixed) > _FEATURES else mixed


@lru_cache(maxsize=4096)
def _runs_of(plain: str) -> frozenset[int]:
    return frozenset(runs(plain))


def same_story(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two articles, each title and text, tell the same story.

    >>> text = "甲街道昨天组织志愿者清理河道垃圾三吨，沿线居民参加，活动持续到傍晚。"
    >>> same_story(("", text), ("", text.replace("甲街道", "乙街道").replace("三吨", "五吨")))
    False
    """
    a, b = (runs(plain_text(text or title)) for title, text in (one, other))
    return _mostly_shared(a, b) and not contradict(clauses(*one), clauses(*other))


def _mostly_shared(a: Set[int], b: Set[int]) -> bool:
    """Whether the shorter of two texts stands mostly in the longer, and is no mere scrap of it."""
    shorter, longer = sorted((len(a), len(b)))
    part, whole = _EXCERPT
    if shorter * whole < part * longer:
        return False
    part, whole = _SHARED
    return len(a & b) * whole >= part * shorter


def placed(
    articles: Iterable[tuple[str, str, str]], index: StoryIndex | None = None
) -> Iterator[tuple[str, str]]:
    """The name of each article with that of the first of its group, in their order.

    >>> list(placed([("1", "甲", "同一条很短的消息"), ("2", "甲", "同一条很短的消息")]))
    [('1', '1'), ('2', '1')]
    """
    index = index or StoryIndex()
    for name, title, text in articles:
        yield name, index.place(name, title, text)
