"""Lists that are open while text is read: which whole the next marked item is a part of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from mingzhang.language.narrative.claim import ITEMS, MAINLY, WORDS
from mingzhang.language.narrative.draft import DraftClaim

# A paragraph that is an item of a list: a name, its figure, and nothing before them.
_ITEM = re.compile(
    r"(?![本我全与较比同]|上年|年[初末])(?:(?!增加|减少|增长|下降)[\u4e00-\u9fff（）“”、]){2,24}\d[\d,.]*(?:万|亿)?元"
)


def begins_item(text: str, at: int = 0) -> bool:
    """Whether a text goes on as an item of a list without marks begins: with a name and its figure.

    Behind 其中 it may be a part of the item before it.

    >>> begins_item("公务接待费9.00万元，"), begins_item("与上年相比增加9.00万元，"), begins_item("增加9万元")
    (True, False, False)
    >>> begins_item("公车费9万元。其中：购置费0万元。运行费9万元。", 17)
    False
    """
    return _ITEM.match(text, at) is not None and "其中" not in text[:at]


@dataclass
class OpenList:
    """A list: its whole (``None`` where nothing says it), the style of its marks, how it was opened."""

    whole: DraftClaim | None
    style: str = ""
    how: str = WORDS
    since: int = 0  # how many claims there were when it was opened: it tells lists of one whole apart
    inside: str = ""  # the style of the mark of the item that announces it: the same mark is its sibling's


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

    def announce(self, whole: OpenList, inside: str = "") -> None:
        """The next marks open this list, but for marks like that of the item it is told in."""
        self.announced = replace(whole, inside=inside)

    def forget(self) -> None:
        """Another heading: nothing goes on."""
        self.marked, self.announced, self.lines, self.bare = [], None, None, None

    def line(self, before: str, text: str = "") -> OpenList | None:
        """The list that a paragraph without a mark belongs to, by the one before it and its own text.

        >>> from itertools import pairwise
        >>> lists = OpenLists(announced=OpenList(None))
        >>> told = ("收入9万元，其中：", "甲类4万元；", "乙类4万元。", "丙类1万元。", "与上年相比增加1万元。")
        >>> [lists.line(before, text) is not None for before, text in pairwise(told)]
        [True, True, True, False]

        A paragraph 其中 divides the item before it, and the list goes on behind it.

        >>> lists = OpenLists(announced=OpenList(None))
        >>> told = ("收入9万元，其中：", "甲类8万元。", "其中：甲一3万元，甲二5万元。", "乙类1万元。")
        >>> [lists.line(before, text) is not None for before, text in pairwise(told)]
        [True, False, True]
        """
        if self.lines is not None and text.startswith("其中") and not before.endswith("："):
            return None
        if self.announced is not None and before.endswith("："):
            self.lines = replace(self.announced, how=MAINLY if self.announced.how == MAINLY else ITEMS)
        elif not before.endswith("；") and not (before.endswith("。") and begins_item(text)):
            self.lines = None
        return self.lines

    def item(self, mark: str) -> OpenList:
        """The list that an item with such a mark belongs to; it closes the lists inside."""
        known = next((i for i, one in enumerate(self.marked) if one.style == mark), None)
        new, self.announced = self.announced, None
        new = None if new is not None and new.inside == mark else new
        if known is not None:
            del self.marked[known + (new is None) :]
        if known is None or new is not None:
            new = new or OpenList(self.bare)
            self.marked.append(replace(new, style=mark, how=MAINLY if new.how == MAINLY else ITEMS))
        return self.marked[-1]
