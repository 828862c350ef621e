"""An article as it was taken in: nothing in it changes afterwards, what is done with it is the desk's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mingzhang.digest.published import published
from mingzhang.facts.clipping import Clipping


class SourceKind(StrEnum):
    """In which form a source reaches the office."""

    FEED = "订阅源"
    PAGE = "网页"
    MAIL = "邮件"
    FILE = "文件"
    PASTE = "粘贴"


@dataclass(frozen=True, slots=True)
class NewsSource:
    """A source that the office has listed; only such sources are ever fetched, and only where it says so."""

    name: str
    kind: SourceKind = SourceKind.FEED
    address: str = ""
    fetch: bool = False
    topic: str = ""

    @property
    def reachable(self) -> bool:
        """Whether its address is one on the network.

        >>> NewsSource("甲报", address=" HTTPS://a.example/rss").reachable, NewsSource("乙报").reachable
        (True, False)
        """
        return self.address.strip().lower().startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Article:
    """One article: ``day`` and ``clock`` are when it was published, ``got`` when it was taken in.

    ``sha256`` is of the kept copy of the file it came in, ``first`` the number of the article that its group
    begins with (its own where it is the first).
    """

    number: str
    title: str
    text: str
    source: str
    got: date
    day: date | None = None
    clock: str = ""
    address: str = ""
    sha256: str = ""
    first: str = ""
    notes: tuple[str, ...] = ()
    row: int | None = field(default=None, compare=False)

    @property
    def group(self) -> str:
        """The number of the first article of its group."""
        return self.first or self.number

    @property
    def repeats(self) -> bool:
        """Whether the same story was there before."""
        return self.group != self.number


def article_of(
    clipping: Clipping, number: str, got: date, sha256: str = "", source: str = "", place: str = ""
) -> Article:
    """A piece of news as an article; ``source`` is the listed source it came from, ``place`` its file.

    >>> made = article_of(Clipping("道路积水", "已排除。", dated="2025年9月1日"), "00001", date(2025, 9, 2))
    >>> made.day, made.notes
    (datetime.date(2025, 9, 1), ())
    """
    when = published(clipping.dated, got)
    notes = tuple(note for note in (*clipping.notes, when.note) if note)
    title, text = " ".join(clipping.title.split()), clipping.text.strip()
    return Article(
        number, title or " ".join(text[:30].split()), text,
        clipping.source or source or place or "（未写明来源）", got,
        when.day, when.clock, clipping.address, sha256, notes=notes,
    )  # fmt: skip


def fingerprint(data: bytes) -> str:
    """The SHA-256 of a copy.

    >>> fingerprint(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(data).hexdigest()


def numbers(after: int) -> Iterator[str]:
    """The numbers of further articles, after so many.

    >>> next(numbers(8))
    '00009'
    """
    while True:
        after += 1
        yield f"{after:05}"
