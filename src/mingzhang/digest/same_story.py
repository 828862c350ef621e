"""The same story once, across sources: near-duplicates are grouped under the first of them, never deleted.

Every run of four characters of a text is one number; the smallest few of them after mixing are the features
by which earlier texts are found (bottom-k sketch).  What is found that way is only a candidate: the runs of
both texts are then compared exactly, and the clauses in which they differ must not contradict each other in
figures or in the units they speak of.  An article is held against the *first* of a group, never against any
member: chains would grow together what has nothing in common.

A round-up holds whole stories and is none of them.  It is known by two of them that stand in different
parts of it, or by the headline of the one that stands in it under a title that speaks of something else; what
stands in a round-up is no excerpt of it.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from heapq import nsmallest
from itertools import combinations

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
_WHOLE = 8, 10  # of the length of the longer text, from where the shorter one is all of it and no part
_APART = 5  # of the runs of a story beside another in one text, one in so many at least are its own
_HEADLINE = 6  # characters of the shortest headline that is known again
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
        self._gathering: set[int] = set()  # those that hold several stories

    def add(self, name: str, title: str, text: str) -> None:
        """A first article that is known already."""
        plain = plain_text(text or title)
        self._keep(name, title, text, plain, _features(runs(plain)))

    def place(self, name: str, title: str, text: str) -> str:
        """The name of the first article of the group that a text belongs to: its own where it is new."""
        plain = plain_text(text or title)
        held = runs(plain)
        features = _features(held)
        same = self._same.get(self._key(title, plain))
        if same is None and len(plain) >= _SHORT:
            near = self._candidates(features)
            gathers = self._holds_several(near, held)
            same = self._find((title, text), plain, held, near, gathers)
            if same is not None and self._beside(same, plain, held):
                same, gathers = None, True
            if gathers and same is None:
                self._gathering.add(len(self._names))
        if same is not None:
            return self._names[same]
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

    def _find(
        self, said: tuple[str, str], plain: str, held: set[int], near: Iterable[int], gathers: bool
    ) -> int | None:
        """The first article that tells the same story; for a round-up only another that is all the same."""
        for at in near:
            theirs, first = self._plain[at], self._texts[at]
            several = gathers or at in self._gathering
            if several and _is_part(plain, theirs):
                continue
            shared = _WHOLE if several else _SHARED
            if _mostly_shared(_runs_of(theirs), held, (len(theirs), len(plain)), shared) and not (
                _headlined(said, plain, first, theirs) or contradict(clauses(*first), clauses(*said))
            ):
                return at
        return None

    def _holds_several(self, near: Iterable[int], held: set[int]) -> bool:
        """Whether a text holds two of the first articles in different parts."""
        return _several_inside((_runs_of(self._plain[at]) for at in near), held)

    def _beside(self, at: int, plain: str, held: set[int]) -> bool:
        """Whether a text holds, beside the story of which it is the longer form, one more."""
        if len(self._plain[at]) > len(plain) or not _is_part(self._plain[at], plain):
            return False
        rest = self._candidates(_features(held - _runs_of(self._plain[at])))
        return any(self._holds_several((at, other), held) for other in rest if other != at)

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
    a, b = (plain_text(text or title) for title, text in (one, other))
    return _mostly_shared(runs(a), runs(b), (len(a), len(b))) and not (
        _headlined(one, a, other, b) or contradict(clauses(*one), clauses(*other))
    )


def _mostly_shared(
    a: Set[int], b: Set[int], lengths: tuple[int, int], shared: tuple[int, int] = _SHARED
) -> bool:
    """Whether the shorter of two texts stands mostly in the longer, and is no mere scrap of it.

    Of round-ups more is ``shared``: two of them with one story in common are not the same.

    >>> one, other = set(range(100)), set(range(30, 130))
    >>> _mostly_shared(one, other, (103, 103)), _mostly_shared(one, other, (103, 103), _WHOLE)
    (True, False)

    What is a scrap goes by length: a text that repeats its phrases has few different runs.
    """
    part, whole = _EXCERPT
    shorter, longer = sorted((len(a), len(b)))
    if min(lengths) * whole < part * max(lengths) or shorter * whole < part * longer:
        return False
    part, whole = shared
    return len(a & b) * whole >= part * shorter


def _is_part(one: str, other: str) -> bool:
    part, whole = _WHOLE
    shorter, longer = sorted((len(one), len(other)))
    return shorter * whole < part * longer


def _several_inside(some: Iterable[Set[int]], held: Set[int]) -> bool:
    """Whether a text holds two of some texts: each mostly, and mostly too what each says alone.

    Two stories in the same words share much; what tells them apart is in the text only where both are.

    >>> one, two = set(range(100)), set(range(70, 180))
    >>> _several_inside([one, two], one | two), _several_inside([one, two], one)
    (True, False)
    """
    inside = [each for each in some if _mostly(each, held)]
    return any(
        all(
            len(own) * _APART >= len(each) and _mostly(own, held)
            for each, own in ((one, one - other), (other, other - one))
        )
        for one, other in combinations(inside, 2)
    )


def _mostly(some: Set[int], held: Set[int]) -> bool:
    part, whole = _SHARED
    return len(some & held) * whole >= part * len(some)


def _headlined(one: tuple[str, str], plain: str, other: tuple[str, str], theirs: str) -> bool:
    """Whether the longer text has the other's headline in it, and a title that speaks of something else.

    >>> story = ("东湖街道积水排除", "东湖街道昨夜积水，水务局出动三十人，两小时后恢复通行。")
    >>> said = "东湖街道积水排除" + story[1] + "西山镇食堂开业。西山镇社区食堂昨天开业，设座位八十个。"
    >>> plains = plain_text(story[1]), plain_text(said)
    >>> [_headlined(story, plains[0], (title, said), plains[1]) for title in ("要闻", "东湖街道积水")]
    [True, False]
    """
    if not _is_part(plain, theirs):
        return False
    if len(plain) > len(theirs):
        one, plain, other, theirs = other, theirs, one, plain
    headline = plain_text(one[0])
    if len(headline) < _HEADLINE or headline not in theirs:
        return False
    return not runs(plain_text(other[0])) & (runs(headline) | runs(plain))


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
