"""Boxes 档案盒: which items go into which box, and what its spine says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mingzhang.archive.catalogue import CatalogueItem
from mingzhang.archive.codes import PERIODS

ROOM = 200  # pages that a box of 2 cm holds
DEPARTMENT = "机构（问题）"  # the line of a spine that says whose it is


@dataclass(frozen=True)
class ArchiveBox:
    """One box: its number and the items in it, in the order of their codes."""

    number: str
    items: tuple[CatalogueItem, ...]

    @property
    def first(self) -> CatalogueItem:
        """The item it begins with."""
        return self.items[0]

    @property
    def pages(self) -> int:
        """Pages in it."""
        return sum(item.pages or 0 for item in self.items)

    @property
    def spine(self) -> tuple[tuple[str, str], ...]:
        """What stands on the spine: fonds, year, period, department, first and last item, box."""
        first, last = self.items[0].parsed, self.items[-1].parsed
        return (
            ("全宗号", first.fonds),
            ("年度", str(first.year)),
            ("保管期限", PERIODS[first.period]),
            (DEPARTMENT, first.department),
            ("起止件号", f"{first.number:04}—{last.number:04}"),
            ("盒号", self.number),
        )


def boxes_of(items: Iterable[CatalogueItem]) -> list[ArchiveBox]:
    """The boxes that items name, in the order of what is in them.

    >>> item = CatalogueItem("0123-WS·2019-Y-BGS-0001", "总结", pages=3, box="1")
    >>> boxes_of([item])[0].spine[4]
    ('起止件号', '0001—0001')
    """
    by: dict[tuple[str, str], list[CatalogueItem]] = {}
    for item in sorted((i for i in items if i.box), key=lambda each: each.parsed):
        by.setdefault((item.parsed.series, item.box), []).append(item)
    return [ArchiveBox(number, tuple(some)) for (_, number), some in by.items()]


def boxed(items: Sequence[CatalogueItem], room: int = ROOM) -> list[CatalogueItem]:
    """The items with a box each: those that have one keep it, the others are packed series by series.

    >>> made = [CatalogueItem(f"0123-WS·2019-Y-BGS-000{n}", "件", pages=150) for n in (1, 2)]
    >>> [item.box for item in boxed(made)]
    ['1', '2']
    """
    taken = max((int(item.box) for item in items if item.box.isdecimal()), default=0)
    filled, series, packed = 0, "", dict[str, str]()
    for item in sorted((i for i in items if not i.box), key=lambda each: each.parsed):
        pages = item.pages or 1
        if item.parsed.series != series or filled + pages > room:
            taken, filled, series = taken + 1, 0, item.parsed.series
        filled += pages
        packed[item.code] = str(taken)
    return [item if item.box else replace(item, box=packed[item.code]) for item in items]
