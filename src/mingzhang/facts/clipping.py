"""What a reader finds in a feed, a saved page or a mail: one piece of news each, as it was printed."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Clipping:
    """One piece of news.

    ``dated`` is the date as it is printed, never read here; ``key`` what the source itself knows it by;
    ``notes`` are sentences about how it was read, ``other`` another opinion on the text where two differ.

    >>> Clipping("道路积水", "东路积水已排除。").text
    '东路积水已排除。'
    """

    title: str
    text: str
    address: str = ""
    dated: str = ""
    source: str = ""
    key: str = ""
    notes: tuple[str, ...] = ()
    other: str = ""


@dataclass(frozen=True)
class NewsAddress:
    """A source as a list of sources (OPML) names it.

    >>> NewsAddress("某日报", "https://news.example/rss.xml").topic
    ''
    """

    name: str
    address: str
    page: str = ""
    topic: str = ""


@dataclass
class Clippings:
    """Everything that one file holds, and what the user should know of it."""

    news: list[Clipping] = field(default_factory=list)
    sources: list[NewsAddress] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
