"""Lists that are open while text is read: which whole the next marked item is a part of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from mingzhang.language.narrative.claim import ITEMS, MAINLY, WORDS
from mingzhang.language.narrative.draft import Draft


@dataclass
class OpenList:
    """A list: its whole (``None`` where nothing says it), the style of its marks, how it was opened."""

    whole: Draft | None
    style: str = ""
    how: str = WORDS
    since: int = 0  # how many claims there were when it was opened: it tells lists of one whole apart


@dataclass
class OpenLists:
    """Lists of items that carry marks, outermost first, and a whole whose items come next.

    >>> lists = OpenLists()
    >>> [lists.item(mark).style for mark in ("一、", "（一）", "1.", "1.", "（一）")], len(lists.marked)
    (['一、', '（一）', '1.', '1.', '（一）'], 2)
    """

    marked: list[OpenList] = field(default_factory=list)
    announced: OpenList | None = None

    def announce(self, whole: OpenList) -> None:
        """The next marks open this list."""
        self.announced = whole

    def forget(self) -> None:
        """Another heading: nothing goes on."""
        self.marked, self.announced = [], None

    def item(self, mark: str) -> OpenList:
        """The list that an item with such a mark belongs to; it closes the lists inside."""
        known = next((i for i, one in enumerate(self.marked) if one.style == mark), None)
        new, self.announced = self.announced, None
        if known is not None:
            del self.marked[known + (new is None) :]
        if known is None or new is not None:
            new = new or OpenList(None)
            self.marked.append(replace(new, style=mark, how=MAINLY if new.how == MAINLY else ITEMS))
        return self.marked[-1]
