"""The list of functional codes by the names of its entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from mingzhang.language.table.notation import Code
from mingzhang.rules.shared.near_names import plain_name


class ListedCodes:
    """Codes of a list, found by name and by what they stand under.

    >>> named = {"20106": "财政事务", "2010601": "行政运行"}
    >>> codes = ListedCodes({code: (Code(code, name, True),) for code, name in named.items()})
    >>> codes.called("财政事务", 5), codes.under(["20106"], 2023)
    (['20106'], ['行政运行'])
    """

    def __init__(self, listed: Mapping[str, tuple[Code, ...]]) -> None:
        self._listed = listed
        self._named: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._below: dict[str, list[str]] = defaultdict(list)
        for code, entries in listed.items():
            self._below[code[:-2]].append(code)
            for name in dict.fromkeys(plain_name(entry.name) for entry in entries):
                self._named[name, len(code)].append(code)

    def called(self, name: str, length: int) -> list[str]:
        """The codes of a level that have, or in some year had, this name."""
        return self._named.get((plain_name(name), length), [])

    def under(self, above: Iterable[str], year: int | None) -> list[str]:
        """The names in force of what stands directly under some codes."""
        entries = (entry for code in above for below in self._below[code] for entry in self._listed[below])
        return [entry.name for entry in entries if entry.current(year)]
