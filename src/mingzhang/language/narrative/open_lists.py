"""Lists that are open while text is read: which whole the next marked item is a part of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from mingzhang.language.narrative.claim import ITEMS, MAINLY, WORDS
from mingzhang.language.narrative.draft import DraftClaim


@dataclass
class OpenList:
    """A list: its whole (``None`` where nothing says it), the style of its marks, how it was opened."""

    whole: DraftClaim | None
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
    lines: OpenList | None = None  # its items are paragraphs without marks
    bare: DraftClaim | None = (
        None  # an item that is nothing but a name and its figure: finer marks are its parts
    )

    def announce(self, whole: OpenList) -> None:
        """The next marks open this list."""
        self.announced = whole

    def forget(self) -> None:
        """Another heading: nothing goes on."""
        self.marked, self.announced, self.lines, self.bare = [], None, None, None

    def line(self, before: str) -> OpenList | None:
        """The list that a paragraph without a mark belongs to, by the text of the one before it.

        >>> lists = OpenLists(announced=OpenList(None))
        >>> [lists.line(text) is not None for text in ("收入9万元，其中：", "甲4万元；", "乙5万元。")]
        [True, True, False]
        """
        if self.announced is not None and before.endswith("："):
            self.lines = replace(self.announced, how=MAINLY if self.announced.how == MAINLY else ITEMS)
        elif not before.endswith("；"):
            self.lines = None
        return self.lines

    def item(self, mark: str) -> OpenList:
        """The list that an item with such a mark belongs to; it closes the lists inside."""
        known = next((i for i, one in enumerate(self.marked) if one.style == mark), None)
        new, self.announced = self.announced, None
        if known is not None:
            del self.marked[known + (new is None) :]
        if known is None or new is not None:
            new = new or OpenList(self.bare)
            self.marked.append(replace(new, style=mark, how=MAINLY if new.how == MAINLY else ITEMS))
        return self.marked[-1]
